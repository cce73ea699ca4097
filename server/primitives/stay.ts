/** A stay: the half-open range of dates [checkIn, checkOut). Check-out day may be the next stay's check-in day. */
import { assert } from "@/server/primitives/assert";
import { addDays, daysBetween, type LocalDate } from "@/server/primitives/local-date";

export interface Stay {
  readonly checkIn: LocalDate;
  readonly checkOut: LocalDate;
}

/** Longest stay the market takes, in nights. */
export const STAY_NIGHTS_MAX = 365;

export function isStay(value: Stay): boolean {
  const count = daysBetween(value.checkIn, value.checkOut);
  return count >= 1 && count <= STAY_NIGHTS_MAX;
}

export function stay(checkIn: LocalDate, checkOut: LocalDate): Stay {
  const value = { checkIn, checkOut };
  assert(isStay(value), `not a stay: ${checkIn} to ${checkOut}`);
  return value;
}

export function nightCount(value: Stay): number {
  return daysBetween(value.checkIn, value.checkOut);
}

/** The nights of a stay in order; a night is the date it begins on. */
export function nightsOf(value: Stay): LocalDate[] {
  return Array.from({ length: nightCount(value) }, (_, index) => addDays(value.checkIn, index));
}

export function overlaps(a: Stay, b: Stay): boolean {
  return a.checkIn < b.checkOut && b.checkIn < a.checkOut;
}

export function shiftStay(value: Stay, dayCount: number): Stay {
  return { checkIn: addDays(value.checkIn, dayCount), checkOut: addDays(value.checkOut, dayCount) };
}
