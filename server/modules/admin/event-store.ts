/** SQL that shows the event bus: the log, each consumer's outcome for an event, dead events, the webhook inbox. */
import { and, desc, eq, gte, lt, ne, type SQL } from "drizzle-orm";
import { placeColumns, placeOfRow } from "@/server/events/place-of-row";
import { consumerPositions, consumerRetries, deadEvents, eventLog } from "@/server/events/tables";
import type { EventRow } from "@/server/modules/admin/contract";
import { stripeInbox } from "@/server/modules/payments/tables";
import { type DbOrTx, instantOf, rowsOf, sql } from "@/server/platform/db";
import { cronRuns } from "@/server/platform/tables";
import { type BookingId, type EventId, idFromUuid, uuidOf } from "@/server/primitives/id";
import { traceIdOf } from "@/server/primitives/traceparent";

/** Types are gathered from this many latest events: the log has no index by type. */
const TYPES_FROM_EVENTS_MAX = 5_000;
/** Other events of one request that are shown with an event. */
const RELATED_MAX = 20;

const eventColumns = {
  eventId: eventLog.id,
  seq: eventLog.seq,
  type: eventLog.type,
  version: eventLog.version,
  topic: eventLog.topic,
  key: eventLog.key,
  partition: eventLog.partition,
  occurredAt: eventLog.occurredAt,
  ...placeColumns,
};

/** Latest first. Indexes event_log_key, event_log_trace and event_log_occurred_at; else the primary key, read backwards. */
export async function listEventRows(
  db: DbOrTx,
  filter: {
    type?: string | undefined;
    topic?: string | undefined;
    key?: string | undefined;
    eventId?: EventId;
    trace?: string | undefined;
    from?: Date | undefined;
    /** Not included. */
    to?: Date | undefined;
    beforeSeq?: number | undefined;
    rowsMax: number;
  },
): Promise<EventRow[]> {
  const { type, topic, key, eventId, trace, from, to, beforeSeq, rowsMax } = filter;
  return db
    .select(eventColumns)
    .from(eventLog)
    .leftJoinLateral(placeOfRow, sql`true`)
    .where(
      and(
        type ? eq(eventLog.type, type) : undefined,
        topic ? eq(eventLog.topic, topic) : undefined,
        key ? eq(eventLog.key, key) : undefined,
        eventId ? eq(eventLog.id, eventId) : undefined,
        trace ? isOfTrace(trace) : undefined,
        from ? gte(eventLog.occurredAt, from) : undefined,
        to ? lt(eventLog.occurredAt, to) : undefined,
        beforeSeq === undefined ? undefined : lt(eventLog.seq, beforeSeq),
      ),
    )
    .orderBy(desc(eventLog.seq))
    .limit(rowsMax);
}

const TRACE_ID = /^[0-9a-f]{32}$/;

/** Spans of one trace share its id; a trace of an older form is one text. Index event_log_trace. */
function isOfTrace(trace: string): SQL {
  const traceId = traceIdOf(trace);
  return TRACE_ID.test(traceId)
    ? sql`${eventLog.trace} like ${`00-${traceId}-%`}`
    : eq(eventLog.trace, traceId);
}

/** Events of a booking: bookings and payments carry its id as their key. */
export async function listEventsOfBooking(db: DbOrTx, bookingId: BookingId, rowsMax: number) {
  return db
    .select(eventColumns)
    .from(eventLog)
    .leftJoinLateral(placeOfRow, sql`true`)
    .where(eq(eventLog.key, bookingId))
    .orderBy(eventLog.seq)
    .limit(rowsMax);
}

export async function listRecentTypes(db: DbOrTx): Promise<string[]> {
  const rows = await rowsOf<{ type: string }>(
    db,
    sql`select distinct type from (
      select type from ${eventLog} order by seq desc limit ${TYPES_FROM_EVENTS_MAX}) recent order by 1`,
  );
  return rows.map((row) => row.type);
}

export async function readEventRow(db: DbOrTx, eventId: EventId) {
  const [row] = await db
    .select({ ...eventColumns, trace: eventLog.trace, payload: eventLog.payload })
    .from(eventLog)
    .leftJoinLateral(placeOfRow, sql`true`)
    .where(eq(eventLog.id, eventId));
  return row;
}

/** The first other events of the same trace. Index event_log_trace. */
export async function listRelatedRows(
  db: DbOrTx,
  event: { eventId: EventId; trace: string },
): Promise<EventRow[]> {
  return db
    .select(eventColumns)
    .from(eventLog)
    .leftJoinLateral(placeOfRow, sql`true`)
    .where(and(isOfTrace(event.trace), ne(eventLog.id, event.eventId)))
    .orderBy(eventLog.seq)
    .limit(RELATED_MAX);
}

export interface ConsumerState {
  readonly eventId: EventId;
  readonly consumer: string;
  readonly hasPassed: boolean;
  readonly isPaused: boolean;
  /** Undefined when the consumer has not said what it listens to. */
  readonly listens: boolean | undefined;
  readonly isPassedOver: boolean;
  /** When its place last moved: what it has passed it had passed by then. */
  readonly movedAt: Date | undefined;
  readonly retry: { attempts: number; error: string | null; at: Date } | undefined;
  readonly dead:
    | { status: "dead" | "replayed" | "dropped"; attempts: number; error: string; at: Date }
    | undefined;
}

interface StateRow extends Record<string, unknown> {
  event_id: string;
  consumer: string;
  has_passed: boolean;
  is_paused: boolean;
  listens: boolean | null;
  is_passed_over: boolean;
  moved_at: string | null;
  retry_attempts: number | null;
  retry_error: string | null;
  retry_at: string | null;
  dead_status: "dead" | "replayed" | "dropped" | null;
  dead_attempts: number | null;
  dead_error: string | null;
  dead_at: string | null;
}

/** Where each consumer of an event's topic stands with it, one statement for any number of events. */
export async function listConsumerStates(db: DbOrTx, eventIds: readonly EventId[]): Promise<ConsumerState[]> {
  if (eventIds.length === 0) return [];
  const rows = await rowsOf<StateRow>(
    db,
    sql`select e.id as event_id, c.consumer, coalesce(c.position >= p.position, false) as has_passed,
        c.paused_at is not null as is_paused,
        case when c.types = '{}' then null else e.type = any(c.types) end as listens,
        coalesce(p.position <= c.passed_over_to, false) as is_passed_over, c.updated_at as moved_at,
        r.attempts as retry_attempts, r.last_error as retry_error,
        r.next_attempt_at as retry_at, d.status as dead_status, d.attempts as dead_attempts,
        d.error as dead_error, coalesce(d.settled_at, d.died_at) as dead_at
      from ${eventLog} e
      left join lateral place_of(e.topic, e.partition, e.seq) p on true
      join ${consumerPositions} c on c.topic = e.topic and c.partition = e.partition
      left join ${consumerRetries} r on r.consumer = c.consumer and r.topic = e.topic
        and r.partition = e.partition and r.position = p.position
      left join ${deadEvents} d on d.consumer = c.consumer and d.event_id = e.id
      where e.id in (${sql.join(
        eventIds.map((id) => sql`${uuidOf(id)}::uuid`),
        sql`, `,
      )})
      order by c.consumer`,
  );
  return rows.map((row) => ({
    eventId: idFromUuid("event", row.event_id),
    consumer: row.consumer,
    hasPassed: row.has_passed,
    isPaused: row.is_paused,
    listens: row.listens ?? undefined,
    isPassedOver: row.is_passed_over,
    movedAt: row.moved_at === null ? undefined : instantOf(row.moved_at),
    retry:
      row.retry_attempts === null
        ? undefined
        : { attempts: row.retry_attempts, error: row.retry_error, at: instantOf(row.retry_at) },
    dead: row.dead_status
      ? {
          status: row.dead_status,
          attempts: row.dead_attempts ?? 0,
          error: row.dead_error ?? "",
          at: instantOf(row.dead_at),
        }
      : undefined,
  }));
}

/** Events per topic in twelve bins of five minutes up to `now`. Index event_log_occurred_at. */
export async function countLastHour(db: DbOrTx, now: Date): Promise<Map<string, number[]>> {
  const rows = await rowsOf<{ topic: string; bin: number; count: number }>(
    db,
    sql`select topic, floor(extract(epoch from ${now.toISOString()}::timestamptz - occurred_at) / 300)::int as bin,
        count(*)::int as count
      from ${eventLog} where occurred_at > ${now.toISOString()}::timestamptz - interval '1 hour'
        and occurred_at <= ${now.toISOString()}::timestamptz group by 1, 2`,
  );
  const bins = new Map<string, number[]>();
  for (const { topic, bin, count } of rows) {
    const line = bins.get(topic) ?? new Array<number>(12).fill(0);
    line[11 - bin] = count;
    bins.set(topic, line);
  }
  return bins;
}

export async function countLastMinute(db: DbOrTx, now: Date): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    db,
    sql`select count(*)::int as count from ${eventLog}
      where occurred_at > ${now.toISOString()}::timestamptz - interval '1 minute'
        and occurred_at <= ${now.toISOString()}::timestamptz`,
  );
  return row?.count ?? 0;
}

/** Waiting events behind each dead one, by consumer and key. */
export async function countWaitingBehind(db: DbOrTx): Promise<Map<string, number>> {
  const rows = await rowsOf<{ consumer: string; key: string; count: number }>(
    db,
    sql`select r.consumer, r.key, count(*)::int as count from ${consumerRetries} r
      where exists (select 1 from ${deadEvents} d
        where d.consumer = r.consumer and d.topic = r.topic and d.key = r.key and d.status = 'dead')
      group by 1, 2`,
  );
  return new Map(rows.map((row) => [`${row.consumer}|${row.key}`, row.count]));
}

export async function consumerExists(db: DbOrTx, consumer: string): Promise<boolean> {
  const rows = await db
    .select({ consumer: consumerPositions.consumer })
    .from(consumerPositions)
    .where(eq(consumerPositions.consumer, consumer))
    .limit(1);
  return rows.length > 0;
}

/** Scheduled jobs and how their last runs went; times by the database's clock. */
export async function listJobRows(db: DbOrTx) {
  return db
    .select({
      job: cronRuns.job,
      startedAt: cronRuns.startedAt,
      finishedAt: cronRuns.finishedAt,
      error: cronRuns.error,
      outcome: cronRuns.outcome,
    })
    .from(cronRuns)
    .orderBy(cronRuns.job);
}

// --- webhooks

type InboxStatus = (typeof stripeInbox.status.enumValues)[number];

export async function listInboxRows(
  db: DbOrTx,
  filter: {
    status?: InboxStatus | undefined;
    after?: { at: Date; id: string } | undefined;
    rowsMax: number;
  },
) {
  const { status, after, rowsMax } = filter;
  const isBefore: SQL | undefined = after
    ? sql`(${stripeInbox.receivedAt}, ${stripeInbox.gatewayEventId}) < (${after.at.toISOString()}::timestamptz, ${after.id})`
    : undefined;
  return db
    .select()
    .from(stripeInbox)
    .where(and(status ? eq(stripeInbox.status, status) : undefined, isBefore))
    .orderBy(desc(stripeInbox.receivedAt), desc(stripeInbox.gatewayEventId))
    .limit(rowsMax);
}

export async function summariseInbox(db: DbOrTx) {
  const [row] = await rowsOf<{
    waiting: number;
    failed: number;
    quarantined: number;
    oldest_waiting_at: string | null;
    last_received_at: string | null;
  }>(
    db,
    sql`select count(*) filter (where status = 'received')::int as waiting,
        count(*) filter (where status = 'failed')::int as failed,
        count(*) filter (where status = 'quarantined')::int as quarantined,
        min(received_at) filter (where status = 'received') as oldest_waiting_at,
        max(received_at) as last_received_at
      from ${stripeInbox}`,
  );
  return {
    waiting: row?.waiting ?? 0,
    failed: row?.failed ?? 0,
    quarantined: row?.quarantined ?? 0,
    oldestWaitingAt: row?.oldest_waiting_at ? instantOf(row.oldest_waiting_at) : null,
    lastReceivedAt: row?.last_received_at ? instantOf(row.last_received_at) : null,
  };
}
