/**
 * A calendar date without a zone, `YYYY-MM-DD` in the proleptic Gregorian calendar. A night is the date it begins on.
 *
 * Arithmetic runs on day numbers, so no zone and no daylight saving can touch it.
 */
import { assert } from "@/server/primitives/assert";

declare const localDateBrand: unique symbol;
export type LocalDate = string & { readonly [localDateBrand]: true };

const DAY_MS = 86_400_000;

/** Bounds of dates the market accepts: nothing before, nothing after. */
export const YEAR_MIN = 1970;
export const YEAR_MAX = 2199;

export function isLocalDate(value: string): value is LocalDate {
  if (value.length !== TEXT_LENGTH || value.charCodeAt(4) !== DASH || value.charCodeAt(7) !== DASH)
    return false;
  const [year, month, day] = [digitsAt(value, 0, 4), digitsAt(value, 5, 7), digitsAt(value, 8, TEXT_LENGTH)];
  if (!(year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 && day >= 1)) return false;
  return day <= daysInMonth(year, month);
}

const TEXT_LENGTH = "YYYY-MM-DD".length;
const DASH = "-".charCodeAt(0);
const ZERO = "0".charCodeAt(0);

/** The number that stands there in digits, else `NaN`. Analytics reads a few dates of every event there is: no pattern, no piece. */
function digitsAt(value: string, from: number, until: number): number {
  let number = 0;
  for (let at = from; at < until; at += 1) {
    const digit = value.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** The value as a date; throws a bug otherwise. Input from outside goes through the zod contract instead. */
export function localDate(value: string): LocalDate {
  assert(isLocalDate(value), `not a calendar date: ${value}`);
  return value;
}

/** Month is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function yearOf(date: LocalDate): number {
  return digitsAt(date, 0, 4);
}

/** 1 to 12. */
export function monthOf(date: LocalDate): number {
  return digitsAt(date, 5, 7);
}

/** 1 to 31. */
export function dayOf(date: LocalDate): number {
  return digitsAt(date, 8, TEXT_LENGTH);
}

/** Whole days since 1970-01-01. */
export function dayNumber(date: LocalDate): number {
  return Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date)) / DAY_MS;
}

export function fromDayNumber(dayCount: number): LocalDate {
  return localDate(new Date(dayCount * DAY_MS).toISOString().slice(0, 10));
}

export function addDays(date: LocalDate, dayCount: number): LocalDate {
  return fromDayNumber(dayNumber(date) + dayCount);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO weekday: Monday 1 … Sunday 7. */
export function weekdayOf(date: LocalDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

export function firstOfMonth(date: LocalDate): LocalDate {
  return localDate(`${date.slice(0, 7)}-01`);
}

/** The same day `monthCount` months on, or that month's last day when it is shorter. */
export function addMonths(date: LocalDate, monthCount: number): LocalDate {
  const months = yearOf(date) * 12 + (monthOf(date) - 1) + monthCount;
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  const day = Math.min(dayOf(date), daysInMonth(year, month));
  return localDate(
    `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
  );
}

export function maxDate(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
