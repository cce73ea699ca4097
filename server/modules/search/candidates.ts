/**
 * Turns what the statement gave into priced candidates: those whose stay rules hold, each with the total of the one
 * pricing function. Pure.
 */
import { computeQuoteLines } from "@/server/modules/pricing/compute-quote-lines";
import type { FeeFacts, PriceFacts, TaxFact } from "@/server/modules/pricing/price-facts";
import { whyNotStayRules } from "@/server/modules/pricing/why-not-stay";
import type { CandidateRow, CandidatesAnswer } from "@/server/modules/search/candidates-store";
import { type DocumentFacts, decodeFacts } from "@/server/modules/search/document-facts";
import type { Party } from "@/server/primitives/contracts";
import { daysBetween, type LocalDate } from "@/server/primitives/local-date";
import { divideRoundHalfUp } from "@/server/primitives/money";
import { nightCount, nightsOf, type Stay } from "@/server/primitives/stay";
import { dateAt } from "@/server/primitives/zoned";

export interface Candidate {
  readonly uuid: string;
  readonly facts: DocumentFacts;
  readonly rankScore: number;
  readonly saved: boolean;
  /** The stay's total as results show it; without dates null. */
  readonly totalMinor: number | null;
  /** Mean night with dates, base price without. */
  readonly nightlyMinor: number;
  readonly freeCancellation: boolean;
}

export interface PricingInput {
  readonly stay: Stay | undefined;
  readonly party: Party;
  readonly now: Date;
}

/** What a price filter, sort and pin go by. */
export function priceOf(candidate: Candidate): number {
  return candidate.totalMinor ?? candidate.nightlyMinor;
}

export function toCandidates(answer: CandidatesAnswer, input: PricingInput): Candidate[] {
  const { fees } = answer;
  if (!fees) return [];
  const taxesOf = taxesByPlace(answer.taxes ?? []);
  const todayIn = todayByZone(input.now);
  return answer.candidates.flatMap((row) => {
    const facts = decodeFacts(row[1]);
    const today = todayIn(facts.timeZone);
    if (!input.stay) return [undated(row, facts)];
    const dated = { ...input, stay: input.stay };
    return priced(row, facts, dated, { fees, taxes: taxesOf(facts), today }) ?? [];
  });
}

function undated(row: CandidateRow, facts: DocumentFacts): Candidate {
  return {
    uuid: row[0],
    facts,
    rankScore: row[2],
    saved: row[5],
    totalMinor: null,
    nightlyMinor: facts.baseMinor,
    freeCancellation: facts.policy !== "strict",
  };
}

interface MarketFacts {
  readonly fees: FeeFacts & { readonly taxesIncludedInResults: boolean };
  readonly taxes: readonly TaxFact[];
  readonly today: LocalDate;
}

/** Undefined when a stay rule is broken. */
function priced(
  row: CandidateRow,
  facts: DocumentFacts,
  input: PricingInput & { readonly stay: Stay },
  market: MarketFacts,
): Candidate | undefined {
  const [uuid, , rankScore, ownPrices, ownMinimum, saved] = row;
  const { stay, party, now } = input;
  const prices = priceFactsOf(facts, stay, ownPrices, market);
  const calendar = {
    taken: new Set<LocalDate>(),
    blocked: new Set<LocalDate>(),
    nightMins: ownMinimum === null ? {} : { [stay.checkIn]: ownMinimum },
    rules: facts.rules,
  };
  if (whyNotStayRules({ home: facts, calendar }, stay, now, market.today)) return undefined;
  const { totalMinor, taxMinor, nightsMinor } = computeQuoteLines(prices, stay, party);
  return {
    uuid,
    facts,
    rankScore,
    saved,
    totalMinor: market.fees.taxesIncludedInResults ? totalMinor : totalMinor - taxMinor,
    nightlyMinor: divideRoundHalfUp(nightsMinor, nightCount(stay)),
    freeCancellation: hasFreeCancellation(facts, stay, market.today),
  };
}

function priceFactsOf(
  facts: DocumentFacts,
  stay: Stay,
  ownPrices: readonly (number | null)[] | null,
  market: MarketFacts,
): PriceFacts {
  const nightPrices: Record<string, number> = {};
  if (ownPrices?.some((amount) => amount !== null)) {
    nightsOf(stay).forEach((night, index) => {
      const amount = ownPrices[index];
      if (amount !== null && amount !== undefined) nightPrices[night] = amount;
    });
  }
  return { ...facts, nightPrices, taxes: market.taxes, fees: market.fees };
}

/** Days before check-in until which everything comes back, by policy. */
const FREE_UNTIL_DAYS: Partial<Record<DocumentFacts["policy"], number>> = { flexible: 1, moderate: 5 };
/** Stays this long follow the long-stay rule, whatever the policy. */
const LONG_STAY_NIGHTS = 28;

function hasFreeCancellation(facts: DocumentFacts, stay: Stay, today: LocalDate): boolean {
  const days = FREE_UNTIL_DAYS[facts.policy];
  return days !== undefined && nightCount(stay) < LONG_STAY_NIGHTS && daysBetween(today, stay.checkIn) > days;
}

/** The narrowest place that has rules decides: city, then region, then country. */
function taxesByPlace(rules: TaxRules) {
  const byPath = taxesByPath(rules);
  return ({ countryCode, region, city }: DocumentFacts): readonly TaxFact[] =>
    byPath.get(`${countryCode}/${region}/${city}`) ??
    byPath.get(`${countryCode}/${region}`) ??
    byPath.get(countryCode) ??
    [];
}

type TaxRules = NonNullable<CandidatesAnswer["taxes"]>;

export function taxesByPath(rules: TaxRules): ReadonlyMap<string, readonly TaxFact[]> {
  const byPath = new Map<string, TaxFact[]>();
  for (const { placePath, ...rule } of rules) {
    const list = byPath.get(placePath);
    if (list) list.push(rule);
    else byPath.set(placePath, [rule]);
  }
  return byPath;
}

/** A few zones for thousands of homes: each is computed once. */
function todayByZone(now: Date): (timeZone: string) => LocalDate {
  const known = new Map<string, LocalDate>();
  return (timeZone) => {
    const found = known.get(timeZone) ?? dateAt(now, timeZone);
    known.set(timeZone, found);
    return found;
  };
}
