/** The price layers of nights: rates first (each may replace the one before), then discounts on what stands. */
import type { PriceFacts } from "@/server/modules/pricing/price-facts";
import { type LocalDate, weekdayOf } from "@/server/primitives/local-date";
import { applyBpsHalfUp, splitLargestRemainder } from "@/server/primitives/money";

const FRIDAY = 5;
const SATURDAY = 6;
/** Nights from which the weekly and the monthly discount apply. */
export const WEEKLY_FROM_NIGHTS = 7;
export const MONTHLY_FROM_NIGHTS = 28;

export interface NightRate {
  readonly night: LocalDate;
  readonly kind: "nights" | "weekend_nights" | "dated_nights";
  readonly rateMinor: number;
}
type RateLayer = (rate: NightRate, facts: PriceFacts) => NightRate;

export function isWeekendNight(night: LocalDate): boolean {
  const weekday = weekdayOf(night);
  return weekday === FRIDAY || weekday === SATURDAY;
}

const weekendLayer: RateLayer = (rate, facts) =>
  facts.weekendMinor !== null && isWeekendNight(rate.night)
    ? { ...rate, kind: "weekend_nights", rateMinor: facts.weekendMinor }
    : rate;

const datedLayer: RateLayer = (rate, facts) => {
  const own = facts.nightPrices[rate.night];
  return own === undefined ? rate : { ...rate, kind: "dated_nights", rateMinor: own };
};

/** The host's bounds hold whatever a layer before them says. */
const boundsLayer: RateLayer = (rate, facts) => {
  const raised = Math.max(rate.rateMinor, facts.nightMinMinor ?? rate.rateMinor);
  const bounded = Math.min(raised, facts.nightMaxMinor ?? raised);
  return bounded === rate.rateMinor ? rate : { ...rate, rateMinor: bounded };
};

/** In sequence: base (the start value), weekend, per-date price, host bounds. */
const RATE_LAYERS: readonly RateLayer[] = [weekendLayer, datedLayer, boundsLayer];

/** What one night costs before discounts and fees. */
export function computeNightRate(facts: PriceFacts, night: LocalDate): NightRate {
  const base: NightRate = { night, kind: "nights", rateMinor: facts.baseMinor };
  return RATE_LAYERS.reduce((rate, layer) => layer(rate, facts), base);
}

export interface Discount {
  readonly kind: "length_discount";
  readonly name: string;
  readonly rateBps: number;
  /** Positive: what comes off. */
  readonly offMinor: number;
}
type DiscountRule = (facts: PriceFacts, nightCount: number) => Omit<Discount, "offMinor"> | undefined;

const lengthOfStay: DiscountRule = (facts, nightCount) => {
  if (nightCount >= MONTHLY_FROM_NIGHTS && facts.monthlyDiscountBps > 0)
    return { kind: "length_discount", name: "monthly", rateBps: facts.monthlyDiscountBps };
  if (nightCount >= WEEKLY_FROM_NIGHTS && facts.weeklyDiscountBps > 0)
    return { kind: "length_discount", name: "weekly", rateBps: facts.weeklyDiscountBps };
  return undefined;
};

/** In sequence; each is taken of what the ones before it left. */
const DISCOUNT_RULES: readonly DiscountRule[] = [lengthOfStay];

/**
 * Takes the discounts off. The discount is rounded half up once, on the sum; no night falls below the host's minimum.
 * Answers the discounts and what is left of each night.
 */
export function computeDiscounts(
  facts: PriceFacts,
  rates: readonly NightRate[],
): { readonly discounts: readonly Discount[]; readonly nightAmountsMinor: readonly number[] } {
  let amounts = rates.map((rate) => rate.rateMinor);
  const discounts: Discount[] = [];
  for (const rule of DISCOUNT_RULES) {
    const found = rule(facts, rates.length);
    if (!found) continue;
    const wantedMinor = applyBpsHalfUp(sum(amounts), found.rateBps);
    const offs = splitLargestRemainder(wantedMinor, amounts).map((off, index) =>
      Math.min(off, Math.max(0, (amounts[index] ?? 0) - (facts.nightMinMinor ?? 0))),
    );
    amounts = amounts.map((amount, index) => amount - (offs[index] ?? 0));
    if (sum(offs) > 0) discounts.push({ ...found, offMinor: sum(offs) });
  }
  return { discounts, nightAmountsMinor: amounts };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
