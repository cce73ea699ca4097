/**
 * What the stays of homes not read yet can cost, from the bound of a night that their documents hold. Pure.
 *
 * The bound of a total is the one pricing function's answer for a home that has nothing but that night price, so there is no
 * second formula to keep in step: a home whose nights and fees cost no less (more) costs no less (more).
 */
import { computeQuoteLines } from "@/server/modules/pricing/compute-quote-lines";
import type { TaxFact } from "@/server/modules/pricing/price-facts";
import { taxesByPath } from "@/server/modules/search/candidates";
import type { CandidatesAnswer } from "@/server/modules/search/candidates-store";
import type { Party } from "@/server/primitives/contracts";
import type { Stay } from "@/server/primitives/stay";

const BARE_HOME = {
  currency: "USD",
  weekendMinor: null,
  weeklyDiscountBps: 0,
  monthlyDiscountBps: 0,
  cleaningFeeMinor: 0,
  extraGuestFeeMinor: 0,
  guestsIncluded: 1,
  petFeeMinor: 0,
  nightMinMinor: null,
  nightMaxMinor: null,
  nightPrices: {},
} as const;

interface BoundInput {
  readonly stay: Stay;
  readonly party: Party;
}

/** No stay costs less where no night costs less than `nightFloorMinor`: there may be no taxes and no fees of the host. */
export function leastTotal(answer: CandidatesAnswer, input: BoundInput, nightFloorMinor: number): number {
  return totalOf(answer, input, nightFloorMinor, []);
}

/** None costs more where nights and the host's fees cost `nightCeilingMinor` at most, under the heaviest taxes there are. */
export function mostTotal(answer: CandidatesAnswer, input: BoundInput, nightCeilingMinor: number): number {
  const taxSets = [[], ...taxesByPath(answer.taxes ?? []).values()];
  return Math.max(...taxSets.map((taxes) => totalOf(answer, input, nightCeilingMinor, taxes)));
}

function totalOf(
  { fees }: CandidatesAnswer,
  { stay, party }: BoundInput,
  baseMinor: number,
  taxes: readonly TaxFact[],
): number {
  if (!fees) return 0;
  return computeQuoteLines({ ...BARE_HOME, baseMinor, taxes, fees }, stay, party).totalMinor;
}
