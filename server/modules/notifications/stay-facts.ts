/** The part of a letter that tells of a stay: from what was frozen into the booking, and the names of both sides. */
import type { StayFacts } from "@/emails/facts";
import { readContact } from "@/server/modules/accounts/read-contact";
import { type FrozenBooking, readFrozenBookingUnscoped } from "@/server/modules/bookings/read-frozen-booking";
import type { SystemCtx } from "@/server/platform/context";
import { assertPresent } from "@/server/primitives/assert";
import type { BookingId } from "@/server/primitives/id";
import { nightCount } from "@/server/primitives/stay";
import { instantAt } from "@/server/primitives/zoned";

export interface StayOfLetter {
  readonly booking: FrozenBooking;
  readonly facts: StayFacts;
}

/** Three statements by key. A booking that an event names and that does not exist is a bug. */
export async function readStay(ctx: Pick<SystemCtx, "db">, bookingId: BookingId): Promise<StayOfLetter> {
  const booking = assertPresent(
    await readFrozenBookingUnscoped(ctx.db, bookingId),
    `the booking ${bookingId} of an event`,
  );
  const { snapshot, checkIn, checkOut } = booking;
  const [guest, host] = await Promise.all([
    readContact(ctx.db, booking.guestId),
    readContact(ctx.db, booking.hostId),
  ]);
  const facts: StayFacts = {
    bookingId,
    code: booking.code,
    title: snapshot.listingTitle,
    city: snapshot.city,
    checkInOn: checkIn,
    checkOutOn: checkOut,
    nightCount: nightCount({ checkIn, checkOut }),
    party: booking.party,
    timeZone: snapshot.timeZone,
    checkInAt: instantAt(checkIn, snapshot.checkInFromMinutes, snapshot.timeZone).toISOString(),
    checkOutAt: instantAt(checkOut, snapshot.checkOutByMinutes, snapshot.timeZone).toISOString(),
    guestName: guest?.name ?? "",
    hostName: host?.name ?? "",
  };
  return { booking, facts };
}
