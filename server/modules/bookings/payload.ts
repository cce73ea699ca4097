/** What the events of a booking carry, and how its money is split: read off the frozen facts. Pure. */
import type { BookingSnapshot, BookingStatus } from "@/server/modules/bookings/contract";
import type { BookingPayload } from "@/server/modules/bookings/events";
import type { PaidFacts } from "@/server/modules/pricing/compute-cancellation";
import type { DeviceClass } from "@/server/primitives/client-kind";
import type { Party } from "@/server/primitives/contracts";
import type { BookingId, ListingId, PersonId } from "@/server/primitives/id";
import type { LocalDate } from "@/server/primitives/local-date";
import type { Currency } from "@/server/primitives/money";
import { nightCount } from "@/server/primitives/stay";

export interface Booking {
  readonly id: BookingId;
  readonly code: string;
  readonly listingId: ListingId;
  readonly hostId: PersonId;
  readonly guestId: PersonId;
  readonly status: BookingStatus;
  readonly checkIn: LocalDate;
  readonly checkOut: LocalDate;
  readonly party: Party;
  readonly currency: Currency;
  readonly totalMinor: number;
  readonly snapshot: BookingSnapshot;
  readonly checkInAt: Date;
  readonly checkOutAt: Date;
  readonly holdExpiresAt: Date;
  readonly heldAt: Date;
  readonly confirmedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly refundMinor: number | null;
  readonly channel: string;
  readonly device: DeviceClass | null;
}

export function toPayload(
  booking: Omit<
    Booking,
    | "status"
    | "checkInAt"
    | "checkOutAt"
    | "holdExpiresAt"
    | "heldAt"
    | "confirmedAt"
    | "cancelledAt"
    | "refundMinor"
  >,
): BookingPayload {
  const { quote, listingTitle, timeZone } = booking.snapshot;
  const {
    code,
    listingId,
    hostId,
    guestId,
    checkIn,
    checkOut,
    party,
    currency,
    totalMinor,
    channel,
    device,
  } = booking;
  const { nightsMinor, hostFeesMinor, guestFeeMinor, hostFeeMinor, taxMinor } = quote;
  return {
    bookingId: booking.id,
    code,
    listingId,
    hostId,
    guestId,
    checkIn,
    checkOut,
    nightCount: nightCount({ checkIn, checkOut }),
    party,
    currency,
    totalMinor,
    nightsMinor,
    hostFeesMinor,
    guestFeeMinor,
    hostFeeMinor,
    taxMinor,
    channel,
    ...(device === null ? {} : { device }),
    listingTitle,
    timeZone,
  };
}

/** To whom the total belongs once the stay has taken place. */
export function splitOf(booking: Pick<Booking, "snapshot">) {
  const { nightsMinor, hostFeesMinor, guestFeeMinor, hostFeeMinor, taxMinor } = booking.snapshot.quote;
  return {
    hostMinor: nightsMinor + hostFeesMinor - hostFeeMinor,
    feeMinor: guestFeeMinor + hostFeeMinor,
    taxMinor,
  };
}

/** The facts that cancellation is computed from. Until it is confirmed, a stay counts as booked when it was held. */
export function paidFactsOf(booking: Booking): PaidFacts {
  const { quote, timeZone, checkInFromMinutes, cancellationPolicy } = booking.snapshot;
  return {
    policy: cancellationPolicy,
    stay: { checkIn: booking.checkIn, checkOut: booking.checkOut },
    timeZone,
    checkInFromMinutes,
    bookedAt: booking.confirmedAt ?? booking.heldAt,
    lines: quote.lines,
    nightAmountsMinor: quote.nightAmountsMinor,
    totalMinor: booking.totalMinor,
    hostFeeMinor: quote.hostFeeMinor,
  };
}
