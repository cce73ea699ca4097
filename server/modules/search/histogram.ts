/** Prices of matches in equal steps, for the filter's histogram. Pure. */
import { type Candidate, priceOf } from "@/server/modules/search/candidates";
import type { SearchResult } from "@/server/modules/search/contract";

export const HISTOGRAM_BINS = 24;

/** The currency most of the homes are priced in; price filters and the histogram speak of it alone. */
export function leadingCurrency(candidates: readonly Candidate[]): string {
  const counts = new Map<string, number>();
  for (const { facts } of candidates) counts.set(facts.currency, (counts.get(facts.currency) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? "USD";
}

/** Homes dearer than all but so many do not stretch the scale: one palace would leave the others a single bar. */
const BELOW_TOP = 0.97;
/** As long as the dearest home costs no more than so many times the top, the scale ends with it. */
const STRETCH_MAX = 1.5;

export function computeHistogram(
  candidates: readonly Candidate[],
  currency: string,
): SearchResult["histogram"] {
  const prices = candidates.filter(({ facts }) => facts.currency === currency).map(priceOf);
  return { currency, ...slicesOf(prices) };
}

/** Equal slices from the cheapest to the top of the scale; the last holds the few that are dearer as well. */
export function slicesOf(prices: readonly number[]): Omit<SearchResult["histogram"], "currency"> {
  const sorted = prices.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  const [minMinor, maxMinor] = [at(0), at(1)];
  const topMinor = maxMinor > at(BELOW_TOP) * STRETCH_MAX ? at(BELOW_TOP) : maxMinor;
  const bins = Array.from({ length: HISTOGRAM_BINS }, () => 0);
  const span = topMinor - minMinor + 1;
  for (const price of sorted) {
    const bin = Math.min(HISTOGRAM_BINS - 1, Math.floor(((price - minMinor) * HISTOGRAM_BINS) / span));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return { minMinor, maxMinor, topMinor, medianMinor: at(0.5), bins };
}
