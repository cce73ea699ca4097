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

/** As many as the relay places of a partition at a time. */
const PLACED_TOGETHER = 1_000;

/**
 * Puts the staged events into the log in the sequence in which they happened, and gives them their places as the relay
 * would: the made-up past has been relayed already. Places follow those that the log had before.
 */
export async function writeEvents(client: pg.Client, now: Date): Promise<number> {
  for (const { topic, partition } of PARTITIONS) {
    await client.query(
      "insert into event_partitions (topic, partition) values ($1, $2) on conflict do nothing",
      [topic, partition],
    );
  }
  const written = await client.query(
    `insert into event_log (id, topic, partition, key, type, version, payload, occurred_at, trace)
     select id, topic, partition, key, type, version, payload, occurred_at, trace
     from ${STAGED_EVENTS} order by occurred_at, ordinal`,
  );
  // The load may run without the log's trigger.
  await client.query(
    `insert into unplaced_events (topic, partition, seq)
     select e.topic, e.partition, e.seq from event_log e join ${STAGED_EVENTS} s using (id) on conflict do nothing`,
  );
  let placed = 1;
  while (placed > 0)
    placed = (await client.query("select from place_events($1, $2)", [PLACED_TOGETHER, now])).rowCount ?? 0;
  return written.rowCount ?? 0;
}
