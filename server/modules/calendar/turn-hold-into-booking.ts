/**
 * Makes a hold's nights permanent, inside the caller's transaction.
 *
 * Also serves a payment that comes after the hold lapsed: nights that are still free, or still the lapsed hold's, are
 * claimed again. Refuses with `dates_just_taken` when somebody else has one by now. Safe to repeat.
 */
import { claimNights } from "@/server/modules/calendar/claim-nights";
import type { Tx } from "@/server/platform/db";
import { type BookingId, type ListingId, uuidOf } from "@/server/primitives/id";
import type { Stay } from "@/server/primitives/stay";

export async function turnHoldIntoBooking(
  tx: Tx,
  input: {
    readonly listingId: ListingId;
    readonly bookingId: BookingId;
    readonly stay: Stay;
    readonly now: Date;
    readonly trace: string;
  },
): Promise<void> {
  const { bookingId, ...rest } = input;
  await claimNights(tx, { ...rest, kind: "booking", claimId: uuidOf(bookingId), expiresAt: null });
}
