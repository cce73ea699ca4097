/** Looks into the log. */
import { and, desc, eq, getTableColumns, gt, type SQL } from "drizzle-orm";
import { type Placed, placeColumns, placeOfRow } from "@/server/events/place-of-row";
import { eventLog } from "@/server/events/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { type EventId, uuidOf } from "@/server/primitives/id";

export type LoggedEvent = typeof eventLog.$inferSelect & Placed;

const loggedColumns = { ...getTableColumns(eventLog), ...placeColumns };

export interface LogFilter {
  readonly topic?: string | undefined;
  readonly type?: string | undefined;
  readonly key?: string | undefined;
  readonly max: number;
}

/** Latest first. By key: index event_log_key. Else the primary key, read backwards. */
export function listEvents(db: DbOrTx, filter: LogFilter): Promise<LoggedEvent[]> {
  return db
    .select(loggedColumns)
    .from(eventLog)
    .leftJoinLateral(placeOfRow, sql`true`)
    .where(and(...conditionsOf(filter)))
    .orderBy(desc(eventLog.seq))
    .limit(filter.max);
}

/** Events written after a sequence number, in that sequence; a row that commits late is not among those read before. */
export function listEventsAfter(db: DbOrTx, seq: number, filter: LogFilter): Promise<LoggedEvent[]> {
  return db
    .select(loggedColumns)
    .from(eventLog)
    .leftJoinLateral(placeOfRow, sql`true`)
    .where(and(gt(eventLog.seq, seq), ...conditionsOf(filter)))
    .orderBy(eventLog.seq)
    .limit(filter.max);
}

function conditionsOf(filter: LogFilter): (SQL | undefined)[] {
  const { topic, type, key } = filter;
  return [
    topic === undefined ? undefined : eq(eventLog.topic, topic),
    type === undefined ? undefined : eq(eventLog.type, type),
    key === undefined ? undefined : eq(eventLog.key, key),
  ];
}

export async function readEvent(db: DbOrTx, id: EventId): Promise<LoggedEvent | undefined> {
  const [event] = await db
    .select(loggedColumns)
    .from(eventLog)
    .leftJoinLateral(placeOfRow, sql`true`)
    .where(eq(eventLog.id, id));
  return event;
}

/** The trace of the first event of a key: of the request that its story began with. Index: event_log_key. */
export async function readFirstTrace(db: DbOrTx, key: string): Promise<string | undefined> {
  const [event] = await db
    .select({ trace: eventLog.trace })
    .from(eventLog)
    .where(eq(eventLog.key, key))
    .orderBy(eventLog.seq)
    .limit(1);
  return event?.trace;
}

export interface Outcome {
  readonly consumer: string;
  /** What is known by the consumer's place in the log. `passed`: it has not said what it listens to. */
  readonly state:
    | "waiting"
    | "handled"
    | "not interested"
    | "passed over"
    | "passed"
    | "retrying"
    | "behind"
    | "dead"
    | "dropped";
  readonly attempts: number;
  readonly error: string | null;
}

/** How each consumer of an event's topic stands towards it. */
export async function listOutcomes(db: DbOrTx, id: EventId): Promise<readonly Outcome[]> {
  const rows = await rowsOf<{ consumer: string; state: string; attempts: number; error: string | null }>(
    db,
    sql`select c.consumer,
          case when d.status = 'dead' then 'dead'
               when r.position is not null and r.attempts > 0 then 'retrying'
               when r.position is not null then 'behind'
               when d.status = 'dropped' then 'dropped'
               when c.types <> '{}' and not e.type = any(c.types) then 'not interested'
               when p.position is null or c.position < p.position then 'waiting'
               when c.types = '{}' then 'passed'
               when p.position <= c.passed_over_to then 'passed over'
               else 'handled' end as state,
          coalesce(r.attempts, d.attempts, 0) as attempts, coalesce(r.last_error, d.error) as error
        from event_log e
        left join lateral place_of(e.topic, e.partition, e.seq) p on true
        join consumer_positions c on c.topic = e.topic and c.partition = e.partition
        left join consumer_retries r on r.consumer = c.consumer and r.event_id = e.id
        left join dead_events d on d.consumer = c.consumer and d.event_id = e.id
        where e.id = ${uuidOf(id)} order by c.consumer`,
  );
  // The states are those that the statement's own case names.
  return rows as unknown as readonly Outcome[];
}
