/**
 * Finds homes: a page of cards with the total of each stay, the count of all matches and of each filter value, prices
 * for the histogram, pins for the map, and, when nothing matches, ways on.
 *
 * One statement, on `search_documents`. One more when the place was typed rather than chosen; one by primary key when the
 * page has homes whose cards the statement did not bring, because totals or stay rules decided otherwise than its sequence;
 * up to seven when more than `CANDIDATES_MAX` homes match (find-matches.ts); a few when nothing matches. No write; runs on
 * Node and on the edge runtime. Totals come from the pricing function that quotes use, so filtering and sorting by them
 * happen here. Refuses a cursor that is not ours with `invalid_input`.
 */
import { z } from "zod";
import { listAlternatives } from "@/server/modules/search/alternatives";
import { type Candidate, priceOf } from "@/server/modules/search/candidates";
import { toCard } from "@/server/modules/search/card-view";
import type { SearchInput, SearchResult } from "@/server/modules/search/contract";
import { type Found, findMatches, SEARCH_BOUNDS } from "@/server/modules/search/find-matches";
import { computeHistogram } from "@/server/modules/search/histogram";
import { toPlaceView } from "@/server/modules/search/place-view";
import { scopeOf } from "@/server/modules/search/scope";
import { isByTotal } from "@/server/modules/search/sort-candidates";
import { type CardJson, readCards } from "@/server/modules/search/store";
import { allBut, countValues } from "@/server/modules/search/weigh-filters";
import type { CatalogueCtx } from "@/server/platform/context";
import { idFromUuid } from "@/server/primitives/id";
import type { Currency } from "@/server/primitives/money";
import { encodeCursor } from "@/server/primitives/page";
import { readCursor } from "@/server/primitives/read-cursor";
import { dateAt } from "@/server/primitives/zoned";

export const PINS_MAX = 500;
/** Cards brought for each that a page shows: stay rules drop some homes, and a sort by total takes others. */
const CARDS_PER_ITEM = 2;

/** The last home, its position among the matches, and the row of the statement after it. */
const searchCursor = z
  .tuple([z.int().min(0), z.string(), z.int().min(0)])
  .transform(([position, uuid, row]) => ({ position, uuid, row }));

export async function searchListings(
  ctx: CatalogueCtx,
  input: SearchInput,
  bounds = SEARCH_BOUNDS,
): Promise<SearchResult> {
  const after = readCursor(searchCursor, input.cursor);
  const scope = await scopeOf(ctx, input);
  const asked = { from: after?.row ?? 0, count: input.pageSize * CARDS_PER_ITEM };
  const found = await findMatches(ctx, scope, { after, size: input.pageSize, cards: asked }, bounds);
  const { answer, sorted, weighed, start } = found;
  const page = sorted.slice(start, start + input.pageSize);
  const end = start + page.length;
  const [cards, alternatives] = await Promise.all([
    cardsOf(ctx, page, answer.cards ?? {}),
    sorted.length === 0 ? listAlternatives(ctx, scope, weighed) : [],
  ]);
  const last = page.at(-1);
  const { centre } = scope.candidatesInput;
  // Any zone will do: it only tells a new home from an old one.
  const shown = {
    sort: input.sort,
    centre: centre ?? answer.place ?? undefined,
    today: dateAt(ctx.now, "UTC"),
  };
  return {
    place: answer.place ? toPlaceView(answer.place) : null,
    items: page.flatMap((candidate) => {
      const card = cards[candidate.uuid];
      return card ? [toCard(ctx.config, candidate, card, shown)] : [];
    }),
    ...(last && end < sorted.length
      ? { nextCursor: encodeCursor([end, last.uuid, rowAfter(found, input, last, end)]) }
      : {}),
    matchCount: sorted.length,
    matchCountIsLeast: found.mayMatchMore,
    countsAreLeast: found.isCut,
    sequenceIsSure: found.isSure,
    counts: countValues(weighed),
    histogram: computeHistogram(allBut(weighed, "price"), found.currency),
    pins: sorted.slice(0, PINS_MAX).map(toPin),
    alternatives,
  };
}

/** What the statement brought, and by key what it did not. A home that was taken down in between is left out. */
async function cardsOf(
  ctx: CatalogueCtx,
  page: readonly Candidate[],
  brought: Readonly<Record<string, CardJson>>,
): Promise<Readonly<Record<string, CardJson>>> {
  const missing = page.map(({ uuid }) => uuid).filter((uuid) => brought[uuid] === undefined);
  if (missing.length === 0) return brought;
  return { ...brought, ...Object.fromEntries(await readCards(ctx.db, missing)) };
}

/** Where the statement of the next page begins to bring cards. */
function rowAfter({ answer }: Found, input: SearchInput, last: Candidate, end: number): number {
  if (isByTotal(input.sort, input.stay)) return end;
  return answer.candidates.findIndex(([uuid]) => uuid === last.uuid) + 1;
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
