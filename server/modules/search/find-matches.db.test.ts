/** A search that reads its homes part by part shows what it would show if it had read and priced them all. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toCandidates } from "@/server/modules/search/candidates";
import { readCandidates } from "@/server/modules/search/candidates-store";
import type {
  ListingCardView,
  SearchFilters,
  SearchInput,
  SearchResult,
} from "@/server/modules/search/contract";
import { rebuildSearchDocuments } from "@/server/modules/search/rebuild-search-documents";
import { scopeOf } from "@/server/modules/search/scope";
import { searchListings } from "@/server/modules/search/search-listings";
import { metresBetween } from "@/server/modules/search/spot";
import { leastTotal, mostTotal } from "@/server/modules/search/total-bound";
import { SEARCH_SORTS } from "@/server/modules/search/words";
import { uuidOf } from "@/server/primitives/id";
import { addDays } from "@/server/primitives/local-date";
import { nightCount, type Stay, stay } from "@/server/primitives/stay";
import { type Market, openMarket } from "@/tests/support/market";
import { addRandomHome, randomHomes, TODAY } from "@/tests/support/random-homes";

const HOMES = 48;
const PAGE_SIZE = 7;
/** So small that every search meets them. */
const SMALL = { homesMax: 5, readsMax: 60 };
/** All homes at once. */
const WHOLE = { homesMax: 1_000, readsMax: 1 };
const TEST_MS_MAX = 180_000;

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  for (const [index, home] of fc.sample(randomHomes, { numRuns: HOMES, seed: 20_261_125 }).entries()) {
    // Few claims, so that most homes are free and pages are full.
    const listingId = await addRandomHome(market, { ...home, claims: home.claims.slice(0, 2) });
    await market.query(
      `update listings set fuzzed_latitude = 42 + $2 / 100.0, fuzzed_longitude = -73 - $3 / 100.0, review_count = $4,
         rating_sum_centi = $4 * 450, room_type = $5, bedrooms = $6 where id = $1`,
      [
        uuidOf(listingId),
        (index * 37) % 50,
        (index * 23) % 50,
        index % 9,
        index % 3 === 0 ? "private_room" : "entire_home",
        index % 4,
      ],
    );
  }
  await rebuildSearchDocuments(market.db, { now: market.now });
});
afterAll(() => market.close());

const BOX = { west: -74, south: 41.5, east: -72.5, north: 43 };
const CENTRE = { latitude: 42.25, longitude: -73.25 };

const stays = fc
  .record({
    offset: fc.integer({ min: 1, max: 80 }),
    nights: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(7, 14, 28, 30)),
  })
  .map(({ offset, nights }) => stay(addDays(TODAY, offset), addDays(TODAY, offset + nights)));
const parties = fc.record({
  adults: fc.integer({ min: 1, max: 3 }),
  children: fc.integer({ min: 0, max: 1 }),
  infants: fc.constant(0),
  pets: fc.constantFrom(0, 0, 1),
});
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const searches = fc.record({
  stay: fc.option(stays, { nil: undefined }),
  party: parties,
  sort: fc.constantFrom(...SEARCH_SORTS),
  /** The prices' share that a filter leaves, from below and from above. */
  cheapest: sometimes(fc.integer({ min: 10, max: 90 })),
  dearest: sometimes(fc.integer({ min: 10, max: 90 })),
  bedroomsMin: sometimes(fc.integer({ min: 1, max: 2 })),
  roomTypes: sometimes(fc.constant(["entire_home"] satisfies SearchFilters["roomTypes"])),
});

const priceOf = (card: ListingCardView) => (card.total ?? card.nightly).amountMinor;
const keyOf: Record<SearchInput["sort"], (card: ListingCardView) => number> = {
  recommended: () => 0,
  price: priceOf,
  price_desc: (card) => -priceOf(card),
  // No home here has more than nine reviews.
  rating: (card) => -(card.ratingCenti ?? -1) * 10 - card.reviewCount,
  distance: (card) => metresBetween(card, CENTRE),
};

async function pagesOf(input: SearchInput): Promise<SearchResult[]> {
  const pages: SearchResult[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await searchListings(market.publicCtx(), { ...input, ...(cursor ? { cursor } : {}) }, SMALL);
    pages.push(page);
    cursor = page.nextCursor;
    if (cursor === undefined) return pages;
  }
}

test("pages, sequence and totals are those of pricing every home, for any sort, filter and dates", {
  timeout: TEST_MS_MAX,
}, async () => {
  let shownCount = 0;
  await fc.assert(
    fc.asyncProperty(searches, async ({ stay: dates, party, sort, ...wanted }) => {
      const base = { box: BOX, stay: dates, party, pageSize: 48 };
      const all = await searchListings(market.publicCtx(), { ...base, sort: "recommended" }, WHOLE);
      const prices = all.items.map(priceOf).sort((a, b) => a - b);
      const priceAt = (percent: number | undefined) =>
        percent === undefined ? undefined : prices[Math.floor((prices.length * percent) / 100)];
      const filters = {
        priceMaxMinor: priceAt(wanted.cheapest),
        priceMinMinor: priceAt(wanted.dearest),
        bedroomsMin: wanted.bedroomsMin,
        roomTypes: wanted.roomTypes,
      };
      // By rank and id first, so that a stable sort leaves ties as they should be.
      const expected = all.items
        .filter(
          (card) =>
            priceOf(card) <= (filters.priceMaxMinor ?? Infinity) &&
            priceOf(card) >= (filters.priceMinMinor ?? 0) &&
            card.bedrooms >= (filters.bedroomsMin ?? 0) &&
            (filters.roomTypes?.some((type) => type === card.roomType) ?? true),
        )
        .sort((a, b) => keyOf[sort](a) - keyOf[sort](b));
      const pages = await pagesOf({ ...base, sort, filters, pageSize: PAGE_SIZE });
      const shown = pages.flatMap((page) => page.items);
      const said = (cards: readonly ListingCardView[]) =>
        cards.map((card) => [card.listingId, priceOf(card), card.title]);
      expect(said(shown)).toEqual(said(expected));
      for (const page of pages) {
        expect(page.sequenceIsSure).toBe(true);
        expect(page.matchCount).toBeLessThanOrEqual(expected.length);
        if (!page.matchCountIsLeast) expect(page.matchCount).toBe(expected.length);
      }
      shownCount += shown.length;
    }),
    { numRuns: 40 },
  );
  expect(shownCount).toBeGreaterThan(60);
});

test("no stay costs less than its floor or more than its ceiling", { timeout: TEST_MS_MAX }, async () => {
  let comparedCount = 0;
  const rows = await market.query<{ id: string; floor: string; ceiling: string }>(
    "select listing_id as id, night_floor_minor as floor, night_ceiling_minor as ceiling from search_documents",
  );
  const bounds = new Map(
    rows.map(({ id, floor, ceiling }) => [id, [Number(floor), Number(ceiling)] as const]),
  );
  await fc.assert(
    fc.asyncProperty(stays, parties, async (dates, party) => {
      const input = { box: BOX, stay: dates, party, sort: "price_desc", pageSize: 48 } as const;
      const scope = await scopeOf(market.publicCtx(), input);
      const answer = await readCandidates(market.db, scope.candidatesInput, { homesMax: HOMES });
      for (const { uuid, totalMinor } of toCandidates(answer, scope.pricing)) {
        const [floor, ceiling] = bounds.get(uuid) ?? [Number.NaN, Number.NaN];
        expect(floor * nightCount(dates)).toBeLessThanOrEqual(totalMinor ?? 0);
        expect(leastTotal(answer, { stay: dates, party }, floor)).toBeLessThanOrEqual(totalMinor ?? 0);
        expect(mostTotal(answer, { stay: dates, party }, ceiling)).toBeGreaterThanOrEqual(totalMinor ?? 0);
        comparedCount += 1;
      }
    }),
    { numRuns: 40 },
  );
  expect(comparedCount).toBeGreaterThan(150);
});

describe("homes of one city whose prices rise by steps", () => {
  const dates: Stay = stay(addDays(TODAY, 20), addDays(TODAY, 22));
  const asked = { stay: dates, party: { adults: 1, children: 0, infants: 0, pets: 0 }, pageSize: 3 } as const;
  const addSteps = async (city: string, nightPrices: Record<string, number>) => {
    for (let step = 0; step < 20; step += 1)
      await market.addListing({
        listing: { city },
        prices: { baseMinor: 10_000 + 2_000 * step, weekendMinor: null, cleaningFeeMinor: 0 },
        nightPrices,
      });
    await rebuildSearchDocuments(market.db, { now: market.now });
    return `us/new-york/${city.toLowerCase()}`;
  };
  const firstPage = (place: string, sort: "price" | "price_desc", readsMax: number) =>
    searchListings(market.publicCtx(), { ...asked, place, sort }, { homesMax: 8, readsMax });

  test("one read is enough for the cheapest and for the dearest: the rest is known to cost more or less", async () => {
    const place = await addSteps("Stepton", {});
    for (const [sort, first] of [
      ["price", 10_000],
      ["price_desc", 48_000],
    ] as const) {
      const page = await firstPage(place, sort, 1);
      expect(page.items[0]?.nightly.amountMinor).toBe(first);
      expect([page.sequenceIsSure, page.matchCountIsLeast, page.countsAreLeast]).toEqual([true, true, true]);
    }
  });

  test("where the bound of work comes first the answer says that it is not sure", async () => {
    // One night of almost nothing makes every home's floor the same, so none can be left unread.
    const place = await addSteps("Flatton", { [addDays(TODAY, 90)]: 1 });
    const cut = await firstPage(place, "price", 2);
    expect([cut.sequenceIsSure, cut.matchCountIsLeast]).toEqual([false, true]);
    const whole = await firstPage(place, "price", 3);
    expect([whole.sequenceIsSure, whole.matchCountIsLeast, whole.matchCount]).toEqual([true, false, 20]);
    expect(whole.items.map((item) => item.nightly.amountMinor)).toEqual([10_000, 12_000, 14_000]);
  });
});
