/** Which nights a guest may arrive on and leave on: pure decisions on a home's calendar. */
import type { StayFacts } from "@/server/modules/pricing/stay-facts";
import { isFree, whyNotStayRules } from "@/server/modules/pricing/why-not-stay";
import { addDays, type LocalDate, weekdayOf } from "@/server/primitives/local-date";

/**
 * Nights beyond the ones shown that are looked at, to know whether the shortest stay from a late arrival fits. A minimum
 * beyond it counts as not fitting.
 */
export const LOOK_AHEAD_NIGHTS = 120;

/** Free for a guest: nobody has it, the host has not blocked it, and it is not past. */
export function isNightFree(facts: StayFacts, night: LocalDate, today: LocalDate): boolean {
  return night >= today && !facts.calendar.taken.has(night) && !facts.calendar.blocked.has(night);
}

/** Some stay that begins on this date can be booked: the rules hold and its nights and preparation nights are there. */
export function isCheckInAllowed(facts: StayFacts, checkIn: LocalDate, now: Date, today: LocalDate): boolean {
  if (!isNightFree(facts, checkIn, today)) return false;
  const { rules, nightMins } = facts.calendar;
  const fewest = nightMins[checkIn] ?? rules.nightsMin;
  const most = Math.min(rules.nightsMax, fewest + LOOK_AHEAD_NIGHTS, LOOK_AHEAD_NIGHTS);
  for (let nights = 1; nights <= most; nights += 1) {
    if (!isNightFree(facts, addDays(checkIn, nights - 1), today)) return false;
    if (nights < fewest) continue;
    const stay = { checkIn, checkOut: addDays(checkIn, nights) };
    if (whyNotStayRules(facts, stay, now, today) === undefined && isFree(facts.calendar, stay)) return true;
  }
  return false;
}

/** A stay may end on this date: its last night is free, the weekday allows it, and so do the preparation nights. */
export function isCheckOutAllowed(facts: StayFacts, checkOut: LocalDate, today: LocalDate): boolean {
  const { rules } = facts.calendar;
  if (!rules.checkOutWeekdays.includes(weekdayOf(checkOut))) return false;
  const lastNight = addDays(checkOut, -1);
  return isNightFree(facts, lastNight, today) && isFree(facts.calendar, { checkIn: lastNight, checkOut });
}
