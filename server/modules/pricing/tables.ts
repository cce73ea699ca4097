import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { listings } from "@/server/modules/listings/tables";
import type { Quote } from "@/server/modules/pricing/contract";
import { idColumn, instantColumn, localDateColumn, minorColumn } from "@/server/platform/columns";

/** A listing's price facts; amounts in minor units of `currency`. */
export const listingPrices = pgTable(
  "listing_prices",
  {
    listingId: idColumn("listing", "listing_id")
      .primaryKey()
      .references(() => listings.id, { onDelete: "cascade" }),
    currency: text("currency").notNull(),
    baseMinor: minorColumn("base_minor").notNull(),
    /** Friday and Saturday nights; null: as base. */
    weekendMinor: minorColumn("weekend_minor"),
    weeklyDiscountBps: integer("weekly_discount_bps").notNull().default(0),
    monthlyDiscountBps: integer("monthly_discount_bps").notNull().default(0),
    cleaningFeeMinor: minorColumn("cleaning_fee_minor").notNull().default(0),
    /** Per night for each guest (adults and children) above `guestsIncluded`. */
    extraGuestFeeMinor: minorColumn("extra_guest_fee_minor").notNull().default(0),
    guestsIncluded: smallint("guests_included").notNull().default(1),
    /** Per stay, when pets come. */
    petFeeMinor: minorColumn("pet_fee_minor").notNull().default(0),
    /** Bounds the host sets for any night, whatever a rule or override says; null: none. */
    nightMinMinor: minorColumn("night_min_minor"),
    nightMaxMinor: minorColumn("night_max_minor"),
    updatedAt: instantColumn("updated_at").notNull(),
  },
  (t) => [
    check(
      "listing_prices_positive",
      sql`${t.baseMinor} > 0 and ${t.cleaningFeeMinor} >= 0 and ${t.extraGuestFeeMinor} >= 0 and ${t.petFeeMinor} >= 0`,
    ),
  ],
);

/** A night's own price. Stands in place of base and weekend price. */
export const nightPrices = pgTable(
  "night_prices",
  {
    listingId: idColumn("listing", "listing_id")
      .notNull()
      .references(() => listings.id, { onDelete: "cascade" }),
    night: localDateColumn("night").notNull(),
    amountMinor: minorColumn("amount_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.listingId, t.night] }),
    check("night_prices_positive", sql`${t.amountMinor} > 0`),
  ],
);

/** Occupancy taxes of a place. The narrowest place that has rules decides (city, then region, then country). */
export const taxRules = pgTable(
  "tax_rules",
  {
    code: text("code").primaryKey(),
    /** `US`, `US/New York` or `US/New York/Albany`. */
    placePath: text("place_path").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["percent", "per_stay", "per_night", "per_person_night"] }).notNull(),
    rateBps: integer("rate_bps").notNull().default(0),
    amountMinor: minorColumn("amount_minor").notNull().default(0),
    /** Which lines a percent is taken of. */
    onCleaningFee: boolean("on_cleaning_fee").notNull().default(true),
    onServiceFee: boolean("on_service_fee").notNull().default(false),
    nightsCap: smallint("nights_cap"),
    /** Stays of this many nights or more are exempt; null: none are. */
    exemptFromNights: smallint("exempt_from_nights"),
    childrenExempt: boolean("children_exempt").notNull().default(false),
    ordinal: smallint("ordinal").notNull().default(0),
  },
  (t) => [index("tax_rules_place").on(t.placePath)],
);

/** The market's fees. One row stands; earlier rows are kept for what was sold under them. */
export const feeSchedules = pgTable("fee_schedules", {
  version: integer("version").primaryKey(),
  model: text("model", { enum: ["split", "host_only"] }).notNull(),
  guestFeeBps: integer("guest_fee_bps").notNull(),
  hostFeeBps: integer("host_fee_bps").notNull(),
  /** Taxes inside the shown total (true) or added before payment with disclosure (false). */
  taxesIncludedInResults: boolean("taxes_included_in_results").notNull().default(true),
  validFrom: instantColumn("valid_from").notNull(),
});

/** Quotes that a hold took. Quoting itself writes nothing: a quote is a signed value until then. */
export const quotes = pgTable("quotes", {
  id: idColumn("quote", "id").primaryKey(),
  listingId: idColumn("listing", "listing_id").notNull(),
  quote: jsonb("quote").$type<Quote>().notNull(),
  takenAt: instantColumn("taken_at").notNull(),
});
