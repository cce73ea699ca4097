/**
 * One run of a consumer whose effect is outside the database (mail, the payment gateway). No transaction is open while it
 * calls out: a lease on the partition keeps other runs away, and the position moves after each effect. A crash in between
 * repeats that one event, which the consumer's own record or idempotency key recognises.
 */
import type { ExternalConsumer } from "@/server/events/define-consumer";
import type { EventRecord } from "@/server/events/define-event";
import { describeError } from "@/server/events/describe-error";
import type { EventLog } from "@/server/events/event-log";
import type { Place } from "@/server/events/positions";
import {
  deleteRetry,
  listBlockedKeys,
  listDue,
  noteFailure,
  type Retry,
  waitBehind,
} from "@/server/events/retries";
import type { PartitionRun } from "@/server/events/run-database-consumer";
import { spanOfEvent } from "@/server/events/spans";
import type { SystemCtx } from "@/server/platform/context";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { inSpan } from "@/server/platform/spans";
import { uuidV7 } from "@/server/primitives/id";

/** Longer than one call outside may take; renewed with each event. */
const LEASE_SECONDS = 90;
/** Between two runs a stopping process ends and other partitions get their turn. */
const CALLS_PER_RUN_MAX = 20;

interface Run {
  readonly ctx: SystemCtx;
  readonly consumer: ExternalConsumer;
  readonly place: Place;
  readonly token: string;
  position: number;
  readonly counts: { claimed: number; handled: number; failed: number };
}

export async function runExternalPartition(
  ctx: SystemCtx,
  log: EventLog,
  consumer: ExternalConsumer,
  place: Place,
  batchMax: number,
): Promise<PartitionRun> {
  const token = uuidV7();
  const position = await lease(ctx.db, consumer, place, token);
  if (position === undefined) return "taken";
  const counts = { claimed: 0, handled: 0, failed: 0 };
  const run: Run = { ctx, consumer, place, token, position, counts };
  try {
    if (await handleDue(run, await listDue(ctx.db, log, consumer.name, place, ctx.now)))
      await handleFresh(run, await log.read(place.topic, place.partition, position, batchMax));
    return counts;
  } finally {
    await release(run);
  }
}

/** Takes the partition until the lease ends, by the database's clock. Undefined when another run has it. */
async function lease(db: DbOrTx, consumer: ExternalConsumer, place: Place, token: string) {
  const rows = await rowsOf<{ position: number }>(
    db,
    sql`update consumer_positions
        set lease_token = ${token}, leased_until = now() + make_interval(secs => ${LEASE_SECONDS})
        where consumer = ${consumer.name} and topic = ${place.topic} and partition = ${place.partition}
          and paused_at is null and (leased_until is null or leased_until < now())
        returning position::int as position`,
  );
  return rows[0]?.position;
}

async function release(run: Run): Promise<void> {
  await run.ctx.db.execute(
    sql`update consumer_positions set lease_token = null, leased_until = null where ${isOurs(run)}`,
  );
}

function isOurs(run: Run) {
  return sql`consumer = ${run.consumer.name} and topic = ${run.place.topic}
    and partition = ${run.place.partition} and lease_token = ${run.token}`;
}

/** Moves the position and renews the lease. False when the lease was lost: then another run goes on from here. */
async function moveTo(db: DbOrTx, run: Run, position: number, handled: number): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`update consumer_positions
        set position = ${position}, handled_count = handled_count + ${handled},
          updated_at = ${run.ctx.now.toISOString()}::timestamptz,
          leased_until = now() + make_interval(secs => ${LEASE_SECONDS})
        where ${isOurs(run)} and position = ${run.position}
        returning 1`,
  );
  if (rows.length === 0) return false;
  run.position = position;
  return true;
}

/** Tries waiting events in turn. False when the lease was lost. */
async function handleDue(run: Run, due: readonly Retry[]): Promise<boolean> {
  const stuck = new Set<string>();
  for (const retry of due) {
    if (stuck.has(retry.event.key)) continue;
    run.counts.claimed += 1;
    const error = await attempt(run, retry.event);
    if (error !== undefined) stuck.add(retry.event.key);
    const kept = await run.ctx.db.transaction(async (tx) => {
      if (!(await moveTo(tx, run, run.position, error === undefined ? 1 : 0))) return false;
      if (error === undefined) await deleteRetry(tx, run.consumer, retry.event);
      else await fail(run, tx, retry, error);
      return true;
    });
    if (!kept) return false;
  }
  return true;
}

/** Handles the first few events that matter and moves past those before them that do not. */
async function handleFresh(run: Run, fresh: readonly EventRecord[]): Promise<void> {
  const { consumer, ctx } = run;
  const blocked = await listBlockedKeys(ctx.db, consumer.name, run.place);
  let calls = 0;
  for (const event of fresh) {
    if (!consumer.types.has(event.type)) {
      // Passed with the next event that matters, or here at the end.
      if (event === fresh.at(-1)) await moveTo(ctx.db, run, event.position, 0);
    } else if (calls === CALLS_PER_RUN_MAX) {
      return;
    } else {
      calls += 1;
      if (!(await handleOne(run, event, blocked))) return;
    }
    run.counts.claimed += 1;
  }
}

/** Handles one new event and moves past it. False when the lease was lost. */
async function handleOne(run: Run, event: EventRecord, blocked: Set<string>): Promise<boolean> {
  const { ctx, consumer } = run;
  if (blocked.has(event.key))
    return ctx.db.transaction(async (tx) => {
      if (!(await moveTo(tx, run, event.position, 0))) return false;
      await waitBehind(tx, consumer, [event], ctx.now);
      return true;
    });
  const error = await attempt(run, event);
  if (error === undefined) return moveTo(ctx.db, run, event.position, 1);
  blocked.add(event.key);
  return ctx.db.transaction(async (tx) => {
    if (!(await moveTo(tx, run, event.position, 0))) return false;
    await fail(run, tx, { event, attempts: 0 }, error);
    return true;
  });
}

async function attempt(run: Run, event: EventRecord): Promise<unknown> {
  try {
    await inSpan(spanOfEvent(run.consumer, event), (trace) =>
      run.consumer.handle({ ...run.ctx, trace }, event),
    );
    run.counts.handled += 1;
    return undefined;
  } catch (error) {
    run.counts.failed += 1;
    return error ?? new Error("a consumer threw nothing");
  }
}

async function fail(run: Run, db: DbOrTx, retry: Retry, error: unknown): Promise<void> {
  const fate = await noteFailure(db, run.consumer, retry, error, run.ctx.now);
  const { event } = retry;
  const fields = {
    consumer: run.consumer.name,
    eventId: event.id,
    type: event.type,
    key: event.key,
    attempts: retry.attempts + 1,
    error: describeError(error),
  };
  if (fate === "died") run.ctx.log.error(fields, "an event died");
  else run.ctx.log.warn(fields, "an event failed");
}
