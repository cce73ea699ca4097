/** I13: the total on a card is the total that checkout asks for, to the minor unit, or the home is not in the results. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quote } from "@/server/modules/pricing/quote";
import { rebuildSearchDocuments } from "@/server/modules/search/rebuild-search-documents";
import { searchListings } from "@/server/modules/search/search-listings";
import type { ListingId } from "@/server/primitives/id";
import { addDays } from "@/server/primitives/local-date";
import { Refusal } from "@/server/primitives/refusal";
import { stay } from "@/server/primitives/stay";
import { type Market, openMarket } from "@/tests/support/market";
import { addRandomHome, randomHomes, TODAY } from "@/tests/support/random-homes";

const HOMES = 40;
const SEARCHES = 60;

let market: Market;
const ids: ListingId[] = [];

beforeAll(async () => {
  market = await openMarket();
  const random = fc.sample(randomHomes, { numRuns: HOMES, seed: 20_260_428 });
  for (const home of random) ids.push(await addRandomHome(market, home));
  await rebuildSearchDocuments(market.db, { now: market.now });
});
afterAll(() => market.close());

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
