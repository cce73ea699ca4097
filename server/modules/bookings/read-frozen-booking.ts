/** What was frozen into a booking when it was held, for those who tell of it later. */
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { bookingSnapshotContract } from "@/server/modules/bookings/contract";
import { bookings } from "@/server/modules/bookings/tables";
import { quoteContract } from "@/server/modules/pricing/contract";
import type { DbOrTx } from "@/server/platform/db";
import type { Party } from "@/server/primitives/contracts";
import type { BookingId, PersonId } from "@/server/primitives/id";
import type { LocalDate } from "@/server/primitives/local-date";

/** Of the quote, what does not hang on its being valid still. */
const frozenContract = bookingSnapshotContract.omit({ quote: true }).extend({
  quote: quoteContract.pick({ lines: true, total: true, nightAmountsMinor: true, hostFeeMinor: true }),
});

export interface FrozenBooking {
  readonly bookingId: BookingId;
  readonly code: string;
  readonly guestId: PersonId;
  readonly hostId: PersonId;
  readonly checkIn: LocalDate;
  readonly checkOut: LocalDate;
  readonly party: Party;
  readonly holdExpiresAt: Date;
  readonly snapshot: z.output<typeof frozenContract>;
}

/** Unscoped: for consumers. One statement by key; nothing in it changes after the hold but the hold's end. */
export async function readFrozenBookingUnscoped(
  db: DbOrTx,
  bookingId: BookingId,
): Promise<FrozenBooking | undefined> {
  const [row] = await db
    .select({
      bookingId: bookings.id,
      code: bookings.code,
      guestId: bookings.guestId,
      hostId: bookings.hostId,
      checkIn: bookings.checkIn,
      checkOut: bookings.checkOut,
      party: bookings.party,
      holdExpiresAt: bookings.holdExpiresAt,
      snapshot: bookings.snapshot,
    })
    .from(bookings)
    .where(eq(bookings.id, bookingId));
  return row && { ...row, snapshot: frozenContract.parse(row.snapshot) };
}
