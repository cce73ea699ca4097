/** The event log in the market's own database: rows of `event_log` by their places. */
import type { EventRecord } from "@/server/events/define-event";
import type { EventLog } from "@/server/events/event-log";
import { type EventColumns, LogEvent } from "@/server/events/log-event";
import { columnsOf, STRETCH_COLUMNS, type StretchRow } from "@/server/events/stretch-row";
import { type DbOrTx, instantOf, rowsOf, sql } from "@/server/platform/db";
import { idFromUuid } from "@/server/primitives/id";

interface EventRow extends Record<string, unknown> {
  id: string;
  position: string;
  key: string;
  type: string;
  version: number;
  payload: unknown;
  occurred_at: string;
  trace: string;
}

export function postgresEventLog(db: DbOrTx): EventLog {
  return {
    async read(topic, partition, after, max) {
      // The relay places in one transaction, so a partition's visible positions have no gap.
      const rows = await rowsOf<StretchRow>(
        db,
        sql`select ${STRETCH_COLUMNS} from log_stretches(${topic}, ${partition}, ${after}, ${max}) e`,
      );
      if (rows.every((row) => row.is_whole)) return rows.flatMap((row) => toEvents(topic, partition, row));
      return readOneByOne(db, topic, partition, after, max);
    },
  };
}

function toEvents(topic: string, partition: number, row: StretchRow): EventRecord[] {
  const { types, keys, traces, ...given } = columnsOf(row);
  const columns: EventColumns = {
    ...{ topic, partition, ...given },
    types: oncePerName(types),
    keys: once(keys),
    traces: once(traces),
  };
  return columns.ids.map((_, nth) => new LogEvent(columns, nth));
}

/** The same texts; equal ones are one string, whose hash is worked out once. */
function oncePerName(names: readonly string[]): string[] {
  const known = new Map<string, string>();
  return names.map((name) => {
    const same = known.get(name);
    if (same === undefined) known.set(name, name);
    return same ?? name;
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Each event with its own position: where somebody took an event out of the log, or placed some in another sequence. */
async function readOneByOne(
  db: DbOrTx,
  topic: string,
  partition: number,
  after: number,
  max: number,
): Promise<EventRecord[]> {
  const rows = await rowsOf<EventRow>(
    db,
    sql`select id, position, key, type, version, payload, occurred_at, trace
        from log_between(${topic}, ${partition}, ${after}, ${max})`,
  );
  return rows.map((row) => ({
    id: idFromUuid("event", row.id),
    topic,
    partition,
    position: Number(row.position),
    key: row.key,
    type: row.type,
    version: row.version,
    payload: row.payload,
    occurredAt: instantOf(row.occurred_at),
    trace: row.trace,
  }));
}
