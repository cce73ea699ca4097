import { afterAll, beforeAll, expect, it } from "vitest";
import { connectDb, type Database } from "@/server/platform/connect-db";
import { silentLog } from "@/server/platform/log";
import { playExactness } from "@/tests/support/exactness/play";
import { type Market, openMarket } from "@/tests/support/market";

const NAME = "exactness writer";
let market: Market;
let writers: Database;

beforeAll(async () => {
  market = await openMarket();
  writers = connectDb({ url: market.url, poolMax: 4, log: silentLog, applicationName: NAME });
});
afterAll(async () => {
  await writers.end();
  await market.close();
});

/** `npm run bench -- analytics-exactness` plays two million events, and fifty million by night. */
it("100,000 events, repeated, shuffled, late, with writers killed, add up to what DuckDB says of each once", async () => {
  const result = await playExactness(market.systemCtx({ db: writers.db }), {
    eventCount: 100_000,
    seed: 20_261_125,
    homeCount: 60,
    eventsPerDay: 20_000,
    kills: 8,
    writers: 2,
    applicationName: NAME,
    url: market.url,
  });
  expect(result.events).toBe(100_000);
  expect(result.delivered).toBeGreaterThan(119_000);
  expect(result.kills).toBeGreaterThanOrEqual(5);
  expect(result.comparisons.map(({ table, differences }) => [table, differences])).toEqual([
    ["rollup_hourly", 0],
    ["rollup_daily", 0],
    ["listing_nights", 0],
    ["demand_nights", 0],
  ]);
  for (const { table, rows } of result.comparisons) expect(rows, table).toBeGreaterThan(200);
}, 300_000);
