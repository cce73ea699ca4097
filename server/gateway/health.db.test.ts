import { afterAll, beforeAll, expect, it } from "vitest";
import { answerHealth, answerMetrics } from "@/server/gateway/health";
import { openMetrics } from "@/server/platform/metrics";
import { type Market, openMarket } from "@/tests/support/market";
import { browserOf, runtimeOf } from "@/tests/support/web";

let market: Market;
let runtime: ReturnType<typeof runtimeOf>;
beforeAll(async () => {
  market = await openMarket();
  runtime = runtimeOf(market);
});
afterAll(() => market.close());

it("health is ok while the database answers, and 503 without a reason of its inside when it does not", async () => {
  const good = await answerHealth(runtime);
  expect(good.status).toBe(200);
  expect(await good.json()).toMatchObject({ status: "ok", checks: [{ name: "database", ok: true }, {}] });
  const broken = new Proxy(market.db, {
    get: () => () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.1:5432")),
  });
  const bad = await answerHealth({ ...runtime, database: { ...runtime.database, db: broken } });
  expect(bad.status).toBe(503);
  expect(await bad.text()).not.toMatch(/ECONN|10\.0/);
});

it("metrics are for the token's bearer alone, and for nobody where none is configured", async () => {
  const metrics = openMetrics();
  const ask = (authorization: string, token: string | undefined) =>
    answerMetrics(runtime, new Request("http://localhost:3000/api/metrics", { headers: { authorization } }), {
      token,
      metrics,
    });
  expect((await ask("Bearer wrong", "right")).status).toBe(401);
  expect((await ask("Basic right", "right")).status).toBe(401);
  expect((await ask("Bearer undefined", undefined)).status).toBe(401);
  await browserOf(runtime).signUpAndIn("metrics@example.com");
  metrics.observeCall({ path: "search.listings", type: "query", outcome: "ok", tookMs: 12 });
  const answer = await ask("Bearer right", "right");
  const text = await answer.text();
  expect(text).toContain('roost_calls_total{procedure="search.listings",type="query",outcome="ok"} 1');
  expect(text).toMatch(/roost_relay_lag_events \d+/);
  expect(text).toContain('roost_database_pool{state="open"} 1');
});
