import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { defineDatabaseConsumer } from "@/server/events/define-consumer";
import { listLagBins, sampleLag } from "@/server/events/lag-samples";
import { ensurePlaces } from "@/server/events/positions";
import { relay } from "@/server/events/relay";
import { addMs, HOUR_MS, MINUTE_MS } from "@/server/primitives/zoned";
import { bellRang, relayAndRun, ringAll, WIDE } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

const ear = defineDatabaseConsumer({
  name: "t.ear",
  reactions: (to) => to.on(bellRang, async () => undefined),
});
const WEEK_MS = 7 * 24 * HOUR_MS;

let market: Market;
beforeAll(async () => {
  market = await openMarket();
  await ensurePlaces(market.db, [ear]);
});
afterAll(() => market.close());
beforeEach(async () => {
  await market.query("truncate consumer_lag_samples, event_log");
  await market.query("update event_partitions set next_position = 0");
  await market.query("update consumer_positions set position = -1");
});

const later = (ms: number) => market.systemCtx({ now: addMs(market.now, ms) });
const samples = () =>
  market.query<{ at: Date; events: number; seconds: number }>(
    "select at, events, seconds from consumer_lag_samples order by at",
  );

test("a sample says how many events wait and how long the oldest has", async () => {
  const ctx = market.systemCtx();
  await ringAll(ctx, ["ada", "bo"], 2);
  await relay(ctx, WIDE);
  await sampleLag(later(90_000), WIDE);
  await relayAndRun(ctx, [ear]);
  await sampleLag(later(3 * MINUTE_MS), WIDE);
  expect((await samples()).map(({ events, seconds }) => [events, seconds])).toEqual([
    [4, 90],
    [0, 0],
  ]);
});

test("a run that is repeated within its minute notes nothing new", async () => {
  await sampleLag(later(0), WIDE);
  await sampleLag(later(30_000), WIDE);
  expect(await samples()).toHaveLength(1);
});

test("samples are kept for seven days, and a run removes no more than its bound", async () => {
  for (const days of [0, 1, 6]) await sampleLag(later(days * 24 * HOUR_MS), WIDE);
  await sampleLag(later(WEEK_MS), WIDE);
  expect(await samples()).toHaveLength(4);
  await sampleLag(later(WEEK_MS + 25 * HOUR_MS), { ...WIDE, recordsMax: 1 });
  expect((await samples()).map(({ at }) => at.getTime() - market.now.getTime())).not.toContain(0);
  expect(await samples()).toHaveLength(4);
});

test("bins tell the worst of their samples, and a time without samples is no bin", async () => {
  const row = (minutes: number, events: number) =>
    market.query("insert into consumer_lag_samples values ('t.ear', $1, $2, $3)", [
      addMs(market.now, minutes * MINUTE_MS),
      events,
      events * 2,
    ]);
  await row(0, 3);
  await row(5, 9);
  await row(14, 1);
  await row(45, 2);
  const bins = await listLagBins(market.db, { since: market.now, binMinutes: 15 });
  expect(bins).toEqual([
    { consumer: "t.ear", at: market.now, events: 9, seconds: 18 },
    { consumer: "t.ear", at: addMs(market.now, 45 * MINUTE_MS), events: 2, seconds: 4 },
  ]);
  expect(await listLagBins(market.db, { since: addMs(market.now, HOUR_MS), binMinutes: 15 })).toEqual([]);
});
