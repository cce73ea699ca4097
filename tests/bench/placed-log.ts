/** Fills the market's own log as the relay leaves it: each event once, with its place. */
import type { EventRecord } from "@/server/events/define-event";
import { ensurePartitions, RELAY_BATCH_MAX } from "@/server/events/relay";
import { arrayParameter } from "@/server/platform/array-parameter";
import { type Db, rowsOf, sql } from "@/server/platform/db";

const INSERT_ROWS_MAX = 5_000;

/** Places go on where the partition's last one was. The log is left as autovacuum would. */
export async function fillLog(db: Db, events: readonly EventRecord[]): Promise<void> {
  for (let from = 0; from < events.length; from += INSERT_ROWS_MAX)
    await insert(db, events.slice(from, from + INSERT_ROWS_MAX));
  await ensurePartitions(db);
  while ((await rowsOf(db, sql`select from place_events(${RELAY_BATCH_MAX}, now())`)).length > 0);
  await db.execute(sql`vacuum analyze event_log, event_placings, unplaced_events`);
}

async function insert(db: Db, events: readonly EventRecord[]): Promise<void> {
  const text = (read: (event: EventRecord) => string) => sql`${arrayParameter("text", events, read)}::text[]`;
  await db.execute(sql`insert into event_log (id, topic, partition, key, type, version, payload, occurred_at, trace)
    select id, topic, partition, key, type, version, payload::json, occurred_at, trace
    from unnest(${arrayParameter("uuid", events, (event) => event.id)}::uuid[], ${text((event) => event.topic)},
      ${arrayParameter("int4", events, (event) => event.partition)}::int[], ${text((event) => event.key)},
      ${text((event) => event.type)}, ${arrayParameter("int4", events, (event) => event.version)}::int[],
      ${text((event) => JSON.stringify(event.payload))},
      ${arrayParameter("timestamptz", events, (event) => event.occurredAt)}::timestamptz[], ${text((event) => event.trace)})
      as e(id, topic, partition, key, type, version, payload, occurred_at, trace)`);
}
