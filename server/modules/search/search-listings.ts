/**
 * Finds homes: a page of cards with the total of each stay, the count of all matches and of each filter value, prices
 * for the histogram, pins for the map, and, when nothing matches, ways on.
 *
 * Two statements, both on `search_documents` alone (one more when the place was typed rather than chosen; a few when
 * nothing matches). No write; runs on Node and on the edge runtime. Totals come from the pricing function that quotes
 * use, so filtering and sorting by price happen here. Refuses a cursor that is not ours with `invalid_input`.
 */
import { listAlternatives } from "@/server/modules/search/alternatives";
import { type Candidate, priceOf, toCandidates } from "@/server/modules/search/candidates";
import { toCard } from "@/server/modules/search/card-view";
import type { SearchInput, SearchResult } from "@/server/modules/search/contract";
import { computeHistogram, leadingCurrency } from "@/server/modules/search/histogram";
import { toPlaceView } from "@/server/modules/search/place-view";
import { type SearchScope, scopeOf } from "@/server/modules/search/scope";
import { type Spot, sortCandidates } from "@/server/modules/search/sort-candidates";
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
import { decodeCursor, encodeCursor } from "@/server/primitives/page";
import { refuse } from "@/server/primitives/refusal";
import { dateAt } from "@/server/primitives/zoned";

export const PINS_MAX = 500;

export async function searchListings(ctx: CatalogueCtx, input: SearchInput): Promise<SearchResult> {
  const after = input.cursor === undefined ? undefined : readCursor(input.cursor);
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
    matchCountIsLeast: found.answer.candidates.length > CANDIDATES_MAX,
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
}

async function findMatches(ctx: CatalogueCtx, scope: SearchScope): Promise<Found> {
  const { input, party } = scope;
  const answer = await readCandidates(ctx.db, scope.candidatesInput);
  const candidates = toCandidates(answer, { stay: input.stay, party, now: ctx.now });
  const currency = leadingCurrency(candidates);
  const weighed = weigh(candidates, input.filters ?? {}, currency);
  const matches = weighed.filter(({ fails }) => fails === 0).map(({ candidate }) => candidate);
  const centre = input.box
    ? { latitude: (input.box.south + input.box.north) / 2, longitude: midOf(input.box.west, input.box.east) }
    : (answer.place ?? undefined);
  return { answer, weighed, currency, centre, sorted: sortCandidates(matches, input.sort, centre) };
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

function readCursor(cursor: string): After {
  const value = decodeCursor(cursor);
  if (Array.isArray(value)) {
    const [position, uuid]: unknown[] = value;
    if (
      typeof position === "number" &&
      Number.isSafeInteger(position) &&
      position >= 0 &&
      typeof uuid === "string"
    )
      return { position, uuid };
  }
  throw refuse("invalid_input", { fields: ["cursor"] });
}
