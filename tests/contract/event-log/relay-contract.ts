/** What a relay promises, whatever engine the log is on. Each engine's own test file runs all of it. */
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openEventLog } from "@/server/events/bus";
import { partitionOf } from "@/server/events/partition";
import { ensurePartitions, RELAY_BATCH_MAX, relay } from "@/server/events/relay";
import { inTransaction } from "@/server/platform/db";
import { newId, uuidOf } from "@/server/primitives/id";
import type { Engine } from "@/tests/contract/event-log/engine";
import { bellRang, ring, ringAll, WIDE } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

export function relayContract(engine: Engine): void {
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
    await market.query("truncate event_log, event_partitions");
    await market.query(
      "insert into event_partitions (topic, partition) select 'search', p from generate_series(0, 7) p",
    );
    await engine.reset(market);
  });
  const readAll = async (partition: number) =>
    (await openEventLog(market.systemCtx())).read("search", partition, -1, 10_000);

  test(`${engine.name}: places are dense per partition and follow the sequence of writing`, async () => {
    const ctx = market.systemCtx();
    await ringAll(ctx, ["ada", "bo", "cy", "dee", "eve"], 40);
    expect(await relay(ctx, WIDE)).toEqual({ claimed: 200, handled: 200, failed: 0, lagAfter: 0 });

    const partitions = await market.query<{ partition: number; positions: string[]; seqs: string[] }>(
      `select partition, array_agg(position order by position) as positions, array_agg(seq order by position) as seqs
     from event_places group by partition`,
    );
    for (const { positions, seqs } of partitions) {
      expect(positions.map(Number)).toEqual(positions.map((_, index) => index));
      expect(seqs.map(Number)).toEqual(seqs.map(Number).toSorted((a, b) => a - b));
    }
  });

  test(`${engine.name}: a row that commits late is not skipped`, async () => {
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
    const events = await readAll(partitionOf("search", "ada"));
    expect(events.map((event) => event.trace)).toEqual(["ada-0", "ada-1", "ada-2", "late"]);
    expect(events.map((event) => event.position)).toEqual([0, 1, 2, 3]);
  });

  test(`${engine.name}: relays running at once place each row once`, async () => {
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
      `select partition from event_places group by partition
     having count(*) <> count(distinct position) or max(position) <> count(*) - 1 or count(*) <> count(distinct seq)
     union all select partition from unplaced_events`,
    );
    expect(gaps).toEqual([]);
    const read = (await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(readAll))).map((events) =>
      events.map((event) => event.position),
    );
    expect(read.flat()).toHaveLength(5000);
    for (const positions of read) expect(positions).toEqual(positions.map((_, index) => index));
  });

  test(`${engine.name}: a run stays within its bound of records and says what waits`, async () => {
    const ctx = market.systemCtx();
    await market.query(
      `insert into event_log (id, topic, partition, key, type, version, payload, occurred_at, trace)
     select gen_random_uuid(), 'search', 0, 'k', 'bell.rang', 1, '{}', now(), 't' from generate_series(1, 2500) n`,
    );
    const first = await relay(ctx, { recordsMax: RELAY_BATCH_MAX, msMax: 20_000 });
    expect(first).toEqual({ claimed: 1000, handled: 1000, failed: 0, lagAfter: 1500 });
    expect((await relay(ctx, WIDE)).handled).toBe(1500);
  });

  test(`${engine.name}: an event of a transaction that was rolled back never appears`, async () => {
    const ctx = market.systemCtx();
    await expect(
      inTransaction(ctx, async (tx) => {
        await ring(tx, ctx, "ada", 0);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect((await relay(ctx, WIDE)).handled).toBe(0);
  });

  test(`${engine.name}: the log reads only placed events, after a position, bounded`, async () => {
    const ctx = market.systemCtx();
    const partition = partitionOf("search", "ada");
    const log = await openEventLog(ctx);
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
}
