import type pg from "pg";
import { PARTITIONS } from "./partitions";
import { STAGED_EVENTS } from "./sinks";

/** Events wait here until all are known. Gone with the transaction. */
export async function stageEvents(client: pg.Client): Promise<void> {
  await client.query(
    `create temp table ${STAGED_EVENTS} on commit drop as
       select id, topic, partition, key, type, version, payload, occurred_at, trace from event_log with no data`,
  );
  await client.query(`alter table ${STAGED_EVENTS} add column ordinal bigint generated always as identity`);
}

/**
 * Puts the staged events into the log in the sequence in which they happened, each in its place, as the relay would have:
 * the made-up past has been relayed already. Places follow those that the log had before.
 */
export async function writeEvents(client: pg.Client, now: Date): Promise<number> {
  for (const { topic, partition } of PARTITIONS) {
    await client.query(
      "insert into event_partitions (topic, partition) values ($1, $2) on conflict do nothing",
      [topic, partition],
    );
  }
  const written = await client.query(
    `insert into event_log (id, topic, partition, key, type, version, payload, occurred_at, trace, position, placed_at)
     select e.id, e.topic, e.partition, e.key, e.type, e.version, e.payload, e.occurred_at, e.trace,
       p.next_position - 1 + row_number() over (partition by e.topic, e.partition order by e.occurred_at, e.ordinal), $1
     from ${STAGED_EVENTS} e join event_partitions p on p.topic = e.topic and p.partition = e.partition
     order by e.occurred_at, e.ordinal`,
    [now],
  );
  await client.query(
    `update event_partitions p set next_position = p.next_position + s.count
     from (select topic, partition, count(*) as count from ${STAGED_EVENTS} group by topic, partition) s
     where s.topic = p.topic and s.partition = p.partition`,
  );
  return written.rowCount ?? 0;
}
