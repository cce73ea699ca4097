import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { readBus } from "@/server/events/bus";
import { defineDatabaseConsumer } from "@/server/events/define-consumer";
import { moveToKafka, moveToPostgres } from "@/server/events/move-bus";
import { TOPICS } from "@/server/events/partition";
import { countUnproduced } from "@/server/events/produce";
import { relay } from "@/server/events/relay";
import { runConsumers } from "@/server/events/run-consumer";
import { ensureTopics } from "@/server/events/topics";
import { inTransaction, sql } from "@/server/platform/db";
import { packBatch } from "@/server/platform/kafka-batch";
import type { KafkaPort } from "@/server/platform/kafka-port";
import { openTestKafka } from "@/tests/contract/event-log/engine";
import { toBusBatch } from "@/tests/support/bus-batch";
import { bellRang, relayAndRun, ring, ringAll, WIDE } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
let kafka: KafkaPort;
beforeAll(async () => {
  market = await openMarket({
    ports: {
      get kafka() {
        return kafka;
      },
    },
  });
  await market.query("create table heard (bell text, stroke int, at bigint generated always as identity)");
});
beforeEach(async () => {
  kafka = openTestKafka();
  await market.query("truncate heard, event_log, consumer_positions, event_bus");
  await market.query("update event_partitions set next_position = 0");
});
afterEach(() => kafka.close());
afterAll(() => market.close());

const listener = (name: string) =>
  defineDatabaseConsumer({
    name,
    reactions: (to) =>
      to.on(bellRang, async (ctx, { payload }) => {
        await ctx.tx.execute(
          sql`insert into heard (bell, stroke) values (${payload.bell}, ${payload.stroke})`,
        );
      }),
  });
const heardBy = async (bell: string) =>
  (
    await market.query<{ stroke: number }>("select stroke from heard where bell = $1 order by at", [bell])
  ).map((row) => row.stroke);

test("topics are made as declared, once", async () => {
  const made = await ensureTopics(kafka);
  expect(made.map(({ topic, state }) => [topic, state])).toEqual(TOPICS.map((topic) => [topic, "made"]));
  expect((await ensureTopics(kafka)).every(({ state }) => state === "there")).toBe(true);
  const search = (await kafka.listTopics()).find(({ topic }) => topic === "search");
  expect(search).toEqual({ topic: "search", partitionCount: 8, replicaCount: 1 });
});

test("a topic with other partitions than declared is refused", async () => {
  await kafka.createTopic({ topic: "bookings", partitionCount: 7, replicaCount: 1 }, {});
  await expect(ensureTopics(kafka)).rejects.toThrow("bookings has 7 partitions where 4 are declared");
});

test("a market moves to Kafka and back while events are written, relayed and handled: none lost, none doubled", async () => {
  const bells = ["ada", "bo", "cy", "dee", "eve"];
  const consumer = listener("t.moving");
  await ringAll(market.systemCtx(), bells, 20);
  await relayAndRun(market.systemCtx(), [consumer]);
  let stroke = 20;
  let over = false;
  const writing = (async () => {
    while (!over) {
      const ctx = market.systemCtx();
      await inTransaction(ctx, async (tx) => {
        for (const bell of bells) await ring(tx, ctx, bell, stroke);
      });
      stroke += 1;
      await pause(3);
    }
  })();
  const working = (async () => {
    while (!over) {
      await relay(market.systemCtx(), WIDE);
      await runConsumers(market.systemCtx(), [consumer], { bounds: WIDE });
    }
  })();
  const engines: string[] = [];
  for (const to of [moveToKafka, moveToPostgres, moveToKafka, moveToPostgres, moveToKafka]) {
    await to(market.systemCtx());
    engines.push((await readBus(market.db)).engine);
    await pause(400);
  }
  over = true;
  await Promise.all([writing, working]);
  await relayAndRun(market.systemCtx(), [consumer]);
  expect(engines).toEqual(["kafka", "postgres", "kafka", "postgres", "kafka"]);
  expect(stroke).toBeGreaterThan(40);
  for (const bell of bells) expect(await heardBy(bell)).toEqual(Array.from({ length: stroke }, (_, n) => n));
  expect(await countUnproduced(market.db)).toBe(0);
});

test("a consumer that stands far back reads the earlier events from Kafka after a move", async () => {
  await ringAll(market.systemCtx(), ["ada"], 30);
  await relay(market.systemCtx(), WIDE);
  expect(await moveToKafka(market.systemCtx())).toEqual({ from: "postgres", to: "kafka", copied: 30 });
  // Gone from the database, so that they can have come from Kafka alone.
  await market.query("truncate event_log");
  await runConsumers(market.systemCtx(), [listener("t.far-back")], { bounds: WIDE });
  expect(await heardBy("ada")).toEqual(Array.from({ length: 30 }, (_, n) => n));
});

test("a move that is killed on the way is run again, and moving where one is changes nothing", async () => {
  await ringAll(market.systemCtx(), ["ada"], 10);
  const ctx = market.systemCtx();
  const dying = {
    ...kafka,
    produce: async (batches: Parameters<KafkaPort["produce"]>[0]) => {
      await kafka.produce(batches);
      throw new Error("killed");
    },
  };
  await expect(moveToKafka({ ...ctx, ports: { kafka: dying } })).rejects.toThrow("killed");
  await moveToKafka(ctx);
  expect(await moveToKafka(ctx)).toEqual({ from: "kafka", to: "kafka", copied: 0 });
  await relayAndRun(ctx, [listener("t.again")]);
  expect(await heardBy("ada")).toEqual(Array.from({ length: 10 }, (_, n) => n));
});

test("topics that hold another market's events are refused", async () => {
  await ensureTopics(kafka);
  await kafka.produce([
    packBatch(toBusBatch({ topic: "search", partition: 0, headerNames: [], records: [["k", "{}"]] })),
  ]);
  await expect(moveToKafka(market.systemCtx())).rejects.toThrow("already holds events");
  expect((await readBus(market.db)).engine).toBe("postgres");
});
