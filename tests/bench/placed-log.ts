/** Fills the market's own log as the relay leaves it: each event once, with its place. */
import type { EventRecord } from "@/server/events/define-event";
import { arrayParameter } from "@/server/platform/array-parameter";
import { type Db, sql } from "@/server/platform/db";

const INSERT_ROWS_MAX = 5_000;

/** Places go on where the partition's last one was. The log is left as autovacuum would. */
export async function fillLog(db: Db, events: readonly EventRecord[]): Promise<void> {
  for (let from = 0; from < events.length; from += INSERT_ROWS_MAX)
    await insert(db, events.slice(from, from + INSERT_ROWS_MAX));
  await db.execute(sql`with placed as (
      select seq, row_number() over (partition by topic, partition order by seq) - 1 as nth from event_log where position is null)
    update event_log e set position = p.nth + coalesce(
      (select next_position from event_partitions n where n.topic = e.topic and n.partition = e.partition), 0),
      placed_at = occurred_at
    from placed p where p.seq = e.seq`);
  await db.execute(sql`insert into event_partitions (topic, partition, next_position)
    select topic, partition, max(position) + 1 from event_log group by 1, 2
    on conflict (topic, partition) do update set next_position = excluded.next_position`);
  await db.execute(sql`vacuum analyze event_log`);
}

async function insert(db: Db, events: readonly EventRecord[]): Promise<void> {
  const text = (read: (event: EventRecord) => string) => sql`${arrayParameter("text", events, read)}::text[]`;
  await db.execute(sql`insert into event_log (id, topic, partition, key, type, version, payload, occurred_at, trace)
    select id, topic, partition, key, type, version, payload::jsonb, occurred_at, trace
    from unnest(${arrayParameter("uuid", events, (event) => event.id)}::uuid[], ${text((event) => event.topic)},
      ${arrayParameter("int4", events, (event) => event.partition)}::int[], ${text((event) => event.key)},
      ${text((event) => event.type)}, ${arrayParameter("int4", events, (event) => event.version)}::int[],
      ${text((event) => JSON.stringify(event.payload))},
      ${arrayParameter("timestamptz", events, (event) => event.occurredAt)}::timestamptz[], ${text((event) => event.trace)})
      as e(id, topic, partition, key, type, version, payload, occurred_at, trace)`);
}
