/** Search's read model. Follows from the source tables by events and can be rebuilt from them at any time. */
import { sql } from "drizzle-orm";
import {
  bigint,
  bit,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  json,
  pgTable,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { idColumn, instantColumn, localDateColumn, minorColumn } from "@/server/platform/columns";

/** Nights that a document knows, from `baseOn` on. */
export const DOCUMENT_NIGHTS = 512;

/** Longitude and latitude, as PostgreSQL's own `point`. */
const pointColumn = customType<{ data: string }>({ dataType: () => "point" });

/** One row per published home: all that a query, a card and a price need, so that nothing else is touched. */
export const searchDocuments = pgTable(
  "search_documents",
  {
    listingId: idColumn("listing", "listing_id").primaryKey(),
    /** `us/new-york/albany/center-square`. */
    placePath: text("place_path").notNull(),
    /** The fuzzed point. */
    spot: pointColumn("spot").notNull(),
    capacity: smallint("capacity").notNull(),
    petsMax: smallint("pets_max").notNull(),
    bedrooms: smallint("bedrooms").notNull(),
    beds: smallint("beds").notNull(),
    bathroomHalves: smallint("bathroom_halves").notNull(),
    roomType: text("room_type").notNull(),
    propertyType: text("property_type").notNull(),
    instantBook: boolean("instant_book").notNull(),
    guestFavourite: boolean("guest_favourite").notNull(),
    cancellationPolicy: text("cancellation_policy").notNull(),
    ratingCenti: smallint("rating_centi"),
    reviewCount: integer("review_count").notNull(),
    /** Bit n: the n-th of AMENITIES. */
    amenityBits: bigint("amenity_bits", { mode: "bigint" }).notNull(),
    currency: text("currency").notNull(),
    baseMinor: minorColumn("base_minor").notNull(),
    /**
     * Bounds, never prices: no stay costs less a night than the floor (its largest discount taken off), and none more than
     * the ceiling, every fee of the host on each night, before the guest's fee and taxes.
     */
    nightFloorMinor: minorColumn("night_floor_minor").notNull(),
    nightCeilingMinor: minorColumn("night_ceiling_minor").notNull(),
    rankScore: doublePrecision("rank_score").notNull(),
    /** First night of the arrays and bit strings below. */
    baseOn: localDateColumn("base_on").notNull(),
    /** 1: nobody has the night and the host has not blocked it. */
    nightsFree: bit("nights_free", { dimensions: DOCUMENT_NIGHTS }).notNull(),
    /** 1: no guest has the night; a blocked one still serves for preparation. */
    nightsUnsold: bit("nights_unsold", { dimensions: DOCUMENT_NIGHTS }).notNull(),
    preparationNights: smallint("preparation_nights").notNull(),
    /** Own prices of nights, null where base and weekend price stand; the whole null where none has one. */
    nightPrices: integer("night_prices").array(),
    /** Own minimum stays of nights, in the same way. */
    nightMinimums: smallint("night_minimums").array(),
    /** What filters, rules and prices need, as one JSON array in the sequence of `document-facts.ts`. */
    facts: json("facts").notNull(),
    /** What a card shows beside the facts. */
    card: json("card").notNull(),
    refreshedAt: instantColumn("refreshed_at").notNull(),
  },
  (t) => [
    index("search_documents_place").on(t.placePath.op("text_pattern_ops")),
    index("search_documents_spot").using("gist", t.spot),
    index("search_documents_rank").on(sql`${t.rankScore} desc`, t.listingId),
    index("search_documents_base").on(t.baseOn),
  ],
);
