/** The state machine of bookings and the decisions on it: pure. */
import type { BookingStatus } from "@/server/modules/bookings/contract";
import type { LocalDate } from "@/server/primitives/local-date";
import type { RefusalCode } from "@/server/primitives/refusal";
import { dateAt } from "@/server/primitives/zoned";

/**
 * Every change of status that there is. `expired → confirmed` is a payment that came after the hold lapsed and found the
 * nights still free.
 */
export const TRANSITIONS: Readonly<Record<BookingStatus, readonly BookingStatus[]>> = {
  held: ["confirmed", "expired"],
  expired: ["confirmed"],
  confirmed: ["checked_in", "cancelled_by_guest", "cancelled_by_host", "cancelled_by_operator", "no_show"],
  checked_in: ["completed", "cancelled_by_guest", "cancelled_by_host", "cancelled_by_operator"],
  completed: [],
  declined: [],
  cancelled_by_guest: [],
  cancelled_by_host: [],
  cancelled_by_operator: [],
  no_show: [],
};

export function mayBecome(from: BookingStatus, to: BookingStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

/** The statuses from which a booking may become `to`: what a compare-and-swap compares with. */
export function statusesBefore(to: BookingStatus): BookingStatus[] {
  return (Object.keys(TRANSITIONS) as BookingStatus[]).filter((from) => mayBecome(from, to));
}

/** Booked and paid at some time, whatever came of it: its guest may see the address while it stands. */
export function isStanding(status: BookingStatus): boolean {
  return status === "confirmed" || status === "checked_in" || status === "completed";
}

/** A payment for it can still become a stay. */
export function awaitsPayment(status: BookingStatus): boolean {
  return status === "held" || status === "expired";
}

/** A payment that comes late books the stay only while its first night lies ahead. */
export function isStillBookable(booking: { checkIn: LocalDate; timeZone: string }, now: Date): boolean {
  return booking.checkIn >= dateAt(now, booking.timeZone);
}

export function whyNotCancellable(status: BookingStatus): RefusalCode | undefined {
  return mayBecome(status, "cancelled_by_guest") ? undefined : "booking_not_cancellable";
}

/** Most holds one guest may have at a time. */
export const HOLDS_MAX = 5;
export const HOLD_MINUTES = 15;
