import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { people } from "@/server/modules/accounts/tables";
import type { HouseRules, SafetyFacts } from "@/server/modules/listings/contract";
import { idColumn, instantColumn } from "@/server/platform/columns";

/** A home. Columns a draft may lack are nullable; `whyNotPublishable` names what is missing. */
export const listings = pgTable(
  "listings",
  {
    id: idColumn("listing", "id").primaryKey(),
    hostId: idColumn("person", "host_id")
      .notNull()
      .references(() => people.id),
    status: text("status", { enum: ["draft", "published", "paused"] })
      .notNull()
      .default("draft"),
    title: text("title").notNull().default(""),
    description: text("description").notNull().default(""),
    propertyType: text("property_type").notNull().default("apartment"),
    roomType: text("room_type", { enum: ["entire_home", "private_room", "shared_room", "hotel_room"] })
      .notNull()
      .default("entire_home"),
    countryCode: text("country_code").notNull().default("US"),
    region: text("region").notNull().default(""),
    city: text("city").notNull().default(""),
    neighbourhood: text("neighbourhood").notNull().default(""),
    /** Exact address and point: leave the server only for the host, and for a guest with a confirmed booking. */
    addressLine: text("address_line").notNull().default(""),
    postalCode: text("postal_code").notNull().default(""),
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    /** Stable point about 500 m away: what everybody may see. */
    fuzzedLatitude: doublePrecision("fuzzed_latitude"),
    fuzzedLongitude: doublePrecision("fuzzed_longitude"),
    timeZone: text("time_zone").notNull().default("America/New_York"),
    capacity: smallint("capacity").notNull().default(2),
    bedrooms: smallint("bedrooms").notNull().default(1),
    beds: smallint("beds").notNull().default(1),
    /** Bathrooms in halves: 3 means one and a half. */
    bathroomHalves: smallint("bathroom_halves").notNull().default(2),
    areaSquareMetres: integer("area_square_metres"),
    amenities: text("amenities").array().notNull().default([]),
    petsMax: smallint("pets_max").notNull().default(0),
    houseRules: jsonb("house_rules").$type<HouseRules>().notNull(),
    safety: jsonb("safety").$type<SafetyFacts>().notNull(),
    checkInFromMinutes: smallint("check_in_from_minutes").notNull().default(900),
    checkOutByMinutes: smallint("check_out_by_minutes").notNull().default(660),
    checkInNote: text("check_in_note").notNull().default(""),
    selfCheckIn: boolean("self_check_in").notNull().default(false),
    instantBook: boolean("instant_book").notNull().default(true),
    cancellationPolicy: text("cancellation_policy", { enum: ["flexible", "moderate", "strict"] })
      .notNull()
      .default("moderate"),
    registrationNumber: text("registration_number"),
    currency: text("currency").notNull().default("USD"),
    /** The editor's step where the host left off. */
    draftStep: text("draft_step").notNull().default("kind"),
    /** Raised with each edit; an edit names the version it was made on. */
    version: integer("version").notNull().default(1),
    ratingSumCenti: integer("rating_sum_centi").notNull().default(0),
    reviewCount: integer("review_count").notNull().default(0),
    guestFavourite: boolean("guest_favourite").notNull().default(false),
    createdAt: instantColumn("created_at").notNull(),
    updatedAt: instantColumn("updated_at").notNull(),
    publishedAt: instantColumn("published_at"),
  },
  (t) => [index("listings_host").on(t.hostId, t.createdAt)],
);

/** A picture of a home. `stem` + `-<width>.webp` is its address: in public/demo for drawings, in the blob store else. */
export const listingPhotos = pgTable(
  "listing_photos",
  {
    id: idColumn("photo", "id").primaryKey(),
    listingId: idColumn("listing", "listing_id")
      .notNull()
      .references(() => listings.id, { onDelete: "cascade" }),
    ordinal: smallint("ordinal").notNull(),
    room: text("room").notNull().default("other"),
    caption: text("caption").notNull().default(""),
    alt: text("alt").notNull().default(""),
    origin: text("origin", { enum: ["demo", "blob"] }).notNull(),
    stem: text("stem").notNull(),
    widths: integer("widths").array().notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    blur: text("blur").notNull(),
    sha256: text("sha256").notNull(),
    createdAt: instantColumn("created_at").notNull(),
  },
  (t) => [unique("listing_photos_ordinal").on(t.listingId, t.ordinal)],
);

/** Places a guest may name, nested by id: `us/new-york/albany/center-square` lies in `us/new-york/albany`. */
export const places = pgTable(
  "places",
  {
    id: text("id").primaryKey(),
    kind: text("kind", { enum: ["country", "region", "city", "neighbourhood"] }).notNull(),
    name: text("name").notNull(),
    /** `Center Square, Albany, New York, United States`. */
    fullName: text("full_name").notNull(),
    countryCode: text("country_code").notNull(),
    latitude: doublePrecision("latitude").notNull(),
    longitude: doublePrecision("longitude").notNull(),
    west: doublePrecision("west"),
    south: doublePrecision("south"),
    east: doublePrecision("east"),
    north: doublePrecision("north"),
    population: integer("population").notNull().default(0),
    /** IANA zone; null where several are in use (countries, regions). */
    timeZone: text("time_zone"),
    /** Names without accents, in lower case, for matching. */
    searchText: text("search_text").notNull(),
  },
  (t) => [index("places_path").on(t.id.op("text_pattern_ops")), index("places_population").on(t.population)],
);
