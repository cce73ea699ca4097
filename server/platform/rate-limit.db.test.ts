import { afterAll, beforeAll, expect, it } from "vitest";
import {
  giveBackToBucket,
  purgeRateLimits,
  type RatePolicy,
  rateHeaders,
  takeFromBucket,
} from "@/server/platform/rate-limit";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

const HOUR_MS = 3_600_000;
const policy = (name: string): RatePolicy => ({ name, limit: 5, windowMs: HOUR_MS });
/** Lets the given time pass for a bucket. */
const pass = (bucket: string, ms: number) =>
  market.query("update rate_limits set tat = tat - make_interval(secs => $2::float8) where bucket = $1", [
    bucket,
    ms / 1_000,
  ]);

it("lets exactly the limit pass out of a hundred at once, over many connections", async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => takeFromBucket(market.db, policy("burst"), "a")),
  );
  expect(answers.filter((answer) => answer.isAllowed)).toHaveLength(5);
});

it("counts each bucket by itself", async () => {
  for (let call = 0; call < 5; call += 1) await takeFromBucket(market.db, policy("own"), "a");
  expect((await takeFromBucket(market.db, policy("own"), "a")).isAllowed).toBe(false);
  expect((await takeFromBucket(market.db, policy("own"), "b")).isAllowed).toBe(true);
});

it("lets one more pass after each interval, and says how long that is", async () => {
  for (let call = 0; call < 5; call += 1) await takeFromBucket(market.db, policy("steady"), "a");
  const refused = await takeFromBucket(market.db, policy("steady"), "a");
  expect(refused.retryAfterMs).toBeGreaterThan(HOUR_MS / 5 - 2_000);
  expect(refused.retryAfterMs).toBeLessThanOrEqual(HOUR_MS / 5);
  await pass("steady:a", HOUR_MS / 5);
  expect((await takeFromBucket(market.db, policy("steady"), "a")).isAllowed).toBe(true);
  expect((await takeFromBucket(market.db, policy("steady"), "a")).isAllowed).toBe(false);
});

it("takes nothing for a refused call, and takes what is given back again", async () => {
  expect((await takeFromBucket(market.db, policy("cost"), "a", 4)).remaining).toBe(1);
  expect((await takeFromBucket(market.db, policy("cost"), "a", 2)).isAllowed).toBe(false);
  expect((await takeFromBucket(market.db, policy("cost"), "a", 1)).isAllowed).toBe(true);
  await giveBackToBucket(market.db, policy("cost"), "a");
  expect((await takeFromBucket(market.db, policy("cost"), "a", 1)).isAllowed).toBe(true);
});

it("tells policy, rest and reset in headers, and when to come back once refused", async () => {
  const first = await takeFromBucket(market.db, policy("told"), "a");
  expect(rateHeaders(policy("told"), first)).toEqual({
    "ratelimit-policy": '"told";q=5;w=3600',
    ratelimit: '"told";r=4;t=720',
  });
  await takeFromBucket(market.db, policy("told"), "a", 4);
  const refused = await takeFromBucket(market.db, policy("told"), "a");
  expect(Number(rateHeaders(policy("told"), refused)["retry-after"])).toBeGreaterThanOrEqual(719);
});

it("forgets buckets that are full again, and no others", async () => {
  await takeFromBucket(market.db, policy("old"), "a");
  await takeFromBucket(market.db, policy("new"), "a");
  await pass("old:a", HOUR_MS);
  await purgeRateLimits(market.db);
  const rows = await market.query<{ bucket: string }>("select bucket from rate_limits");
  expect(rows.map((row) => row.bucket)).toContain("new:a");
  expect(rows.map((row) => row.bucket)).not.toContain("old:a");
});

it("keeps its counts out of the write-ahead log", async () => {
  const rows = await market.query("select relpersistence from pg_class where relname = 'rate_limits'");
  expect(rows).toEqual([{ relpersistence: "u" }]);
});
