import { afterAll, beforeAll, expect, test } from "vitest";
import { localDate } from "@/server/primitives/local-date";
import { stay } from "@/server/primitives/stay";
import { type Market, openMarket } from "@/tests/support/market";
import { addClaims } from "@/tests/support/market-listing";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

test("a market opens with a published home that has photos, prices and rules", async () => {
  const { listingId } = await market.addListing({ nightPrices: { "2026-05-14": 15_000 } });
  const stayed = stay(localDate("2026-05-14"), localDate("2026-05-17"));
  await addClaims(market.db, { listingId, stay: stayed, kind: "booking" });
  const [counted] = await market.query<{ photos: string; claims: string; prices: string }>(
    `select (select count(*) from listing_photos) photos, (select count(*) from night_claims) claims,
            (select count(*) from listing_prices) prices`,
  );
  expect(counted).toEqual({ photos: "5", claims: "3", prices: "1" });
});

test("a port that a test did not hand in fails loudly", () => {
  expect(() => market.publicCtx().ports.mail).toThrow("no mail");
});
