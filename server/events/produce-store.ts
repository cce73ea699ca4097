/** The marks of what Kafka has, and the leases of those who produce it. */
import type { PlacedEvent } from "@/server/events/kafka-record";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";

export interface Cursor {
  readonly topic: string;
  readonly partition: number;
  /** The position of the last event that was read for producing. */
  readonly after: number;
}

/** A relay that is killed holds up its partitions for this long. */
const LEASE_SECONDS = 8;
const UNTIL = sql`now() + make_interval(secs => ${LEASE_SECONDS})`;

/** Takes the partitions in which something waits and that nobody has. By the database's clock. */
export async function claimPartitions(db: DbOrTx, token: string): Promise<readonly Cursor[]> {
  return rowsOf<{ topic: string; partition: number; after: number }>(
    db,
    sql`update kafka_partitions k set producer = ${token}, producer_until = ${UNTIL}
        from (
          select w.topic, w.partition from kafka_partitions w
          join event_partitions p on p.topic = w.topic and p.partition = w.partition
          where w.produced_position < p.next_position - 1
            and (w.producer_until is null or w.producer_until < now())
          for update of w skip locked
        ) free
        where k.topic = free.topic and k.partition = free.partition
        returning k.topic, k.partition, k.produced_position::float8 as after`,
  );
}

/** The next placed events of each partition, in position order. Index event_log_place. */
export async function readPlaced(
  db: DbOrTx,
  cursors: readonly Cursor[],
  perPartitionMax: number,
): Promise<readonly PlacedEvent[]> {
  return rowsOf<PlacedEvent & Record<string, unknown>>(
    db,
    sql`select e.topic, e.partition, e.position::float8 as position, e.id::text as uuid, e.key, e.type, e.version,
          e.payload::text as payload, (extract(epoch from e.occurred_at) * 1000)::bigint::text as "occurredMs", e.trace
        from ${placesOf(cursors)}
        cross join lateral (
          select * from event_log l
          where l.topic = c.topic and l.partition = c.partition and l.position > c.position
          order by l.position limit ${perPartitionMax}
        ) e
        order by e.topic, e.partition, e.position`,
  );
}

/** Moves the marks of partitions that are still ours, and renews their leases. Gives those that were. */
export async function moveMarks(db: DbOrTx, token: string, marks: readonly Cursor[]) {
  return rowsOf<{ topic: string; partition: number }>(
    db,
    sql`update kafka_partitions k set produced_position = c.position, producer_until = ${UNTIL}
        from ${placesOf(marks)}
        where k.topic = c.topic and k.partition = c.partition and k.producer = ${token}
        returning k.topic, k.partition`,
  );
}

function placesOf(cursors: readonly Cursor[]) {
  const json = JSON.stringify(
    cursors.map(({ topic, partition, after }) => ({ topic, partition, position: after })),
  );
  return sql`jsonb_to_recordset(${json}::jsonb) as c(topic text, partition integer, position bigint)`;
}

export async function renewClaims(db: DbOrTx, token: string): Promise<void> {
  await db.execute(sql`update kafka_partitions set producer_until = ${UNTIL} where producer = ${token}`);
}

export async function releasePartitions(db: DbOrTx, token: string): Promise<void> {
  await db.execute(
    sql`update kafka_partitions set producer = null, producer_until = null where producer = ${token}`,
  );
}

/** Placed events that Kafka does not have yet. */
export async function countUnproduced(db: DbOrTx): Promise<number> {
  const rows = await rowsOf<{ count: number }>(
    db,
    sql`select coalesce(sum(p.next_position - 1 - k.produced_position), 0)::float8 as count
        from event_partitions p join kafka_partitions k on k.topic = p.topic and k.partition = p.partition`,
  );
  return rows[0]?.count ?? 0;
}

/** How long the oldest of them has been placed, in seconds. Index event_log_place, one row per partition. */
export async function ageOfUnproduced(db: DbOrTx): Promise<number> {
  const rows = await rowsOf<{ seconds: number }>(
    db,
    sql`select coalesce(extract(epoch from now() - min(coalesce(e.placed_at, e.occurred_at))), 0)::float8 as seconds
        from kafka_partitions k
        join event_log e on e.topic = k.topic and e.partition = k.partition and e.position = k.produced_position + 1`,
  );
  return Math.max(0, rows[0]?.seconds ?? 0);
}
