import { boolean, index, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { listings } from "@/server/modules/listings/tables";
import { idColumn, instantColumn, localDateColumn } from "@/server/platform/columns";

/**
 * Who has a night. The primary key is why no night is ever sold twice: one row per night, whatever claims it. A hold's
 * row carries the instant it lapses and may be taken over from then on; the other kinds never lapse.
 */
export const nightClaims = pgTable(
  "night_claims",
  {
    listingId: idColumn("listing", "listing_id")
      .notNull()
      .references(() => listings.id),
    night: localDateColumn("night").notNull(),
    kind: text("kind", { enum: ["hold", "booking", "block", "import"] }).notNull(),
    /** UUID of the booking (hold, booking) or block that has the night. */
    claimId: uuid("claim_id").notNull(),
    expiresAt: instantColumn("expires_at"),
    /** A night after check-out that the home needs to be made ready; nobody stays in it. */
    preparation: boolean("preparation").notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.listingId, t.night] }), index("night_claims_claim").on(t.claimId)],
);

/** Nights a host keeps for themselves. */
export const calendarBlocks = pgTable(
  "calendar_blocks",
  {
    id: idColumn("block", "id").primaryKey(),
    listingId: idColumn("listing", "listing_id")
      .notNull()
      .references(() => listings.id),
    checkIn: localDateColumn("check_in").notNull(),
    checkOut: localDateColumn("check_out").notNull(),
    note: text("note").notNull().default(""),
    createdAt: instantColumn("created_at").notNull(),
  },
  (t) => [index("calendar_blocks_listing").on(t.listingId, t.checkIn)],
);

/** When a stay may begin, end, and how long it may be. One row per listing. */
export const stayRules = pgTable("stay_rules", {
  listingId: idColumn("listing", "listing_id")
    .primaryKey()
    .references(() => listings.id, { onDelete: "cascade" }),
  nightsMin: smallint("nights_min").notNull().default(1),
  nightsMax: smallint("nights_max").notNull().default(365),
  /** Hours of notice before check-in on the day of arrival. */
  advanceNoticeHours: smallint("advance_notice_hours").notNull().default(0),
  preparationNights: smallint("preparation_nights").notNull().default(0),
  /** How far ahead of today a stay may begin, in days. */
  bookingWindowDays: smallint("booking_window_days").notNull().default(365),
  /** ISO weekdays (1 Monday … 7 Sunday) on which guests may arrive or leave. */
  checkInWeekdays: smallint("check_in_weekdays").array().notNull().default([1, 2, 3, 4, 5, 6, 7]),
  checkOutWeekdays: smallint("check_out_weekdays").array().notNull().default([1, 2, 3, 4, 5, 6, 7]),
});

/** A night's own minimum stay for arrivals on it, where it differs. */
export const nightRules = pgTable(
  "night_rules",
  {
    listingId: idColumn("listing", "listing_id")
      .notNull()
      .references(() => listings.id, { onDelete: "cascade" }),
    night: localDateColumn("night").notNull(),
    nightsMin: integer("nights_min").notNull(),
  },
  (t) => [primaryKey({ columns: [t.listingId, t.night] })],
);
