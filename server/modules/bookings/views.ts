/** Bookings as their guest and their host see them. Pure. */

import type { z } from "zod";
import type { GuestBooking, HostBooking, tripContract } from "@/server/modules/bookings/contract";
import type { ShownBooking } from "@/server/modules/bookings/list-store";
import { paidFactsOf, splitOf } from "@/server/modules/bookings/payload";
import { isStanding } from "@/server/modules/bookings/rules";
import { toPhoto } from "@/server/modules/listings/photo-view";
import type { PaymentView } from "@/server/modules/payments/contract";
import { computeRefundSteps } from "@/server/modules/pricing/compute-cancellation";
import type { MarketConfig } from "@/server/platform/context";
import { money } from "@/server/primitives/money";
import { nightCount } from "@/server/primitives/stay";

const stayOf = ({ checkIn, checkOut }: ShownBooking) => ({ checkIn, checkOut });

export function toTrip(config: MarketConfig, booking: ShownBooking): z.output<typeof tripContract> {
  const { snapshot } = booking;
  return {
    bookingId: booking.id,
    code: booking.code,
    status: booking.status,
    listingId: booking.listingId,
    listingTitle: snapshot.listingTitle,
    city: snapshot.city,
    neighbourhood: snapshot.neighbourhood,
    photo: booking.photo ? toPhoto(config, booking.photo) : null,
    host: { hostId: booking.hostId, name: booking.hostName },
    stay: stayOf(booking),
    nightCount: nightCount(stayOf(booking)),
    party: booking.party,
    total: money(booking.totalMinor, booking.currency),
    timeZone: snapshot.timeZone,
    checkInAt: booking.checkInAt,
    checkOutAt: booking.checkOutAt,
    holdExpiresAt: booking.holdExpiresAt,
  };
}

/** Address, exact point and note for arrival leave the server only while the stay stands confirmed or was completed. */
export function toGuestBooking(
  config: MarketConfig,
  booking: ShownBooking,
  more: { payment: PaymentView | null; transitions: GuestBooking["transitions"]; now: Date },
): GuestBooking {
  const { snapshot } = booking;
  const mayKnow = isStanding(booking.status);
  const { addressLine, postalCode, city, latitude, longitude } = snapshot;
  // Before it is confirmed the timeline is that of a stay booked now.
  const paid = { ...paidFactsOf(booking), bookedAt: booking.confirmedAt ?? more.now };
  return {
    ...toTrip(config, booking),
    lines: snapshot.quote.lines,
    heldAt: booking.heldAt,
    confirmedAt: booking.confirmedAt,
    cancelledAt: booking.cancelledAt,
    refund: booking.refundMinor === null ? null : money(booking.refundMinor, booking.currency),
    cancellationPolicy: snapshot.cancellationPolicy,
    houseRules: snapshot.houseRules,
    policySteps: computeRefundSteps(paid, paid.bookedAt).map(({ until, kind, refundMinor }) => ({
      until,
      kind,
      refund: money(refundMinor, booking.currency),
    })),
    payment: more.payment,
    address: mayKnow ? { addressLine, postalCode, city, latitude, longitude } : null,
    checkInNote: mayKnow ? snapshot.checkInNote : null,
    transitions: more.transitions,
  };
}

export function toHostBooking(booking: ShownBooking): HostBooking {
  return {
    bookingId: booking.id,
    code: booking.code,
    status: booking.status,
    listingId: booking.listingId,
    listingTitle: booking.snapshot.listingTitle,
    guest: { guestId: booking.guestId, name: booking.guestName },
    stay: stayOf(booking),
    nightCount: nightCount(stayOf(booking)),
    party: booking.party,
    total: money(booking.totalMinor, booking.currency),
    hostAmount: money(splitOf(booking).hostMinor, booking.currency),
    checkInAt: booking.checkInAt,
    checkOutAt: booking.checkOutAt,
    timeZone: booking.snapshot.timeZone,
    heldAt: booking.heldAt,
    holdExpiresAt: booking.holdExpiresAt,
  };
}
