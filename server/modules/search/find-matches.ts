/**
 * The homes that match, in sequence, as far as a page needs them.
 *
 * One statement brings up to `homesMax` homes in the sequence of the sort, and where no more match, all is known. Where more
 * do, further statements follow, each from where the one before ended, until the page is sure: every home not read yet would
 * stand behind it. For a sort by the stay's total the homes come by a bound of it (`total-bound.ts`), so that the search
 * ends as soon as the page's last total is no higher than the least that the rest can cost. `readsMax` bounds the work; a
 * page that is not sure by then says so.
 */
import { type Candidate, toCandidates } from "@/server/modules/search/candidates";
import {
  CANDIDATES_MAX,
  type CandidatesAnswer,
  type CandidatesPart,
  readCandidates,
} from "@/server/modules/search/candidates-store";
import { leadingCurrency } from "@/server/modules/search/histogram";
import type { SearchScope } from "@/server/modules/search/scope";
import type { LastRow } from "@/server/modules/search/sequence-store";
import { compareTotals, isByTotal, type Placed } from "@/server/modules/search/sort-candidates";
import { leastTotal, mostTotal } from "@/server/modules/search/total-bound";
import { type Weighed, weigh } from "@/server/modules/search/weigh-filters";
import type { CatalogueCtx } from "@/server/platform/context";

export interface SearchBounds {
  /** Homes that one statement brings. */
  readonly homesMax: number;
  /** Statements that one search sends for its homes. */
  readonly readsMax: number;
}
export const SEARCH_BOUNDS: SearchBounds = { homesMax: CANDIDATES_MAX, readsMax: 8 };

export interface PageAsked {
  /** The home that the page follows, and the position it had. */
  readonly after: { readonly uuid: string; readonly position: number } | undefined;
  readonly size: number;
  /** Rows to bring cards of with the first statement. */
  readonly cards: CandidatesPart["cards"];
}

export interface Found {
  /** What the first statement said. */
  readonly answer: CandidatesAnswer;
  readonly weighed: readonly Weighed[];
  readonly sorted: readonly Candidate[];
  /** Where the page begins in `sorted`. */
  readonly start: number;
  readonly currency: string;
  /** Homes in the place were left unread, so counts of filter values are a least. */
  readonly isCut: boolean;
  /** Some of them may match. */
  readonly mayMatchMore: boolean;
  /** No home that was not read belongs on the page or before it. */
  readonly isSure: boolean;
}

export async function findMatches(
  ctx: CatalogueCtx,
  scope: SearchScope,
  page: PageAsked,
  { homesMax, readsMax }: SearchBounds,
): Promise<Found> {
  const { filters } = scope.candidatesInput;
  const answer = await readCandidates(ctx.db, scope.candidatesInput, { homesMax, cards: page.cards });
  const candidates = toCandidates(answer, scope.pricing);
  const currency = leadingCurrency(candidates);
  const weighed = weigh(candidates, filters, currency);
  let { last } = answer;
  for (let reads = 1; ; reads += 1) {
    const sorted = sortMatches(weighed, scope);
    const mayMatchMore = last !== null && !last.fails;
    const start = page.after ? startAfter(sorted, page.after) : 0;
    const end = start + page.size;
    const isSure = !last || !mayMatchMore || countBefore(sorted, last, answer, scope) >= end;
    // One home more tells that another page follows.
    if (!mayMatchMore || (isSure && sorted.length > end) || reads === readsMax)
      return { answer, weighed, sorted, start, currency, isCut: last !== null, mayMatchMore, isSure };
    const next = await readCandidates(ctx.db, scope.candidatesInput, { homesMax, after: last ?? undefined });
    weighed.push(...weigh(toCandidates(next, scope.pricing), filters, currency));
    last = next.last;
  }
}

function sortMatches(weighed: readonly Weighed[], { input }: SearchScope): Candidate[] {
  const matches = weighed.filter(({ fails }) => fails === 0).map(({ candidate }) => candidate);
  return isByTotal(input.sort, input.stay) ? matches.sort(compareTotals(input.sort)) : matches;
}

/** How many of them stand before every home after `last`. */
function countBefore(
  sorted: readonly Candidate[],
  last: LastRow,
  answer: CandidatesAnswer,
  { input, pricing }: SearchScope,
): number {
  const [bound] = last.keys;
  const { stay, party } = pricing;
  if (!stay || bound === undefined || !isByTotal(input.sort, stay)) return sorted.length;
  // The home after the last has at best this total; at the same bound it stands behind the last by rank and id.
  const totalMinor =
    input.sort === "price"
      ? leastTotal(answer, { stay, party }, bound)
      : mostTotal(answer, { stay, party }, -bound);
  const next: Placed = { totalMinor, rankScore: last.rankScore, uuid: last.uuid };
  const compare = compareTotals(input.sort);
  return sorted.filter((candidate) => compare(candidate, next) <= 0).length;
}

/** The place after the cursor's home; when that home is gone, the position it had. */
function startAfter(sorted: readonly Candidate[], after: NonNullable<PageAsked["after"]>): number {
  const index = sorted.findIndex(({ uuid }) => uuid === after.uuid);
  return index >= 0 ? index + 1 : after.position;
}
