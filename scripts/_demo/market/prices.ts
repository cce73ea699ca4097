import { isWeekendDay } from "../facts/calendar-facts";
import type { ListingFacts } from "../facts/facts";
import type { Random } from "./random";
import type { DemoPrices } from "./types";

/** Prices are whole units of the currency, as hosts type them. */
const UNIT_MINOR = 100;

/**
 * A home's price facts. The night price is the source's; what the source does not tell (fees, discounts, and in some
 * cities weekends) is drawn by seed, in proportions common to such homes.
 */
export function drawPrices(facts: ListingFacts, random: Random): DemoPrices {
  const entire = facts.roomType === "entire_home";
  const petsAllowed = facts.amenities.includes("pets_allowed");
  const uplift = entire
    ? random.pick([0, 0, 0.08, 0.1, 0.12, 0.15, 0.18])
    : random.pick([0, 0, 0, 0.05, 0.1]);
  const weekend = facts.weekendMinor ?? (uplift > 0 ? whole(facts.baseMinor * (1 + uplift)) : null);
  const cleaning = entire
    ? random.pick([0, 25, 35, 45, 45, 60, 75]) + 10 * Math.max(0, facts.bedrooms - 1)
    : random.pick([0, 0, 0, 10, 15, 20]);
  const extra = facts.guestsMax > 2 && random.chance(0.45) ? random.pick([10, 15, 20, 25]) : 0;
  return {
    baseMinor: facts.baseMinor,
    weekendMinor: weekend === facts.baseMinor ? null : weekend,
    weeklyDiscountBps: random.pick([0, 0, 500, 1000, 1000, 1200]),
    monthlyDiscountBps: facts.amenities.includes("long_stays")
      ? random.pick([1500, 2000, 2500, 3000])
      : random.pick([0, 0, 1000]),
    cleaningFeeMinor: cleaning * UNIT_MINOR,
    extraGuestFeeMinor: extra * UNIT_MINOR,
    guestsIncluded:
      extra > 0
        ? Math.max(1, Math.min(facts.guestsMax - 1, Math.ceil(facts.guestsMax / 2)))
        : facts.guestsMax,
    petFeeMinor: petsAllowed ? random.pick([0, 0, 20, 25, 35, 50]) * UNIT_MINOR : 0,
  };
}

function whole(minor: number): number {
  return Math.max(UNIT_MINOR, Math.round(minor / UNIT_MINOR) * UNIT_MINOR);
}

/** Nights with a price of their own: the source's, moved with the calendar, and for some homes a few busy weekends. */
export function drawNightPrices(
  facts: ListingFacts,
  prices: DemoPrices,
  frame: { firstDay: number; todayDay: number; days: number },
  random: Random,
): Array<{ day: number; amountMinor: number }> {
  const found = new Map<number, number>();
  for (const { run, amountMinor } of facts.priceRuns) {
    for (let i = 0; i < run[1]; i += 1) found.set(frame.firstDay + run[0] + i, amountMinor);
  }
  if (facts.priceRuns.length === 0 && random.chance(0.4)) {
    for (let weeks = random.int(1, 4); weeks <= 24; weeks += random.int(3, 7)) {
      const rise = random.pick([1.15, 1.2, 1.25, 1.35]);
      for (let day = frame.todayDay + weeks * 7; day < frame.todayDay + weeks * 7 + 7; day += 1) {
        if (isWeekendDay(day)) found.set(day, whole((prices.weekendMinor ?? prices.baseMinor) * rise));
      }
    }
  }
  return [...found]
    .filter(([day]) => day >= frame.todayDay && day < frame.todayDay + frame.days)
    .map(([day, amountMinor]) => ({ day, amountMinor }))
    .sort((a, b) => a.day - b.day);
}
