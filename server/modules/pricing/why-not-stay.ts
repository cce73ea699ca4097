/** Whether a stay may be booked: pure decisions on stay facts. */
import type { CalendarFacts, HomeFacts, StayFacts } from "@/server/modules/pricing/stay-facts";
import type { Party } from "@/server/primitives/contracts";
import { addDays, daysBetween, type LocalDate, weekdayOf } from "@/server/primitives/local-date";
import type { RefusalCode, RefusalDetails } from "@/server/primitives/refusal";
import { nightCount, nightsOf, type Stay } from "@/server/primitives/stay";
import { addMs, dateAt, HOUR_MS, instantAt } from "@/server/primitives/zoned";

export interface WhyNot {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
}

export function whyNotParty(home: HomeFacts, party: Party): WhyNot | undefined {
  if (party.adults + party.children > home.capacity)
    return { code: "party_too_large", details: { capacity: home.capacity } };
  if (party.pets > home.petsMax) return { code: "pets_not_allowed", details: { petsMax: home.petsMax } };
  return undefined;
}

/** What the stay rules are judged on; a search document has it too. */
export interface StayRuleFacts {
  readonly home: Pick<HomeFacts, "timeZone" | "checkInFromMinutes">;
  readonly calendar: Pick<CalendarFacts, "nightMins" | "rules">;
}

/**
 * The first stay rule that the stay breaks, with the number the guest needs to mend it. `today` is the date in the
 * home's zone; search, which judges thousands of homes at once, hands it in.
 */
export function whyNotStayRules(
  facts: StayRuleFacts,
  stay: Stay,
  now: Date,
  today: LocalDate = dateAt(now, facts.home.timeZone),
): WhyNot | undefined {
  const { rules, nightMins } = facts.calendar;
  const broken = (rule: string, details: RefusalDetails = {}): WhyNot => ({
    code: "stay_rules_not_met",
    details: { rule, ...details },
  });
  if (stay.checkIn < today) return broken("past", { today });
  if (rules.advanceNoticeHours > 0) {
    const arrival = instantAt(stay.checkIn, facts.home.checkInFromMinutes, facts.home.timeZone);
    if (now > addMs(arrival, -rules.advanceNoticeHours * HOUR_MS))
      return broken("advance_notice", { advanceNoticeHours: rules.advanceNoticeHours });
  }
  if (daysBetween(today, stay.checkIn) > rules.bookingWindowDays)
    return broken("booking_window", { lastCheckIn: addDays(today, rules.bookingWindowDays) });
  if (!rules.checkInWeekdays.includes(weekdayOf(stay.checkIn)))
    return broken("check_in_weekday", { checkInWeekdays: rules.checkInWeekdays });
  if (!rules.checkOutWeekdays.includes(weekdayOf(stay.checkOut)))
    return broken("check_out_weekday", { checkOutWeekdays: rules.checkOutWeekdays });
  const nightsMin = nightMins[stay.checkIn] ?? rules.nightsMin;
  if (nightCount(stay) < nightsMin) return broken("nights_min", { nightsMin });
  if (nightCount(stay) > rules.nightsMax) return broken("nights_max", { nightsMax: rules.nightsMax });
  return undefined;
}

/** Every night is free, and so are the preparation nights after it (a blocked one serves as well). */
export function isFree(calendar: CalendarFacts, stay: Stay): boolean {
  const { taken, blocked, rules } = calendar;
  const preparation = Array.from({ length: rules.preparationNights }, (_, i) => addDays(stay.checkOut, i));
  return (
    nightsOf(stay).every((night) => !taken.has(night) && !blocked.has(night)) &&
    preparation.every((night) => !taken.has(night))
  );
}

/** Undefined when the stay may be quoted to anybody who asks now. */
export function whyNotStay(facts: StayFacts, stay: Stay, party: Party, now: Date): WhyNot | undefined {
  if (facts.home.status !== "published") return { code: "listing_not_found", details: {} };
  const refused = whyNotParty(facts.home, party) ?? whyNotStayRules(facts, stay, now);
  if (refused) return refused;
  return isFree(facts.calendar, stay) ? undefined : { code: "dates_not_available", details: { stay } };
}
