import { afterAll, beforeAll, expect, it } from "vitest";
import { answerEdge, type EdgeRuntime } from "@/server/gateway/edge-endpoint";
import { systemClock } from "@/server/platform/clock";
import { silentLog } from "@/server/platform/log";
import { addDays, localDate } from "@/server/primitives/local-date";
import { type Market, openMarket, TEST_CONFIG } from "@/tests/support/market";
import { dataOf, resultOf } from "@/tests/support/web";

let market: Market;
let runtime: EdgeRuntime;
beforeAll(async () => {
  market = await openMarket();
  runtime = { db: market.db, config: TEST_CONFIG, log: silentLog, addressHeader: undefined };
});
afterAll(() => market.close());

const ask = (path: string, input: unknown, init?: RequestInit) =>
  answerEdge(
    runtime,
    new Request(
      `http://localhost:3000/api/edge/${path}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`,
      init,
    ),
  );

it("answers the catalogue's queries without a transaction", async () => {
  const { listingId } = await market.addListing({ hostId: await market.addHost() });
  const noTransactions = new Proxy(market.db, {
    get(target, name, receiver) {
      if (name === "transaction") throw new Error("the edge has no transactions");
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  runtime = { ...runtime, db: noTransactions };
  const listing = await dataOf<{ listingId: string }>(await ask("listings.read", { listingId }));
  expect(listing.listingId).toBe(listingId);
  const today = localDate(systemClock.now().toISOString().slice(0, 10));
  const stay = { checkIn: addDays(today, 40), checkOut: addDays(today, 43) };
  const quote = await dataOf<{ total: { amountMinor: number } }>(
    await ask("pricing.quote", { listingId, stay, party: { adults: 2 } }),
  );
  expect(quote.total.amountMinor).toBeGreaterThan(0);
  const found = await dataOf<{ items: unknown[] }>(await ask("search.listings", { stay }));
  expect(Array.isArray(found.items)).toBe(true);
});

it("offers nothing else: no mutation, no other procedure, no POST", async () => {
  expect((await ask("search.record", {})).status).toBe(404);
  expect((await ask("accounts.me", {})).status).toBe(404);
  expect((await ask("listings.readOwn", {})).status).toBe(404);
  expect((await ask("search.places", { text: "x" }, { method: "POST", body: "{}" })).status).toBe(405);
});

it("refuses like the other API does", async () => {
  const listingId = "listing_01h455vb4pex5vsknk084sn02q";
  const gone = await ask("listings.read", { listingId });
  expect([gone.status, (await resultOf(gone)).error?.json.data.refusal]).toEqual([404, "listing_not_found"]);
  expect((await ask("search.places", { text: "a\u0000b" })).status).toBe(400);
  expect((await ask(Array(11).fill("search.places").join(","), {})).status).toBe(400);
});
