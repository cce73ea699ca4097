/**
 * One run of a consumer whose effect is in the database: its position moves in the transaction of the effect, so a crash
 * before the commit leaves neither, and one after it leaves both.
 */
import type { RunOutcome } from "@/server/events/bounded-run";
import type {
  BatchConsumer,
  BatchEffect,
  DatabaseConsumer,
  DatabaseConsumerCtx,
} from "@/server/events/define-consumer";
import type { EventRecord } from "@/server/events/define-event";
import { describeError } from "@/server/events/describe-error";
import type { EventLog } from "@/server/events/event-log";
import { inTurn } from "@/server/events/in-turn";
import type { Place } from "@/server/events/positions";
import {
  deleteRetry,
  listBlockedKeys,
  listDue,
  noteFailure,
  type Retry,
  waitBehind,
} from "@/server/events/retries";
import { spanOfBatch, spanOfEvent } from "@/server/events/spans";
import { notePosition, storeOf } from "@/server/events/stores";
import type { SystemCtx } from "@/server/platform/context";
import { type DbOrTx, rowsOf, sql, type Tx } from "@/server/platform/db";
import { observed } from "@/server/platform/observed";
import { inSpan } from "@/server/platform/spans";

type InDatabase = DatabaseConsumer | BatchConsumer;

/** What a run tells: its counts, or that another run has the partition or has moved it meanwhile. */
export type PartitionRun = Omit<RunOutcome, "lagAfter"> | "taken";

interface Run {
  readonly ctx: SystemCtx;
  readonly consumer: InDatabase;
  readonly place: Place;
  /** Where failures are kept: the transaction itself, or the market beside a store apart. */
  readonly books: DbOrTx;
  /** Waiting events that were handled after all, to be taken off the books after the commit of a store apart. */
  readonly settled: EventRecord[];
}

/** Where a consumer stands in a partition, and the events that come next there. */
export interface Stretch {
  readonly position: number;
  readonly events: readonly EventRecord[];
  readonly prepared?: Prepared | undefined;
}

/** What all events of a stretch that the consumer wants come to; a fault is heard where it is awaited. */
interface Prepared {
  readonly events: readonly EventRecord[];
  readonly effect: Promise<BatchEffect>;
}

/**
 * Reads what a run is to handle, and prepares it; nothing when the consumer is paused. Holds nothing: when another run moves
 * the position meanwhile, the one that was to handle the stretch ends without effect. So it may be read long before.
 */
export async function readStretch(
  ctx: SystemCtx,
  log: EventLog,
  consumer: InDatabase,
  place: Place,
  batchMax: number,
): Promise<Stretch | undefined> {
  const store = storeOf(ctx, consumer);
  const isApart = store !== ctx.db;
  const noted = await readPosition(ctx.db, consumer, place);
  const position = isApart && noted !== undefined ? await readPosition(store, consumer, place) : noted;
  if (position === undefined) return undefined;
  const events = await log.read(place.topic, place.partition, position, batchMax);
  return { position, events, prepared: await prepare(consumer, events) };
}

async function prepare(consumer: InDatabase, events: readonly EventRecord[]): Promise<Prepared | undefined> {
  if (consumer.effect !== "batch") return undefined;
  const wanted = events.filter((event) => consumer.types.has(event.type));
  if (wanted.length === 0) return undefined;
  const effect = observed(inTurn(() => consumer.prepareBatch(wanted)));
  await Promise.allSettled([effect]);
  return { events: wanted, effect };
}

/**
 * Handles what is due and a stretch of new events of a partition. The partition's row is locked, and a position that another
 * run has moved since the stretch was read ends this one without effect.
 */
export async function runDatabasePartition(
  ctx: SystemCtx,
  log: EventLog,
  consumer: InDatabase,
  place: Place,
  { position, events: fresh, prepared }: Stretch,
): Promise<PartitionRun> {
  const store = storeOf(ctx, consumer);
  const isApart = store !== ctx.db;
  const due = await listDue(ctx.db, log, consumer.name, place, ctx.now);
  const settled: EventRecord[] = [];
  let reached = position;
  const outcome: PartitionRun =
    due.length === 0 && fresh.length === 0
      ? { claimed: 0, handled: 0, failed: 0 }
      : await store.transaction(async (tx) => {
          if (!(await claim(tx, consumer, place, position))) return "taken";
          const run: Run = { ctx, consumer, place, books: isApart ? ctx.db : tx, settled };
          const retried = await handleDue(run, tx, due);
          const passed = await handleFresh(run, tx, fresh, prepared);
          const handled = retried.handled + passed.handled;
          reached = passed.taken.at(-1)?.position ?? position;
          await moveTo(tx, run, reached, handled);
          const claimed = due.length + passed.taken.length;
          return { claimed, handled, failed: retried.failed + passed.failed };
        });
  if (isApart && outcome !== "taken") {
    // After the commit: a crash before it repeats the event, which the handler then recognises.
    for (const event of settled) await deleteRetry(ctx.db, consumer, event);
    await notePosition(ctx.db, consumer, place, {
      position: reached,
      handled: outcome.handled,
      now: ctx.now,
    });
  }
  return outcome;
}

async function readPosition(db: DbOrTx, consumer: InDatabase, place: Place) {
  const rows = await rowsOf<{ position: number }>(
    db,
    sql`select position::int as position from consumer_positions
        where consumer = ${consumer.name} and topic = ${place.topic} and partition = ${place.partition}
          and paused_at is null`,
  );
  return rows[0]?.position;
}

/** The row lock is the claim: runs that find it taken pass on without waiting. */
async function claim(tx: Tx, consumer: InDatabase, place: Place, position: number): Promise<boolean> {
  const rows = await rowsOf(
    tx,
    sql`select 1 from consumer_positions
        where consumer = ${consumer.name} and topic = ${place.topic} and partition = ${place.partition}
          and position = ${position} and paused_at is null
        for update skip locked`,
  );
  return rows.length > 0;
}

async function moveTo(tx: Tx, run: Run, position: number, handled: number): Promise<void> {
  await tx.execute(
    sql`update consumer_positions
        set position = ${position}, handled_count = handled_count + ${handled},
          updated_at = ${run.ctx.now.toISOString()}::timestamptz
        where consumer = ${run.consumer.name} and topic = ${run.place.topic}
          and partition = ${run.place.partition}`,
  );
}

interface Counts {
  handled: number;
  failed: number;
}

/** Tries waiting events in turn. A failure keeps the later ones of its key waiting. */
async function handleDue(run: Run, tx: Tx, due: readonly Retry[]): Promise<Counts> {
  const counts: Counts = { handled: 0, failed: 0 };
  const stuck = new Set<string>();
  for (const retry of due) {
    if (stuck.has(retry.event.key)) continue;
    const error = await attempt(run, tx, [retry.event]);
    if (error === undefined) {
      if (run.books === tx) await deleteRetry(tx, run.consumer, retry.event);
      else run.settled.push(retry.event);
      counts.handled += 1;
    } else {
      stuck.add(retry.event.key);
      counts.failed += 1;
      await fail(run, retry, error);
    }
  }
  return counts;
}

/** After a failure, events that are looked at one by one. Those behind them are read again by the next run. */
const ONE_BY_ONE_MAX = 500;

/** Handles new events: all together, and only if that fails the first of them one by one. Gives those it has dealt with. */
async function handleFresh(
  run: Run,
  tx: Tx,
  fresh: readonly EventRecord[],
  prepared: Prepared | undefined,
): Promise<Counts & { taken: readonly EventRecord[] }> {
  const { consumer } = run;
  const wanted = prepared?.events ?? fresh.filter((event) => consumer.types.has(event.type));
  if (wanted.length === 0) return { handled: 0, failed: 0, taken: fresh };
  const blocked = await listBlockedKeys(run.books, consumer.name, run.place);
  const all = blocked.size === 0 ? wanted : wanted.filter((event) => !blocked.has(event.key));
  // Nothing of it is blocked, so it is what was prepared.
  const effect = all.length === wanted.length ? prepared?.effect : undefined;
  const isWhole = all.length === 0 || (await attempt(run, tx, all, effect)) === undefined;
  const taken = isWhole ? fresh : fresh.slice(0, ONE_BY_ONE_MAX);
  const reached = taken.at(-1)?.position ?? Number.NaN;
  const isTaken = (event: EventRecord) => event.position <= reached;
  const behind = blocked.size === 0 ? [] : wanted.filter((event) => isTaken(event) && blocked.has(event.key));
  await waitBehind(run.books, consumer, behind, run.ctx.now);
  if (isWhole) return { handled: all.length, failed: 0, taken };
  return { ...(await handleOneByOne(run, tx, all.filter(isTaken))), taken };
}

async function handleOneByOne(run: Run, tx: Tx, events: readonly EventRecord[]): Promise<Counts> {
  const counts: Counts = { handled: 0, failed: 0 };
  const stuck = new Set<string>();
  for (const event of events) {
    if (stuck.has(event.key)) {
      await waitBehind(run.books, run.consumer, [event], run.ctx.now);
      continue;
    }
    const error = await attempt(run, tx, [event]);
    if (error === undefined) counts.handled += 1;
    else {
      stuck.add(event.key);
      counts.failed += 1;
      await fail(run, { event, attempts: 0 }, error);
    }
  }
  return counts;
}

/** Handles events inside a savepoint: their effect is whole or undone. Gives the error that undid it. */
async function attempt(
  run: Run,
  tx: Tx,
  events: readonly EventRecord[],
  effect?: Promise<BatchEffect>,
): Promise<unknown> {
  try {
    await tx.transaction((savepoint) => handle(run, savepoint, events, effect));
    return undefined;
  } catch (error) {
    return error ?? new Error("a consumer threw nothing");
  }
}

async function handle(
  run: Run,
  tx: Tx,
  events: readonly EventRecord[],
  effect: Promise<BatchEffect> | undefined,
): Promise<void> {
  const { consumer, ctx } = run;
  const { db: _db, ports: _ports, ...rest } = ctx;
  const consumerCtx: DatabaseConsumerCtx = { ...rest, tx };
  if (consumer.effect === "batch") {
    const plan = spanOfBatch(consumer, events, ctx.trace);
    return inSpan(plan, async (trace) =>
      (await (effect ?? consumer.prepareBatch(events)))({ ...consumerCtx, trace }),
    );
  }
  for (const event of events)
    await inSpan(spanOfEvent(consumer, event), (trace) => consumer.handle({ ...consumerCtx, trace }, event));
}

async function fail(run: Run, retry: Retry, error: unknown): Promise<void> {
  const fate = await noteFailure(run.books, run.consumer, retry, error, run.ctx.now);
  const { event } = retry;
  const fields = { consumer: run.consumer.name, eventId: event.id, type: event.type, key: event.key };
  const attempts = retry.attempts + 1;
  if (fate === "died")
    run.ctx.log.error({ ...fields, attempts, error: describeError(error) }, "an event died");
  else run.ctx.log.warn({ ...fields, attempts, error: describeError(error) }, "an event failed");
}
