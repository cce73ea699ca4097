/** The event log in the market's own database: rows of `event_log` by their places. */
import type { EventRecord } from "@/server/events/define-event";
import type { EventLog } from "@/server/events/event-log";
import { type DbOrTx, instantOf, rowsOf, sql } from "@/server/platform/db";
import { idFromUuid } from "@/server/primitives/id";

interface Row extends Record<string, unknown> {
  id: string;
  position: number;
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
      const rows = await rowsOf<Row>(
        db,
        sql`select id, position, key, type, version, payload, occurred_at, trace
            from log_between(${topic}, ${partition}, ${after}, ${max})`,
      );
      return rows.map((row) => toRecord(topic, partition, row));
    },
  };
}

function toRecord(topic: string, partition: number, row: Row): EventRecord {
  return {
    id: idFromUuid("event", row.id),
    topic,
    partition,
    position: Number(row.position),
    key: row.key,
    type: row.type,
    version: Number(row.version),
    payload: row.payload,
    occurredAt: instantOf(row.occurred_at),
    trace: row.trace,
  };
}
