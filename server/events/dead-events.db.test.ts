import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { countDeadEvents, listDeadEvents, replayDeadEvents } from "@/server/events/dead-events";
import { type Consumer, defineDatabaseConsumer } from "@/server/events/define-consumer";
import { newId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";
import { bellRang, relayAndRun, ringAll } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
let isMended = false;
const heard: string[] = [];

/** Gives up on a bell's first stroke at once, until it is mended. */
const fragile = (name: string): Consumer =>
  defineDatabaseConsumer({
    name,
    attemptsMax: 1,
    reactions: (to) =>
      to.on(bellRang, async (_ctx, { payload }) => {
        if (!isMended && payload.stroke === 0) throw new Error("cracked");
        heard.push(`${payload.bell}-${payload.stroke}`);
      }),
  });
const [tower, chapel] = [fragile("t.tower"), fragile("t.chapel")];
const BY = { by: "command", reason: "the bell was mended" };

beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());
beforeEach(async () => {
  await market.query("truncate event_log, consumer_retries, dead_events");
  await market.query("update event_partitions set next_position = 0");
  await market.query("update consumer_positions set position = -1");
  heard.length = 0;
  isMended = false;
});

/** Three bells of three strokes each, whose first stroke both consumers gave up on. */
async function letBellsDie(): Promise<void> {
  const ctx = market.systemCtx();
  await ringAll(ctx, ["ada", "bo", "cy"], 3);
  await relayAndRun(ctx, [tower, chapel]);
  heard.length = 0;
  isMended = true;
}
const statusesOf = async (consumer: string) =>
  (await listDeadEvents(market.db, { max: 100 }))
    .filter((dead) => dead.consumer === consumer)
    .map((dead) => `${dead.key} ${dead.status}`)
    .toSorted();
const orderOf = (bell: string) => heard.filter((stroke) => stroke.startsWith(bell));

test("replaying all of a consumer takes up each of its dead events once, and no other consumer's", async () => {
  await letBellsDie();
  const ctx = market.systemCtx();
  expect(await countDeadEvents(market.db)).toEqual([
    { consumer: chapel.name, events: 3, keys: 3 },
    { consumer: tower.name, events: 3, keys: 3 },
  ]);
  const replayed = await replayDeadEvents(ctx, { consumer: tower.name, ...BY });
  expect(replayed).toEqual({ events: 3, keys: 3, left: 0 });
  expect(await statusesOf(tower.name)).toEqual(["ada replayed", "bo replayed", "cy replayed"]);
  expect(await statusesOf(chapel.name)).toEqual(["ada dead", "bo dead", "cy dead"]);
  expect(await countDeadEvents(market.db)).toEqual([{ consumer: chapel.name, events: 3, keys: 3 }]);
});

test("every key goes on in its own sequence after a replay of all", async () => {
  await letBellsDie();
  const ctx = market.systemCtx();
  await relayAndRun(ctx, [tower]);
  expect(heard).toEqual([]);
  await replayDeadEvents(ctx, { consumer: tower.name, ...BY });
  await relayAndRun(ctx, [tower]);
  for (const bell of ["ada", "bo", "cy"]) expect(orderOf(bell)).toEqual([0, 1, 2].map((n) => `${bell}-${n}`));
});

test("replaying a key lets that key go on and no other, and keeps who did it and why", async () => {
  await letBellsDie();
  const ctx = market.systemCtx();
  const replayed = await replayDeadEvents(ctx, { consumer: tower.name, key: "bo", ...BY });
  expect(replayed).toEqual({ events: 1, keys: 1, left: 0 });
  await relayAndRun(ctx, [tower]);
  expect(heard).toEqual(["bo-0", "bo-1", "bo-2"]);
  expect(await statusesOf(tower.name)).toEqual(["ada dead", "bo replayed", "cy dead"]);
  const [settled] = await listDeadEvents(market.db, { status: "replayed", max: 10 });
  expect(settled).toMatchObject({ settledBy: "command", settledReason: BY.reason, settledAt: ctx.now });
});

test("a replay past its bound takes up the oldest and says how many are left", async () => {
  await letBellsDie();
  const ctx = market.systemCtx();
  const scope = { consumer: tower.name, ...BY };
  expect(await replayDeadEvents(ctx, scope, 2)).toMatchObject({ events: 2, left: 1 });
  expect(await replayDeadEvents(ctx, scope, 2)).toMatchObject({ events: 1, left: 0 });
});

test("of two replays at once each event is replayed by one", async () => {
  await letBellsDie();
  const scope = { consumer: tower.name, ...BY };
  const runs = await Promise.allSettled(
    Array.from({ length: 4 }, () => replayDeadEvents(market.systemCtx(), scope)),
  );
  const counts = runs.map((run) => (run.status === "fulfilled" ? run.value.events : 0));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
});

test("a replay of nothing is refused and changes nothing", async () => {
  await letBellsDie();
  const ctx = market.systemCtx();
  const consumer = tower.name;
  const eventId = newId("event");
  for (const scope of [{ consumer, eventId }, { consumer, key: "no such key" }, { consumer: "t.nobody" }])
    await expect(replayDeadEvents(ctx, { ...scope, ...BY })).rejects.toEqual(
      refuse("dead_event_not_found", scope),
    );
  expect(await statusesOf(consumer)).toEqual(["ada dead", "bo dead", "cy dead"]);
});
