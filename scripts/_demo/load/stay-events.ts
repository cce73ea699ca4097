import {
  type BookingPayload,
  bookingCancelled,
  bookingCheckedIn,
  bookingCompleted,
  bookingConfirmed,
  bookingExpired,
  bookingHeld,
} from "@/server/modules/bookings/events";
import { daysBetween } from "@/server/primitives/local-date";
import { addMs, dateAt, MINUTE_MS } from "@/server/primitives/zoned";
import { type Happened, HOLD_MINUTES, lapsedAt, type StayTools } from "./stay-facts";

export function noteEvents(
  { events }: StayTools,
  payload: BookingPayload,
  { status, times, home, frame, cancellation }: Happened,
): void {
  events.note(
    bookingHeld,
    { ...payload, holdExpiresAt: addMs(times.heldAt, HOLD_MINUTES * MINUTE_MS) },
    times.heldAt,
  );
  if (status === "expired") {
    events.note(bookingExpired, payload, lapsedAt(times));
    return;
  }
  const bookedOn = dateAt(times.confirmedAt, frame.timeZone);
  events.note(
    bookingConfirmed,
    {
      ...payload,
      cancellationPolicy: home.cancellationPolicy,
      bookedOn,
      leadDays: Math.max(0, daysBetween(bookedOn, payload.checkIn)),
    },
    times.confirmedAt,
  );
  if (cancellation && times.cancelledAt) {
    const back = (...what: string[]) =>
      cancellation.parts
        .filter((part) => what.includes(part.what))
        .reduce((sum, part) => sum + part.refundMinor, 0);
    events.note(
      bookingCancelled,
      {
        ...payload,
        by: status === "cancelled_by_host" ? "host" : "guest",
        reason: "",
        refundMinor: cancellation.refundMinor,
        nightsRefundMinor: back("nights"),
        hostFeesRefundMinor: back("host_fees", "cleaning_fee"),
        guestFeeRefundMinor: back("guest_service_fee"),
        hostFeeRefundMinor: cancellation.hostFeeRefundMinor,
        taxRefundMinor: back("tax"),
        bookedOn,
      },
      times.cancelledAt,
    );
  }
  if (status === "checked_in" || status === "completed")
    events.note(bookingCheckedIn, payload, times.checkInAt);
  if (status === "completed") events.note(bookingCompleted, payload, times.checkOutAt);
}
