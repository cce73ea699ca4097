/**
 * Failed events of a consumer, and later events of the same keys that wait behind them. A key whose event has died waits
 * until an operator has settled it; other keys go on.
 */
import { and, eq, sql as raw } from "drizzle-orm";
import type { Consumer } from "@/server/events/define-consumer";
import type { EventRecord } from "@/server/events/define-event";
import { describeError } from "@/server/events/describe-error";
import type { EventLog } from "@/server/events/event-log";
import type { Place } from "@/server/events/positions";
import { consumerRetries, deadEvents } from "@/server/events/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { assertPresent } from "@/server/primitives/assert";
import { addMs } from "@/server/primitives/zoned";

/** Waiting events that one run takes up, so that a long queue behind a settled event is worked off in turns. */
export const RETRIES_PER_RUN_MAX = 50;
/** Rows of one insert: a statement has 65,535 parameters at most. */
const INSERT_ROWS_MAX = 1_000;
const BACKOFF_MS_FIRST = 1_000;
const BACKOFF_MS_MAX = 300_000;

/** 1 s, 2 s, 4 s … up to 5 minutes. */
export function backoffMs(attempts: number): number {
  return Math.min(BACKOFF_MS_MAX, BACKOFF_MS_FIRST * 2 ** Math.max(0, attempts - 1));
}

export interface Retry {
  readonly event: EventRecord;
  /** Attempts so far; 0 for one that only waits behind another. */
  readonly attempts: number;
}

/** What is to be tried again now, in position order. A key with an event that is not due yet is left out whole. */
export async function listDue(
  db: DbOrTx,
  log: EventLog,
  consumer: string,
  place: Place,
  now: Date,
): Promise<readonly Retry[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await rowsOf<{ position: number; attempts: number }>(
    db,
    sql`select r.position::int as position, r.attempts from consumer_retries r
        where r.consumer = ${consumer} and r.topic = ${place.topic} and r.partition = ${place.partition}
          and not exists (
            select 1 from consumer_retries h where h.consumer = r.consumer and h.topic = r.topic
              and h.key = r.key and h.next_attempt_at > ${at})
          and not exists (
            select 1 from dead_events d where d.consumer = r.consumer and d.topic = r.topic
              and d.key = r.key and d.status = 'dead')
        order by r.position limit ${RETRIES_PER_RUN_MAX}`,
  );
  const retries: Retry[] = [];
  for (const row of rows) {
    const [event] = await log.read(place.topic, place.partition, row.position - 1, 1);
    retries.push({ event: assertPresent(event, "a retried event"), attempts: row.attempts });
  }
  return retries;
}

/** Keys of a partition whose next event has to wait behind a failed or dead one. */
export async function listBlockedKeys(db: DbOrTx, consumer: string, place: Place): Promise<Set<string>> {
  const rows = await rowsOf<{ key: string }>(
    db,
    sql`select key from consumer_retries
        where consumer = ${consumer} and topic = ${place.topic} and partition = ${place.partition}
        union
        select key from dead_events
        where consumer = ${consumer} and topic = ${place.topic} and partition = ${place.partition}
          and status = 'dead'`,
  );
  return new Set(rows.map((row) => row.key));
}

/** Puts an event behind a failed one of its key; it is due as soon as that one is settled. */
export async function waitBehind(
  db: DbOrTx,
  consumer: Consumer,
  events: readonly EventRecord[],
  now: Date,
): Promise<void> {
  for (let from = 0; from < events.length; from += INSERT_ROWS_MAX)
    await db
      .insert(consumerRetries)
      .values(
        events
          .slice(from, from + INSERT_ROWS_MAX)
          .map((event) => ({ ...rowOf(consumer, event), attempts: 0, nextAttemptAt: now })),
      )
      .onConflictDoNothing();
}

/** Notes a failed attempt: the next one later, or, after the consumer's last, the event among the dead. */
export async function noteFailure(
  db: DbOrTx,
  consumer: Consumer,
  failed: Retry,
  error: unknown,
  now: Date,
): Promise<"retried" | "died"> {
  const attempts = failed.attempts + 1;
  if (attempts >= consumer.attemptsMax) {
    await bury(db, consumer, failed.event, attempts, error, now);
    await deleteRetry(db, consumer, failed.event);
    return "died";
  }
  const next = { attempts, nextAttemptAt: addMs(now, backoffMs(attempts)), lastError: describeError(error) };
  await db
    .insert(consumerRetries)
    .values({ ...rowOf(consumer, failed.event), ...next })
    .onConflictDoUpdate({
      target: [
        consumerRetries.consumer,
        consumerRetries.topic,
        consumerRetries.partition,
        consumerRetries.position,
      ],
      set: next,
    });
  return "retried";
}

/** Removes a settled event from the queue. False when another run has already done so. */
export async function deleteRetry(db: DbOrTx, consumer: Consumer, event: EventRecord): Promise<boolean> {
  const rows = await db
    .delete(consumerRetries)
    .where(
      and(
        eq(consumerRetries.consumer, consumer.name),
        eq(consumerRetries.topic, event.topic),
        eq(consumerRetries.partition, event.partition),
        eq(consumerRetries.position, event.position),
      ),
    )
    .returning({ position: consumerRetries.position });
  return rows.length > 0;
}

async function bury(
  db: DbOrTx,
  consumer: Consumer,
  event: EventRecord,
  attempts: number,
  error: unknown,
  now: Date,
): Promise<void> {
  const death = { attempts, error: describeError(error), diedAt: now, status: "dead" as const };
  await db
    .insert(deadEvents)
    .values({ ...rowOf(consumer, event), type: event.type, ...death })
    .onConflictDoUpdate({
      target: [deadEvents.consumer, deadEvents.eventId],
      set: { ...death, settledAt: raw`null`, settledBy: raw`null`, settledReason: raw`null` },
    });
}

function rowOf(consumer: Consumer, event: EventRecord) {
  return {
    consumer: consumer.name,
    topic: event.topic,
    partition: event.partition,
    position: event.position,
    eventId: event.id,
    key: event.key,
  };
}
