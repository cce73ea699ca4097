/**
 * What consumers are promised, whatever engine the log is on. Each engine's own test file runs all of it, so it is one piece
 * and longer than the usual file.
 */
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { dropDeadEvent, listDeadEvents, replayDeadEvents } from "@/server/events/dead-events";
import {
  type BatchConsumer,
  type Consumer,
  type DatabaseConsumerCtx,
  defineBatchConsumer,
  defineDatabaseConsumer,
  defineExternalConsumer,
  type ExternalConsumerCtx,
} from "@/server/events/define-consumer";
import type { EventRecord } from "@/server/events/define-event";
import { readLag } from "@/server/events/lag";
import { partitionOf } from "@/server/events/partition";
import { moveToEnd, pauseConsumer, resumeConsumer } from "@/server/events/positions";
import { ensurePartitions, relay } from "@/server/events/relay";
import { runConsumers } from "@/server/events/run-consumer";
import { connectDb } from "@/server/platform/connect-db";
import { inTransaction, sql, type Tx } from "@/server/platform/db";
import { silentLog } from "@/server/platform/log";
import { newId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";
import { addMs } from "@/server/primitives/zoned";
import type { Engine } from "@/tests/contract/event-log/engine";
import { bellRang, relayAndRun, ring, ringAll, WIDE } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

export function consumerContract(engine: Engine): void {
  let market: Market;
  beforeAll(async () => {
    market = await openMarket({ ports: engine.ports });
    await ensurePartitions(market.db);
    await market.query("create table heard (bell text, stroke int, at bigint generated always as identity)");
  });
  afterAll(async () => {
    await market.close();
    await engine.close();
  });
  beforeEach(async () => {
    await market.query("truncate heard, event_log, consumer_retries, dead_events");
    await market.query("update event_partitions set next_position = 0");
    await market.query("update consumer_positions set position = -1, paused_at = null, handled_count = 0");
    await engine.reset(market);
  });

  const hear = (tx: Tx, bell: string, stroke: number) =>
    tx.execute(sql`insert into heard (bell, stroke) values (${bell}, ${stroke})`);
  const heardBy = async (bell: string) =>
    (
      await market.query<{ stroke: number }>("select stroke from heard where bell = $1 order by at", [bell])
    ).map((row) => row.stroke);

  /** A consumer that writes what it hears, and fails where told. */
  function listener(
    name: string,
    fails: (bell: string, stroke: number) => boolean = () => false,
    attemptsMax = 3,
  ) {
    return defineDatabaseConsumer({
      name,
      attemptsMax,
      reactions: (to) =>
        to.on(bellRang, async (ctx, event) => {
          const { bell, stroke } = event.payload;
          await hear(ctx.tx, bell, stroke);
          if (fails(bell, stroke)) throw new Error("cracked");
        }),
    });
  }

  function batchListener(name: string, fails: (bell: string, stroke: number) => boolean = () => false) {
    return defineBatchConsumer({
      name,
      events: [bellRang],
      async handleBatch(ctx, events) {
        for (const event of events) {
          const { bell, stroke } = bellRang.payload.parse(event.payload);
          await hear(ctx.tx, bell, stroke);
          if (fails(bell, stroke)) throw new Error("cracked");
        }
      },
    });
  }

  /** The same consumer, with something around the effect of each batch. */
  function around(
    consumer: BatchConsumer,
    wrap: (
      effect: () => Promise<void>,
      ctx: DatabaseConsumerCtx,
      events: readonly EventRecord[],
    ) => Promise<void>,
  ): BatchConsumer {
    return {
      ...consumer,
      async prepareBatch(events) {
        const effect = await consumer.prepareBatch(events);
        return (ctx) => wrap(() => effect(ctx), ctx, events);
      },
    };
  }

  /** Runs again and again with the clock moved on, until nothing is due. */
  async function runUntilQuiet(consumers: readonly Consumer[], from: Date): Promise<Date> {
    let now = from;
    for (let round = 0; round < 12; round += 1) {
      await relayAndRun(market.systemCtx({ now }), consumers);
      now = addMs(now, 600_000);
    }
    return now;
  }

  test("each event is handled once, in the sequence of its key", async () => {
    const ctx = market.systemCtx();
    await ringAll(ctx, ["ada", "bo", "cy"], 30);
    const outcome = await relayAndRun(ctx, [listener("t.once")]);
    expect(outcome).toEqual({ claimed: 90, handled: 90, failed: 0, lagAfter: 0 });
    for (const bell of ["ada", "bo", "cy"])
      expect(await heardBy(bell)).toEqual(Array.from({ length: 30 }, (_, n) => n));
    expect((await relayAndRun(ctx, [listener("t.once")])).claimed).toBe(0);
  });

  test.each([
    ["database", listener("t.race")],
    ["batch", batchListener("t.race-batch")],
  ])("runners at once handle each event once (%s)", async (_kind, consumer) => {
    const ctx = market.systemCtx();
    await ringAll(ctx, ["ada", "bo", "cy", "dee", "eve", "flo"], 60);
    await relay(ctx, WIDE);
    await Promise.all(
      Array.from({ length: 8 }, () => runConsumers(ctx, [consumer], { bounds: WIDE, concurrency: 4 })),
    );
    await runConsumers(ctx, [consumer], { bounds: WIDE });
    for (const bell of ["ada", "bo", "cy", "dee", "eve", "flo"])
      expect(await heardBy(bell)).toEqual(Array.from({ length: 60 }, (_, n) => n));
  });

  test.each([
    ["database", listener("t.bound")],
    ["batch", batchListener("t.bound-batch")],
  ])("a run stays within its bound of records, although it reads ahead (%s)", async (_kind, consumer) => {
    const ctx = market.systemCtx();
    const bells = ["ada", "bo", "cy"];
    await ringAll(ctx, bells, 10);
    await relay(ctx, WIDE);
    const bounds = { ...WIDE, recordsMax: 14 };
    expect(await runConsumers(ctx, [consumer], { bounds })).toMatchObject({ claimed: 14, lagAfter: 16 });
    await runConsumers(ctx, [consumer], { bounds: WIDE });
    for (const bell of bells) expect(await heardBy(bell)).toEqual(Array.from({ length: 10 }, (_, n) => n));
  });

  test("what a run has read ahead is not handled once its consumer is paused", async () => {
    const ctx = market.systemCtx();
    const bells = Array.from({ length: 12 }, (_, n) => `bell ${n}`);
    expect(new Set(bells.map((bell) => partitionOf(bellRang.topic, bell))).size).toBeGreaterThan(2);
    await ringAll(ctx, bells, 1);
    await relay(ctx, WIDE);
    const plain = batchListener("t.paused-ahead");
    const pausing = around(plain, async (effect, _ctx, events) => {
      await effect();
      // Time for what comes next to be read, as it is while a batch is handled.
      await new Promise((resolve) => setTimeout(resolve, 50));
      await market.query(
        `update consumer_positions set paused_at = now() where consumer = $1 and topic || partition <> $2`,
        [plain.name, `${events[0]?.topic}${events[0]?.partition}`],
      );
    });
    await runConsumers(ctx, [pausing], { bounds: WIDE });
    const [before] = await market.query<{ n: number }>("select count(distinct bell)::int as n from heard");
    expect(before?.n).toBeLessThan(bells.length);
    await resumeConsumer(market.db, plain.name);
    await runConsumers(ctx, [plain], { bounds: WIDE });
    for (const bell of bells) expect(await heardBy(bell)).toEqual([0]);
  });

  test.each([
    ["database", listener],
    ["batch", batchListener],
  ])(
    "a crash between effect and commit leaves neither, and the effect happens once (%s)",
    async (kind, make) => {
      const database = connectDb({ url: market.url, poolMax: 3, log: silentLog });
      onTestFinished(() => database.end());
      const ctx = market.systemCtx({ db: database.db });
      await ringAll(ctx, ["ada"], 5);
      await relay(ctx, WIDE);
      let crashes = 1;
      const name = `t.crash-${kind}`;
      const consumer = make(name);
      const dying: Consumer =
        consumer.effect === "batch"
          ? around(consumer, (effect, c) => effect().then(() => die(c.tx)))
          : {
              ...consumer,
              handle: (c: DatabaseConsumerCtx, event: EventRecord) =>
                consumer.handle(c, event).then(() => die(c.tx)),
            };
      /** The server ends this connection under the transaction, as it would if the process were killed. */
      async function die(tx: Tx) {
        if (crashes-- > 0) await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
      }
      await expect(runConsumers(ctx, [dying], { bounds: WIDE })).rejects.toThrow();
      expect(await heardBy("ada")).toEqual([]);
      await runConsumers(ctx, [dying], { bounds: WIDE });
      expect(await heardBy("ada")).toEqual([0, 1, 2, 3, 4]);
      expect(await market.query("select 1 from consumer_retries")).toEqual([]);
    },
  );

  test.each([
    ["database", listener("t.poison", (bell, stroke) => bell === "bo" && stroke === 2)],
    ["batch", batchListener("t.poison-batch", (bell, stroke) => bell === "bo" && stroke === 2)],
  ])("a poison event stops only its key (%s)", async (_kind, consumer) => {
    const ctx = market.systemCtx();
    await ringAll(ctx, ["ada", "bo", "cy"], 6);
    await runUntilQuiet([consumer], ctx.now);
    expect(await heardBy("ada")).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await heardBy("cy")).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await heardBy("bo")).toEqual([0, 1]);
    const dead = await listDeadEvents(market.db, { max: 10 });
    expect(dead).toMatchObject([{ key: "bo", status: "dead", attempts: consumer.attemptsMax }]);
    expect(dead[0]?.error).toBe("Error: cracked");
    const lag = (await readLag(market.db, ctx.now)).find((item) => item.consumer === consumer.name);
    expect(lag).toMatchObject({ events: 0, retries: 3, dead: 1 });
  });

  test("a batch that fails is taken up in part, and what lies behind it is neither lost nor handled twice", async () => {
    const ctx = market.systemCtx();
    const sizes: number[] = [];
    const plain = batchListener("t.poison-backlog", (bell, stroke) => bell === "bo" && stroke === 2);
    const consumer = around(plain, (effect, _ctx, events) => {
      sizes.push(events.length);
      return effect();
    });
    // More in one partition than are looked at one by one.
    const strokes = Array.from({ length: 700 }, (_, index) => index);
    const beside = Array.from({ length: 1_000 }, (_, index) => `bell ${index}`).find(
      (bell) => partitionOf(bellRang.topic, bell) === partitionOf(bellRang.topic, "bo"),
    );
    if (beside === undefined) throw new Error("no bell in bo's partition");
    await ringAll(ctx, ["bo"], 4);
    await inTransaction(ctx, async (tx) => {
      for (const stroke of strokes) await ring(tx, ctx, beside, stroke);
    });
    await runUntilQuiet([consumer], ctx.now);
    expect(await heardBy(beside)).toEqual(strokes);
    expect(await heardBy("bo")).toEqual([0, 1]);
    expect(Math.max(...sizes)).toBeGreaterThan(500);
  });

  test("events that come later wait behind a dead one of their key, and follow it when it is replayed", async () => {
    const ctx = market.systemCtx();
    let isCracked = true;
    const consumer = listener("t.replay", (bell, stroke) => isCracked && bell === "bo" && stroke === 1);
    await ringAll(ctx, ["bo"], 3);
    const later = await runUntilQuiet([consumer], ctx.now);
    await inTransaction(ctx, (tx) => ring(tx, ctx, "bo", 3));
    await relayAndRun(market.systemCtx({ now: later }), [consumer]);
    expect(await heardBy("bo")).toEqual([0]);

    const [dead] = await listDeadEvents(market.db, { status: "dead", max: 1 });
    isCracked = false;
    const ref = {
      consumer: consumer.name,
      eventId: dead?.eventId ?? newId("event"),
      by: "operator",
      reason: "mended",
    };
    await replayDeadEvents(market.systemCtx({ now: later }), ref);
    await runConsumers(market.systemCtx({ now: later }), [consumer], { bounds: WIDE });
    expect(await heardBy("bo")).toEqual([0, 1, 2, 3]);
    await expect(replayDeadEvents(ctx, ref)).rejects.toEqual(
      refuse("dead_event_not_found", expect.anything() as never),
    );
  });

  test("a replayed event that fails again dies again", async () => {
    const ctx = market.systemCtx();
    const consumer = listener("t.dies-again", () => true);
    await ringAll(ctx, ["bo"], 1);
    const later = await runUntilQuiet([consumer], ctx.now);
    const [dead] = await listDeadEvents(market.db, { status: "dead", max: 1 });
    await replayDeadEvents(market.systemCtx({ now: later }), {
      consumer: consumer.name,
      eventId: dead?.eventId ?? newId("event"),
      by: "operator",
      reason: "mended",
    });
    await runUntilQuiet([consumer], later);
    expect(await listDeadEvents(market.db, { max: 10 })).toMatchObject([{ status: "dead", settledBy: null }]);
  });

  test("dropping a dead event frees its key and keeps the reason", async () => {
    const ctx = market.systemCtx();
    const consumer = listener("t.drop", (bell, stroke) => bell === "bo" && stroke === 1);
    await ringAll(ctx, ["bo"], 4);
    const later = await runUntilQuiet([consumer], ctx.now);
    const [dead] = await listDeadEvents(market.db, { status: "dead", max: 1 });
    await dropDeadEvent(market.systemCtx({ now: later }), {
      consumer: consumer.name,
      eventId: dead?.eventId ?? newId("event"),
      by: "operator",
      reason: "rung by mistake",
    });
    await runConsumers(market.systemCtx({ now: later }), [consumer], { bounds: WIDE });
    expect(await heardBy("bo")).toEqual([0, 2, 3]);
    expect(await listDeadEvents(market.db, { status: "dropped", max: 1 })).toMatchObject([
      { settledReason: "rung by mistake", settledBy: "operator" },
    ]);
  });

  test("a failed event is tried again only after its wait, and its key keeps its sequence", async () => {
    const ctx = market.systemCtx();
    let failures = 2;
    const consumer = listener(
      "t.backoff",
      (bell, stroke) => bell === "bo" && stroke === 0 && failures-- > 0,
      5,
    );
    await ringAll(ctx, ["bo"], 3);
    await relayAndRun(ctx, [consumer]);
    expect(await heardBy("bo")).toEqual([]);
    await relayAndRun(market.systemCtx({ now: addMs(ctx.now, 900) }), [consumer]);
    expect(failures, "not before a second has passed").toBe(0);
    await relayAndRun(market.systemCtx({ now: addMs(ctx.now, 1_100) }), [consumer]);
    await relayAndRun(market.systemCtx({ now: addMs(ctx.now, 5_000) }), [consumer]);
    expect(await heardBy("bo")).toEqual([0, 1, 2]);
  });

  test("a paused consumer stands still and goes on where it stood", async () => {
    const ctx = market.systemCtx();
    const consumer = listener("t.pause");
    await ringAll(ctx, ["ada"], 2);
    await relayAndRun(ctx, [consumer]);
    await pauseConsumer(market.db, consumer.name, ctx.now);
    await inTransaction(ctx, (tx) => ring(tx, ctx, "ada", 2));
    expect((await relayAndRun(ctx, [consumer])).claimed).toBe(0);
    await resumeConsumer(market.db, consumer.name);
    await relayAndRun(ctx, [consumer]);
    expect(await heardBy("ada")).toEqual([0, 1, 2]);
  });

  test("lag is told in events and in seconds of the oldest", async () => {
    const ctx = market.systemCtx();
    const consumer = listener("t.lag");
    await relayAndRun(ctx, [consumer]);
    await ringAll(ctx, ["ada", "bo"], 4);
    await relay(ctx, WIDE);
    const read = async (at: Date) =>
      (await readLag(market.db, at)).find((item) => item.consumer === consumer.name);
    expect(await read(addMs(ctx.now, 90_000))).toMatchObject({ events: 8, seconds: 90, paused: false });
    await runConsumers(ctx, [consumer], { bounds: WIDE });
    expect(await read(ctx.now)).toMatchObject({ events: 0, seconds: 0, handledCount: 8 });
  });

  test("a consumer that is moved to the end handles only what comes after", async () => {
    const ctx = market.systemCtx();
    const consumer = listener("t.end");
    await ringAll(ctx, ["ada"], 5);
    await relay(ctx, WIDE);
    expect(await moveToEnd(market.db, [consumer])).toBe(5);
    await inTransaction(ctx, (tx) => ring(tx, ctx, "ada", 5));
    await relayAndRun(ctx, [consumer]);
    expect(await heardBy("ada")).toEqual([5]);
  });

  /** A consumer with its effect outside: what it did cannot be rolled back. */
  function caller(name: string, did: string[], fails: (trace: string) => boolean = () => false) {
    return defineExternalConsumer({
      name,
      attemptsMax: 3,
      reactions: (to) =>
        to.on(bellRang, async (ctx, event) => {
          if (fails(event.trace)) throw new Error("line busy");
          did.push(ctx.trace);
        }),
    });
  }

  test("external effects: runners at once do each once, and failures hold up only their key", async () => {
    const ctx = market.systemCtx();
    const did: string[] = [];
    let isBusy = true;
    const consumer = caller("t.external", did, (trace) => isBusy && trace === "bo-1");
    await ringAll(ctx, ["ada", "bo"], 5);
    await relay(ctx, WIDE);
    await Promise.all(Array.from({ length: 5 }, () => runConsumers(ctx, [consumer], { bounds: WIDE })));
    expect(did.toSorted()).toEqual(["ada-0", "ada-1", "ada-2", "ada-3", "ada-4", "bo-0"]);
    isBusy = false;
    await runConsumers(market.systemCtx({ now: addMs(ctx.now, 2_000) }), [consumer], { bounds: WIDE });
    expect(did.filter((trace) => trace.startsWith("bo"))).toEqual(["bo-0", "bo-1", "bo-2", "bo-3", "bo-4"]);
  });

  test("external effects: a run that lost its lease moves nothing", async () => {
    const ctx = market.systemCtx();
    const did: string[] = [];
    const consumer = caller("t.lease", did);
    const usurped: Consumer = {
      ...consumer,
      async handle(c: ExternalConsumerCtx, event: EventRecord) {
        await consumer.handle(c, event);
        await market.query("update consumer_positions set lease_token = 'other' where consumer = 't.lease'");
      },
    };
    await ringAll(ctx, ["ada"], 3);
    await relay(ctx, WIDE);
    await runConsumers(ctx, [usurped], { bounds: WIDE });
    expect(did).toEqual(["ada-0"]);
    const rows = await market.query(
      "select 1 from consumer_positions where consumer = 't.lease' and position >= 0",
    );
    expect(rows).toEqual([]);
    await market.query("update consumer_positions set lease_token = null, leased_until = null");
  });
}
