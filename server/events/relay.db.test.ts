import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { partitionOf } from "@/server/events/partition";
import { postgresEventLog } from "@/server/events/postgres-event-log";
import { ensurePartitions, RELAY_BATCH_MAX, relay } from "@/server/events/relay";
import { inTransaction } from "@/server/platform/db";
import { newId, uuidOf } from "@/server/primitives/id";
import { bellRang, ring, ringAll, WIDE } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());
beforeEach(async () => {
  await market.query("truncate event_log, event_partitions");
  await ensurePartitionsAnew();
});

async function ensurePartitionsAnew() {
  const rows = await market.query("select 1 from event_partitions");
  if (rows.length > 0) return;
  await market.query(
    "insert into event_partitions (topic, partition) select 'search', p from generate_series(0, 7) p",
  );
}

test("places are dense per partition and follow the sequence of writing", async () => {
  const ctx = market.systemCtx();
  await ensurePartitions(market.db);
  await ringAll(ctx, ["ada", "bo", "cy", "dee", "eve"], 40);
  expect(await relay(ctx, WIDE)).toEqual({ claimed: 200, handled: 200, failed: 0, lagAfter: 0 });

  const partitions = await market.query<{ partition: number; positions: string[]; seqs: string[] }>(
    `select partition, array_agg(position order by position) as positions, array_agg(seq order by position) as seqs
     from event_log group by partition`,
  );
  for (const { positions, seqs } of partitions) {
    expect(positions.map(Number)).toEqual(positions.map((_, index) => index));
    expect(seqs.map(Number)).toEqual(seqs.map(Number).toSorted((a, b) => a - b));
  }
});

test("a row that commits late is not skipped", async () => {
  const ctx = market.systemCtx();
  const late = new Client({ connectionString: market.url });
  await late.connect();
  try {
    await late.query("begin");
    await late.query(
      `insert into event_log (id, topic, partition, key, type, version, payload, occurred_at, trace)
       values ($1, 'search', $2, 'ada', 'bell.rang', 1, '{"bell":"ada","stroke":-1}', now(), 'late')`,
      [uuidOf(newId("event")), partitionOf("search", "ada")],
    );
    await ringAll(ctx, ["ada"], 3);
    expect((await relay(ctx, WIDE)).handled).toBe(3);
    await late.query("commit");
  } finally {
    await late.end();
  }
  expect((await relay(ctx, WIDE)).handled).toBe(1);
  const events = await postgresEventLog(market.db).read("search", partitionOf("search", "ada"), -1, 10);
  expect(events.map((event) => event.trace)).toEqual(["ada-0", "ada-1", "ada-2", "late"]);
  expect(events.map((event) => event.position)).toEqual([0, 1, 2, 3]);
});

test("relays running at once place each row once", async () => {
  const ctx = market.systemCtx();
  await market.query(
    `insert into event_log (id, topic, partition, key, type, version, payload, occurred_at, trace)
     select gen_random_uuid(), 'search', n % 8, 'k' || n, 'bell.rang', 1, '{}', now(), 't'
     from generate_series(1, 5000) n`,
  );
  const runs = await Promise.all(Array.from({ length: 6 }, () => relay(ctx, WIDE)));
  await relay(ctx, WIDE);
  expect(runs.reduce((sum, run) => sum + run.handled, 0)).toBeLessThanOrEqual(5000);
  const gaps = await market.query(
    `select partition from event_log group by partition
     having count(*) <> count(distinct position) or max(position) <> count(*) - 1 or count(*) <> count(position)`,
  );
  expect(gaps).toEqual([]);
});

test("a run stays within its bound of records and says what waits", async () => {
  const ctx = market.systemCtx();
  await market.query(
    `insert into event_log (id, topic, partition, key, type, version, payload, occurred_at, trace)
     select gen_random_uuid(), 'search', 0, 'k', 'bell.rang', 1, '{}', now(), 't' from generate_series(1, 2500) n`,
  );
  const first = await relay(ctx, { recordsMax: RELAY_BATCH_MAX, msMax: 20_000 });
  expect(first).toEqual({ claimed: 1000, handled: 1000, failed: 0, lagAfter: 1500 });
  expect((await relay(ctx, WIDE)).handled).toBe(1500);
});

test("an event of a transaction that was rolled back never appears", async () => {
  const ctx = market.systemCtx();
  await expect(
    inTransaction(ctx, async (tx) => {
      await ring(tx, ctx, "ada", 0);
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect((await relay(ctx, WIDE)).handled).toBe(0);
});

test("the log reads only placed events, after a position, bounded", async () => {
  const ctx = market.systemCtx();
  const partition = partitionOf("search", "ada");
  const log = postgresEventLog(market.db);
  await ringAll(ctx, ["ada"], 5);
  expect(await log.read("search", partition, -1, 10)).toEqual([]);
  await relay(ctx, WIDE);
  const events = await log.read("search", partition, 1, 2);
  expect(events.map((event) => event.position)).toEqual([2, 3]);
  expect(events[0]).toMatchObject({
    topic: "search",
    partition,
    key: "ada",
    type: bellRang.type,
    version: 1,
  });
  expect(events[0]?.payload).toEqual({ bell: "ada", stroke: 2 });
  expect(events[0]?.occurredAt).toEqual(ctx.now);
});
