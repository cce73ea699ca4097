import type { Tone } from "@/app/_ui/tag";
import type { BookingStatus } from "@/server/modules/bookings/contract";

/** The colour of a booking's state; the word is always beside it. */
export const statusTones: Record<BookingStatus, Tone> = {
  held: "amber",
  confirmed: "green",
  checked_in: "green",
  completed: "neutral",
  expired: "neutral",
  declined: "red",
  cancelled_by_guest: "neutral",
  cancelled_by_host: "red",
  cancelled_by_operator: "red",
  no_show: "neutral",
};

/** A stay that ended before it began. */
export function isCancelled(status: BookingStatus): boolean {
  return status.startsWith("cancelled_by_") || status === "declined";
}

/** A stay whose nights are the guest's. */
export function isBooked(status: BookingStatus): boolean {
  return status === "confirmed" || status === "checked_in" || status === "completed";
}
