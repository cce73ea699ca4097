import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openEventLog } from "@/server/events/bus";
import { defineDatabaseConsumer } from "@/server/events/define-consumer";
import { kafkaEventLog } from "@/server/events/kafka-event-log";
import { partitionOf } from "@/server/events/partition";
import { findWork } from "@/server/events/positions";
import { ensurePartitions, relay } from "@/server/events/relay";
import { packBatch } from "@/server/platform/kafka-batch";
import { KafkaFault, type KafkaPort } from "@/server/platform/kafka-port";
import { kafkaEngine } from "@/tests/contract/event-log/engine";
import { toBusBatch } from "@/tests/support/bus-batch";
import { bellRang, relayAndRun, ringAll, WIDE } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

const engine = kafkaEngine();
const PARTITION = partitionOf("search", "ada");
let market: Market;
beforeAll(async () => {
  market = await openMarket({ ports: engine.ports });
  await ensurePartitions(market.db);
});
afterAll(async () => {
  await market.close();
  await engine.close();
});
beforeEach(async () => {
  await market.query("truncate event_log, consumer_positions");
  await market.query("update event_partitions set next_position = 0");
  await engine.reset(market);
});

/** The relay's cluster, which dies once a batch is stored: before the mark, as a killed process would. */
function dyingAfterProduce(): KafkaPort {
  const { kafka } = engine;
  return {
    ...kafka,
    async produce(batches) {
      await kafka.produce(batches);
      throw new KafkaFault("unreachable", "the relay died here");
    },
  };
}
const relayAndDie = (ctx = market.systemCtx()) =>
  expect(relay({ ...ctx, ports: { kafka: dyingAfterProduce() } }, WIDE)).rejects.toThrow("died here");

async function positionsOnKafka(): Promise<number[]> {
  const { records } = await engine.kafka.fetch({
    ...{ topic: "search", partition: PARTITION, offset: 0, bytesMax: 5_000_000 },
  });
  return records.map((record) => Number(record.headers.get("position")));
}
/** A log that remembers nothing of the partition, and how often it asked the cluster. */
function coldLog() {
  let fetches = 0;
  const kafka: KafkaPort = {
    ...engine.kafka,
    fetch(from) {
      fetches += 1;
      return engine.kafka.fetch(from);
    },
  };
  return { log: kafkaEventLog({ kafka, ...market.systemCtx() }), fetchCount: () => fetches };
}
const positionsOf = (events: readonly { position: number }[]) => events.map(({ position }) => position);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

test("a crash between produce and mark repeats, and readers see each event once and in sequence", async () => {
  const ctx = market.systemCtx();
  await ringAll(ctx, ["ada"], 5);
  await relayAndDie();
  await ringAll(ctx, ["ada"], 3);
  await relayAndDie();
  await relay(ctx, WIDE);
  expect(await positionsOnKafka()).toEqual([...range(0, 5), ...range(0, 8), ...range(0, 8)]);
  const log = await openEventLog(ctx);
  expect(positionsOf(await log.read("search", PARTITION, -1, 100))).toEqual(range(0, 8));
  expect(positionsOf(await log.read("search", PARTITION, 5, 100))).toEqual([6, 7]);
});

test("a dead relay's lease lapses by itself, and what it had claimed goes on", async () => {
  const ctx = market.systemCtx();
  await ringAll(ctx, ["ada"], 2);
  await relay({ ...ctx, ports: {} }, WIDE).catch(() => undefined);
  await market.query(
    "update kafka_partitions set producer = 'killed', producer_until = now() + interval '400 ms'",
  );
  expect((await relay(ctx, WIDE)).handled).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect((await relay(ctx, WIDE)).handled).toBe(2);
});

test("consumers see what is produced, not what is only placed", async () => {
  const ctx = market.systemCtx();
  const consumer = defineDatabaseConsumer({
    name: "t.produced",
    reactions: (to) => to.on(bellRang, async () => undefined),
  });
  await relayAndRun(ctx, [consumer]);
  await ringAll(ctx, ["ada"], 3);
  await relayAndDie();
  expect(await findWork(market.db, [consumer], ctx.now)).toEqual([]);
  expect(await (await openEventLog(ctx)).read("search", PARTITION, 2, 10)).toEqual([]);
  await relay(ctx, WIDE);
  expect(await findWork(market.db, [consumer], ctx.now)).toMatchObject([{ waiting: 3 }]);
});

test("a reader without memory finds a position behind many repeats in a few fetches", async () => {
  const ctx = market.systemCtx();
  for (let round = 0; round < 12; round += 1) {
    await ringAll(ctx, ["ada"], 10);
    await relayAndDie();
  }
  await relay(ctx, WIDE);
  const { log, fetchCount } = coldLog();
  expect(positionsOf(await log.read("search", PARTITION, 109, 5))).toEqual(range(110, 115));
  expect(fetchCount()).toBeLessThanOrEqual(4);
  expect(positionsOf(await log.read("search", PARTITION, 114, 5))).toEqual(range(115, 120));
  expect(fetchCount()).toBeLessThanOrEqual(5);
  expect(positionsOf(await log.read("search", PARTITION, -1, 500))).toEqual(range(0, 120));
});

test("records of a relay that had been given up, stored late, neither repeat nor hide an event", async () => {
  const ctx = market.systemCtx();
  await ringAll(ctx, ["ada"], 6);
  await relay(ctx, WIDE);
  const { records } = await engine.kafka.fetch({
    ...{ topic: "search", partition: PARTITION, offset: 0, bytesMax: 1_000_000 },
  });
  const late = records.slice(1, 4);
  await engine.kafka.produce([
    packBatch(
      toBusBatch({
        ...{ topic: "search", partition: PARTITION, headerNames: [...(late[0]?.headers.keys() ?? [])] },
        records: late.map(({ key, value, headers }) => [key, value, ...headers.values()]),
      }),
    ),
  ]);
  await ringAll(ctx, ["ada"], 4);
  await relay(ctx, WIDE);
  for (const after of [-1, 0, 2, 5, 8]) {
    const { log } = coldLog();
    expect(positionsOf(await log.read("search", PARTITION, after, 100))).toEqual(range(after + 1, 10));
  }
});

test("what Kafka no longer has is read from the database, up to the produced mark", async () => {
  const ctx = market.systemCtx();
  await ringAll(ctx, ["ada"], 4);
  await market.query("select place_events(1000, now())");
  // As after a retention that has taken everything up to position 1.
  await market.query(
    "update kafka_partitions set produced_position = 1 where topic = 'search' and partition = $1",
    [PARTITION],
  );
  const { log } = coldLog();
  expect(positionsOf(await log.read("search", PARTITION, -1, 100))).toEqual([0, 1]);
  await relay(ctx, WIDE);
  expect(positionsOf(await log.read("search", PARTITION, -1, 100))).toEqual([0, 1]);
  expect(positionsOf(await log.read("search", PARTITION, 0, 1))).toEqual([1]);
  expect(positionsOf(await log.read("search", PARTITION, 1, 100))).toEqual([2, 3]);
});

test("events come back from Kafka as they were written", async () => {
  const ctx = market.systemCtx();
  await ringAll(ctx, ["ada"], 1);
  await relay(ctx, WIDE);
  const [event] = await (await openEventLog(ctx)).read("search", PARTITION, -1, 1);
  const [row] = await market.query<{ id: string }>("select id::text as id from event_log");
  expect(event).toMatchObject({ type: "bell.rang", version: 1, key: "ada", trace: "ada-0", position: 0 });
  expect(event?.payload).toEqual({ bell: "ada", stroke: 0 });
  expect(event?.occurredAt).toEqual(ctx.now);
  expect(row).toBeDefined();
});

test("a partition whose events Kafka refuses does not hold up the others", async () => {
  const ctx = market.systemCtx();
  const { kafka } = engine;
  const picky: KafkaPort = {
    ...kafka,
    async produce(batches) {
      if (batches.some(({ partition }) => partition === PARTITION))
        throw new KafkaFault("record_too_large", "Kafka refused an event as too large.");
      await kafka.produce(batches);
    },
  };
  const other = "bo";
  expect(partitionOf("search", other)).not.toBe(PARTITION);
  await ringAll(ctx, ["ada", other], 2);
  await expect(relay({ ...ctx, ports: { kafka: picky } }, WIDE)).rejects.toThrow("too large");
  const marks = await market.query<{ partition: number }>(
    "select partition from kafka_partitions where topic = 'search' and produced_position = 1",
  );
  expect(marks).toEqual([{ partition: partitionOf("search", other) }]);
});
