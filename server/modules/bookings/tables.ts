import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { people } from "@/server/modules/accounts/tables";
import type { BookingSnapshot } from "@/server/modules/bookings/contract";
import { listings } from "@/server/modules/listings/tables";
import { idColumn, instantColumn, localDateColumn, minorColumn } from "@/server/platform/columns";
import { DEVICE_CLASSES } from "@/server/primitives/client-kind";
import type { Party } from "@/server/primitives/contracts";

export const BOOKING_STATUSES = [
  "held",
  "confirmed",
  "checked_in",
  "completed",
  "expired",
  "declined",
  "cancelled_by_guest",
  "cancelled_by_host",
  "cancelled_by_operator",
  "no_show",
] as const;

export const bookings = pgTable(
  "bookings",
  {
    id: idColumn("booking", "id").primaryKey(),
    /** What people say on the phone: `RST-8TC3V`. */
    code: text("code").notNull().unique(),
    listingId: idColumn("listing", "listing_id")
      .notNull()
      .references(() => listings.id),
    hostId: idColumn("person", "host_id")
      .notNull()
      .references(() => people.id),
    guestId: idColumn("person", "guest_id")
      .notNull()
      .references(() => people.id),
    status: text("status", { enum: BOOKING_STATUSES }).notNull(),
    checkIn: localDateColumn("check_in").notNull(),
    checkOut: localDateColumn("check_out").notNull(),
    party: jsonb("party").$type<Party>().notNull(),
    currency: text("currency").notNull(),
    totalMinor: minorColumn("total_minor").notNull(),
    quoteId: idColumn("quote", "quote_id").notNull(),
    /** Quote lines, policy, house rules, fee schedule, address and zone as they stood when it was held. */
    snapshot: jsonb("snapshot").$type<BookingSnapshot>().notNull(),
    /** From when and until when the guest may be in the home, on the listing's clocks as frozen in the snapshot. */
    checkInAt: instantColumn("check_in_at").notNull(),
    checkOutAt: instantColumn("check_out_at").notNull(),
    holdExpiresAt: instantColumn("hold_expires_at").notNull(),
    heldAt: instantColumn("held_at").notNull(),
    confirmedAt: instantColumn("confirmed_at"),
    checkedInAt: instantColumn("checked_in_at"),
    completedAt: instantColumn("completed_at"),
    cancelledAt: instantColumn("cancelled_at"),
    /** What went back to the guest when it was cancelled. */
    refundMinor: minorColumn("refund_minor"),
    /** What the guest asked on the way, e.g. `web`, `mobile`, `rest`. */
    channel: text("channel").notNull().default("web"),
    /** What the guest held it on; null where that is not known. */
    device: text("device", { enum: DEVICE_CLASSES }),
  },
  (t) => [
    index("bookings_guest").on(t.guestId, t.checkIn),
    index("bookings_host").on(t.hostId, t.checkIn),
    index("bookings_listing").on(t.listingId, t.checkIn),
    // A guest's holds of now: few, whatever stands in the table. `hold_stay` reads them.
    index("bookings_held").on(t.guestId, t.holdExpiresAt).where(sql`${t.status} = 'held'`),
    index("bookings_hold_expiry").on(t.status, t.holdExpiresAt),
    index("bookings_held_at").on(t.heldAt),
    index("bookings_to_check_in").on(t.checkInAt).where(sql`${t.status} = 'confirmed'`),
    index("bookings_to_check_out").on(t.checkOutAt).where(sql`${t.status} = 'checked_in'`),
  ],
);

/** Every change of a booking's status: who, when and why. */
export const bookingTransitions = pgTable(
  "booking_transitions",
  {
    seq: bigint("seq", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    bookingId: idColumn("booking", "booking_id")
      .notNull()
      .references(() => bookings.id),
    fromStatus: text("from_status", { enum: BOOKING_STATUSES }),
    toStatus: text("to_status", { enum: BOOKING_STATUSES }).notNull(),
    actorKind: text("actor_kind", { enum: ["guest", "host", "operator", "system"] }).notNull(),
    actorId: idColumn("person", "actor_id"),
    reason: text("reason").notNull(),
    at: instantColumn("at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [index("booking_transitions_booking").on(t.bookingId, t.seq)],
);
