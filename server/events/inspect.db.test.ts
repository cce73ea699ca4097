import { afterAll, beforeAll, expect, test } from "vitest";
import { defineDatabaseConsumer } from "@/server/events/define-consumer";
import { listEvents, listEventsAfter, listOutcomes, readEvent } from "@/server/events/inspect";
import { relay } from "@/server/events/relay";
import { newId } from "@/server/primitives/id";
import { addMs } from "@/server/primitives/zoned";
import { bellRang, relayAndRun, ringAll, WIDE } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

const cracked = defineDatabaseConsumer({
  name: "t.cracked",
  attemptsMax: 2,
  reactions: (to) =>
    to.on(bellRang, async (_ctx, event) => {
      if (event.payload.stroke === 0) throw new Error("cracked");
    }),
});

test("an event's outcome follows it from waiting to dead, and those behind it are told apart", async () => {
  const ctx = market.systemCtx();
  await ringAll(ctx, ["ada"], 2);
  const [second, first] = await listEvents(market.db, { max: 2 });
  const state = async (event: typeof first) =>
    (await listOutcomes(market.db, event?.id ?? newId("event"))).map((item) => item.state);
  await relay(ctx, WIDE);
  expect(await state(first)).toEqual([]);
  await relayAndRun(ctx, [cracked]);
  expect([await state(first), await state(second)]).toEqual([["retrying"], ["behind"]]);
  await relayAndRun(market.systemCtx({ now: addMs(ctx.now, 60_000) }), [cracked]);
  expect([await state(first), await state(second)]).toEqual([["dead"], ["behind"]]);
  await ringAll(ctx, ["ada"], 1);
  const [third] = await listEvents(market.db, { max: 1 });
  expect(await state(third)).toEqual(["waiting"]);
});

test("events are found by topic, type and key, latest first, and after a sequence number", async () => {
  const ctx = market.systemCtx();
  await ringAll(ctx, ["bo"], 3);
  const bo = await listEvents(market.db, { key: "bo", topic: "search", type: bellRang.type, max: 10 });
  expect(bo.map((event) => event.trace)).toEqual(["bo-2", "bo-1", "bo-0"]);
  expect(await listEvents(market.db, { key: "bo", topic: "bookings", max: 10 })).toEqual([]);
  const after = await listEventsAfter(market.db, bo[2]?.seq ?? 0, { key: "bo", max: 10 });
  expect(after.map((event) => event.trace)).toEqual(["bo-1", "bo-2"]);
  expect(await readEvent(market.db, newId("event"))).toBeUndefined();
});
