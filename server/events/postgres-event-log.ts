/** The event log in the market's own database: rows of `event_log` by their places. */
import type { EventRecord } from "@/server/events/define-event";
import type { EventLog } from "@/server/events/event-log";
import { columnsOf, type StretchRow } from "@/server/events/stretch-row";
import { type DbOrTx, instantOf, rowsOf, sql } from "@/server/platform/db";
import { idFromUuid } from "@/server/primitives/id";

interface ParsedRow extends StretchRow {
  readonly payloads: unknown[];
}

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
      const rows = await rowsOf<ParsedRow>(
        db,
        sql`select first_position, is_whole, ids, instants, keys, types, versions, payloads, traces
            from log_stretches(${topic}, ${partition}, ${after}, ${max})`,
      );
      if (rows.every((row) => row.is_whole)) return rows.flatMap((row) => toRecords(topic, partition, row));
      return readOneByOne(db, topic, partition, after, max);
    },
  };
}

function toRecords(topic: string, partition: number, row: ParsedRow): EventRecord[] {
  const { positions, ids, keys, types, versions, occurredMs, traces } = columnsOf(row);
  return ids.map((id, nth) => ({
    id,
    topic,
    partition,
    // The arrays are of one aggregate: each has a value for every event.
    position: positions[nth] as number,
    key: keys[nth] as string,
    type: types[nth] as string,
    version: versions[nth] as number,
    payload: row.payloads[nth],
    occurredAt: new Date(occurredMs[nth] as number),
    trace: traces[nth] as string,
  }));
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
