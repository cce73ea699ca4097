/**
 * Finds homes: a page of cards with the total of each stay, the count of all matches and of each filter value, prices
 * for the histogram, pins for the map, and, when nothing matches, ways on.
 *
 * Two statements, both on `search_documents` alone; one more when the place was typed rather than chosen, one more when
 * there are more than `CANDIDATES_MAX` homes, a few when nothing matches. No write; runs on Node and on the edge runtime.
 * Totals come from the pricing function that quotes use, so filtering and sorting by them happen here. Refuses a cursor
 * that is not ours with `invalid_input`.
 */
import { z } from "zod";
import { listAlternatives } from "@/server/modules/search/alternatives";
import { type Candidate, priceOf, toCandidates } from "@/server/modules/search/candidates";
import { toCard } from "@/server/modules/search/card-view";
import type { SearchInput, SearchResult } from "@/server/modules/search/contract";
import { computeHistogram, leadingCurrency } from "@/server/modules/search/histogram";
import { toPlaceView } from "@/server/modules/search/place-view";
import { type SearchScope, scopeOf } from "@/server/modules/search/scope";
import { sortCandidates } from "@/server/modules/search/sort-candidates";
import type { Spot } from "@/server/modules/search/spot";
import {
  CANDIDATES_MAX,
  type CandidatesAnswer,
  readCandidates,
  readCards,
} from "@/server/modules/search/store";
import { allBut, countValues, type Weighed, weigh } from "@/server/modules/search/weigh-filters";
import type { CatalogueCtx } from "@/server/platform/context";
import { idFromUuid } from "@/server/primitives/id";
import type { Currency } from "@/server/primitives/money";
import { encodeCursor } from "@/server/primitives/page";
import { readCursor } from "@/server/primitives/read-cursor";
import { dateAt } from "@/server/primitives/zoned";

export const PINS_MAX = 500;

const searchCursor = z
  .tuple([z.int().min(0), z.string()])
  .transform(([position, uuid]) => ({ position, uuid }));

export async function searchListings(ctx: CatalogueCtx, input: SearchInput): Promise<SearchResult> {
  const after = readCursor(searchCursor, input.cursor);
  const scope = await scopeOf(ctx, input);
  const found = await findMatches(ctx, scope);
  const { sorted, weighed, currency } = found;
  const start = after ? startAfter(sorted, after) : 0;
  const page = sorted.slice(start, start + input.pageSize);
  const [cards, alternatives] = await Promise.all([
    readCards(
      ctx.db,
      page.map(({ uuid }) => uuid),
    ),
    sorted.length === 0 ? listAlternatives(ctx, scope, weighed) : [],
  ]);
  const last = page.at(-1);
  const hasMore = start + page.length < sorted.length;
  // Any zone will do: it only tells a new home from an old one.
  const shown = { sort: input.sort, centre: found.centre, today: dateAt(ctx.now, "UTC") };
  return {
    place: found.answer.place ? toPlaceView(found.answer.place) : null,
    items: page.flatMap((candidate) => {
      // A home that was taken down between the two statements is left out.
      const card = cards.get(candidate.uuid);
      return card ? [toCard(ctx.config, candidate, card, shown)] : [];
    }),
    ...(hasMore && last ? { nextCursor: encodeCursor([start + page.length, last.uuid]) } : {}),
    matchCount: sorted.length,
    matchCountIsLeast: found.isCut,
    counts: countValues(weighed),
    histogram: computeHistogram(allBut(weighed, "price"), currency),
    pins: sorted.slice(0, PINS_MAX).map(toPin),
    alternatives,
  };
}

interface Found {
  readonly answer: CandidatesAnswer;
  readonly weighed: Weighed[];
  readonly sorted: Candidate[];
  readonly currency: string;
  readonly centre: Spot | undefined;
  /** More homes match than are weighed. */
  readonly isCut: boolean;
}

async function findMatches(ctx: CatalogueCtx, scope: SearchScope): Promise<Found> {
  const { input, candidatesInput } = scope;
  const answer = await readCandidates(ctx.db, candidatesInput);
  const candidates = toCandidates(answer, scope.pricing);
  const currency = leadingCurrency(candidates);
  const filters = input.filters ?? {};
  const weighed = weigh(candidates, filters, currency);
  const centre = centreOf(input.box) ?? answer.place ?? undefined;
  const isCut = answer.candidates.length > CANDIDATES_MAX;
  const among = isCut ? await findAmongMany(ctx, scope, { currency, centre }) : { weighed, isCut };
  const matches = among.weighed.filter(({ fails }) => fails === 0).map(({ candidate }) => candidate);
  const sorted = sortCandidates(matches, input.sort, centre);
  return { answer, weighed, currency, centre, isCut: among.isCut, sorted };
}

/** Too many homes to weigh: the database filters and sorts first, and the first of what it finds is weighed. */
async function findAmongMany(
  ctx: CatalogueCtx,
  scope: SearchScope,
  shown: { readonly currency: string; readonly centre: Spot | undefined },
): Promise<{ weighed: Weighed[]; isCut: boolean }> {
  const filters = scope.input.filters ?? {};
  const narrowed = { filters, sort: scope.input.sort, centre: shown.centre };
  const answer = await readCandidates(ctx.db, { ...scope.candidatesInput, narrowed });
  return {
    weighed: weigh(toCandidates(answer, scope.pricing), filters, shown.currency),
    isCut: answer.candidates.length > CANDIDATES_MAX,
  };
}

function centreOf(box: SearchInput["box"]): Spot | undefined {
  if (!box) return undefined;
  return { latitude: (box.south + box.north) / 2, longitude: midOf(box.west, box.east) };
}

/** Halfway along the shorter arc of a box that may cross the date line. */
function midOf(west: number, east: number): number {
  const middle = (west + (east < west ? east + 360 : east)) / 2;
  return middle > 180 ? middle - 360 : middle;
}

function toPin(candidate: Candidate): SearchResult["pins"][number] {
  const { facts, uuid, saved } = candidate;
  return {
    listingId: idFromUuid("listing", uuid),
    latitude: facts.latitude,
    longitude: facts.longitude,
    amountMinor: priceOf(candidate),
    currency: facts.currency satisfies Currency,
    saved,
  };
}

interface After {
  readonly position: number;
  readonly uuid: string;
}

/** The place after the cursor's home; when that home is gone, the position it had. */
function startAfter(sorted: readonly Candidate[], after: After): number {
  const index = sorted.findIndex(({ uuid }) => uuid === after.uuid);
  return index >= 0 ? index + 1 : Math.min(after.position, sorted.length);
}
