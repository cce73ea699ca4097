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

export function computeHistogram(
  candidates: readonly Candidate[],
  currency: string,
): SearchResult["histogram"] {
  const prices = candidates
    .filter(({ facts }) => facts.currency === currency)
    .map(priceOf)
    .sort((a, b) => a - b);
  const minMinor = prices[0] ?? 0;
  const maxMinor = prices.at(-1) ?? 0;
  const bins = Array.from({ length: HISTOGRAM_BINS }, () => 0);
  const span = maxMinor - minMinor + 1;
  for (const price of prices) {
    const bin = Math.floor(((price - minMinor) * HISTOGRAM_BINS) / span);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const medianMinor = prices[Math.floor((prices.length - 1) / 2)] ?? 0;
  return { currency, minMinor, maxMinor, medianMinor, bins };
}
