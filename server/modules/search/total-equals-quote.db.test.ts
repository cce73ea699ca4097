/** I13: the total on a card is the total that checkout asks for, to the minor unit, or the home is not in the results. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quote } from "@/server/modules/pricing/quote";
import { rebuildSearchDocuments } from "@/server/modules/search/rebuild-search-documents";
import { searchListings } from "@/server/modules/search/search-listings";
import type { ListingId } from "@/server/primitives/id";
import { addDays, localDate } from "@/server/primitives/local-date";
import { Refusal } from "@/server/primitives/refusal";
import { stay } from "@/server/primitives/stay";
import { type Market, openMarket } from "@/tests/support/market";
import { addClaims } from "@/tests/support/market-listing";

const HOMES = 40;
const SEARCHES = 60;
const TODAY = localDate("2026-04-28");
const CITIES = ["Albany", "Troy"] as const;

let market: Market;
const ids: ListingId[] = [];

beforeAll(async () => {
  market = await openMarket();
  const random = fc.sample(homes, { numRuns: HOMES, seed: 20_260_428 });
  for (const home of random) ids.push(await addHome(home));
  await rebuildSearchDocuments(market.db, { now: market.now });
});
afterAll(() => market.close());

const amount = (max: number) => fc.integer({ min: 1, max });
const homes = fc.record({
  city: fc.constantFrom(...CITIES),
  capacity: fc.integer({ min: 1, max: 6 }),
  petsMax: fc.integer({ min: 0, max: 2 }),
  baseMinor: amount(90_000),
  weekendMinor: fc.option(amount(90_000)),
  weeklyDiscountBps: fc.integer({ min: 0, max: 3_000 }),
  monthlyDiscountBps: fc.integer({ min: 0, max: 5_000 }),
  cleaningFeeMinor: fc.integer({ min: 0, max: 15_000 }),
  extraGuestFeeMinor: fc.integer({ min: 0, max: 3_000 }),
  guestsIncluded: fc.integer({ min: 1, max: 4 }),
  petFeeMinor: fc.integer({ min: 0, max: 5_000 }),
  nightMinMinor: fc.option(amount(9_000)),
  rules: fc.record({
    nightsMin: fc.integer({ min: 1, max: 4 }),
    nightsMax: fc.integer({ min: 5, max: 60 }),
    advanceNoticeHours: fc.constantFrom(0, 24, 168),
    preparationNights: fc.integer({ min: 0, max: 2 }),
    bookingWindowDays: fc.constantFrom(30, 90, 365),
    checkInWeekdays: fc.constantFrom([1, 2, 3, 4, 5, 6, 7], [5, 6], [1, 2, 3, 4]),
  }),
  ownPrices: fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), amount(50_000)), { maxLength: 40 }),
  ownMinimums: fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 1, max: 7 })), {
    maxLength: 10,
  }),
  claims: fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { maxLength: 25 }),
  claimKind: fc.constantFrom("booking" as const, "block" as const),
});
type Home = typeof homes extends fc.Arbitrary<infer T> ? T : never;

async function addHome(home: Home): Promise<ListingId> {
  const { city, capacity, petsMax, rules, ownPrices, ownMinimums, claims, claimKind, ...prices } = home;
  const onDate = (offset: number) => addDays(TODAY, offset);
  const houseRules = {
    petsAllowed: petsMax > 0,
    smokingAllowed: false,
    partiesAllowed: false,
    childrenWelcome: true,
    quietFromMinutes: null,
    quietUntilMinutes: null,
    more: [],
  };
  const { listingId } = await market.addListing({
    listing: { city, capacity, petsMax, houseRules },
    prices,
    rules: { ...rules, checkInWeekdays: [...rules.checkInWeekdays] },
    nightPrices: Object.fromEntries(ownPrices.map(([offset, minor]) => [onDate(offset), minor])),
    nightRules: Object.fromEntries(ownMinimums.map(([offset, nights]) => [onDate(offset), nights])),
    photoCount: 1,
  });
  for (const offset of claims)
    await addClaims(market.db, {
      listingId,
      kind: claimKind,
      stay: stay(onDate(offset), onDate(offset + 1)),
    });
  return listingId;
}

test("on random homes, dates and parties a home is in the results exactly when it can be quoted, at the same total", async () => {
  let comparedCount = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -1, max: 100 }),
      fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 7, max: 35 })),
      fc.record({
        adults: fc.integer({ min: 1, max: 4 }),
        children: fc.integer({ min: 0, max: 2 }),
        infants: fc.integer({ min: 0, max: 1 }),
        pets: fc.integer({ min: 0, max: 1 }),
      }),
      async (offset, nights, party) => {
        const wanted = stay(addDays(TODAY, offset), addDays(TODAY, offset + nights));
        const ctx = market.publicCtx();
        const result = await searchListings(ctx, {
          stay: wanted,
          party,
          sort: "price",
          pageSize: 48,
        });
        const shown = new Map(result.items.map((item) => [item.listingId, item.total?.amountMinor]));
        for (const listingId of ids) {
          const quoted = await quote(ctx, { listingId, stay: wanted, party }).then(
            (value) => value.total.amountMinor,
            (error: unknown) => {
              if (error instanceof Refusal) return undefined;
              throw error;
            },
          );
          expect(shown.get(listingId), `${listingId} ${wanted.checkIn} +${nights}`).toBe(quoted);
          if (quoted !== undefined) comparedCount += 1;
        }
      },
    ),
    { numRuns: SEARCHES },
  );
  // A test that compared nothing would prove nothing.
  expect(comparedCount).toBeGreaterThan(100);
});
