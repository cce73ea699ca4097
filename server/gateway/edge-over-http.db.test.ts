/** The catalogue through Neon's own HTTP driver, as the edge runtime runs it. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerEdge } from "@/server/gateway/edge-endpoint";
import { rebuildSearchDocuments } from "@/server/modules/search/rebuild-search-documents";
import { systemClock } from "@/server/platform/clock";
import { connectEdgeDb } from "@/server/platform/connect-edge-db";
import type { LocalServer } from "@/server/platform/local/http";
import { serveNeon } from "@/server/platform/local/neon";
import { silentLog } from "@/server/platform/log";
import { addDays, localDate } from "@/server/primitives/local-date";
import { type Market, openMarket, TEST_CONFIG } from "@/tests/support/market";
import { dataOf } from "@/tests/support/web";

let market: Market;
let neon: LocalServer;
beforeAll(async () => {
  market = await openMarket();
  neon = await serveNeon({ port: 0, databaseUrl: market.url });
});
afterAll(async () => {
  await neon.close();
  await market.close();
});

it("search, listing and quote answer alike over HTTP, and agree on the total", async () => {
  const now = systemClock.now();
  const today = localDate(now.toISOString().slice(0, 10));
  const stay = { checkIn: addDays(today, 40), checkOut: addDays(today, 43) };
  const { listingId } = await market.addListing({ nightPrices: { [addDays(today, 41)]: 20_000 } });
  await rebuildSearchDocuments(market.db, { now });
  const endpoint = `http://127.0.0.1:${neon.port}/sql`;
  const runtime = {
    db: connectEdgeDb({ url: market.url, endpoint }),
    config: TEST_CONFIG,
    log: silentLog,
    addressHeader: undefined,
  };
  const ask = <T>(path: string, input: unknown) => {
    const query = encodeURIComponent(JSON.stringify({ json: input }));
    return answerEdge(runtime, new Request(`http://localhost:3000/api/edge/${path}?input=${query}`)).then(
      (answer) => dataOf<T>(answer),
    );
  };
  const found = await ask<{ items: { listingId: string; total: { amountMinor: number } }[] }>(
    "search.listings",
    { stay, party: { adults: 2 } },
  );
  const quoted = await ask<{ total: { amountMinor: number } }>("pricing.quote", {
    listingId,
    stay,
    party: { adults: 2 },
  });
  const listing = await ask<{ listingId: string; photos: unknown[] }>("listings.read", { listingId });
  const places = await ask<{ places: unknown[] }>("search.places", { text: "albany" });
  expect(found.items.map((item) => item.listingId)).toEqual([listingId]);
  expect(found.items[0]?.total).toEqual(quoted.total);
  expect(listing).toMatchObject({ listingId });
  expect(listing.photos).toHaveLength(5);
  expect(places.places).toEqual([]);
});
