import { addDays, nightsBetween } from "../format/dates";
import type { MoneyAmount } from "../format/money-parts";

/** What a calendar knows of one date. A night is the one that begins on it. */
export type CalendarDay = {
  /** The night is free. A date that is not listed has a free night. */
  free?: boolean;
  /** A stay may begin, or end, on this date. */
  checkIn?: boolean;
  checkOut?: boolean;
  price?: MoneyAmount;
  /** Fewest and most nights of a stay that begins here. */
  minNights?: number;
  maxNights?: number;
};

export type CalendarDays = Readonly<Record<string, CalendarDay>>;

export type CalendarRules = {
  /** The first date that can be chosen, as `YYYY-MM-DD`: today in the listing's zone, or later with advance notice. */
  firstOn: string;
  /** The last date a stay may end on. */
  lastOn: string;
  days: CalendarDays;
  /** Fewest nights unless a date says otherwise. */
  minNights: number;
};

/** How a date looks while nothing is chosen. `out` and `in` are dates on which a stay can only end, or only begin. */
export type DayLook = "free" | "taken" | "out" | "in" | "past";

export function lookOf(date: string, rules: CalendarRules): DayLook {
  if (date < rules.firstOn || date > rules.lastOn) return "past";
  const day = rules.days[date];
  const before = rules.days[addDays(date, -1)];
  const nightFree = day?.free !== false;
  const nightBeforeFree = before?.free !== false;
  const mayBegin = nightFree && day?.checkIn !== false;
  const mayEnd = nightBeforeFree && day?.checkOut !== false;
  if (mayBegin && mayEnd) return "free";
  if (mayEnd && date > rules.firstOn) return "out";
  // A night within a stay can be slept in though a stay neither begins nor ends on it.
  if (mayBegin) return "in";
  return nightFree ? "out" : "taken";
}

/** Fewest nights of a stay that begins on a date. */
export function minNightsFrom(date: string, rules: CalendarRules): number {
  return rules.days[date]?.minNights ?? rules.minNights;
}

/** Whether a stay may begin on a date at all. */
export function mayBeginOn(date: string, rules: CalendarRules): boolean {
  const day = rules.days[date];
  return date >= rules.firstOn && date < rules.lastOn && day?.free !== false && day?.checkIn !== false;
}

/**
 * Whether a stay from one date to a later one keeps every rule: all nights free, begin and end allowed, not
 * too short, not too long. The server decides again; this only keeps somebody from choosing in vain.
 */
export function mayStay(from: string, to: string, rules: CalendarRules): boolean {
  if (to <= from || to > rules.lastOn || !mayBeginOn(from, rules)) return false;
  if (rules.days[to]?.checkOut === false) return false;
  const nights = nightsBetween(from, to);
  const most = rules.days[from]?.maxNights;
  if (nights < minNightsFrom(from, rules) || (most !== undefined && nights > most)) return false;
  for (let night = from; night < to; night = addDays(night, 1))
    if (rules.days[night]?.free === false) return false;
  return true;
}
