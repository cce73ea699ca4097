/** The marks of what Kafka has, and the leases of those who produce it. */
import { ID_AT, type PlacedEvent, positionOfPlaced } from "@/server/events/kafka-record";
import { type DbOrTx, rowsOf, sql, tuplesOf } from "@/server/platform/db";
import { idFromUuid } from "@/server/primitives/id";

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

/** Events of one partition, in position order. */
export interface Stretch extends Cursor {
  readonly events: readonly PlacedEvent[];
}

/** The next placed events of each partition; of those that have some. */
export async function readPlaced(
  db: DbOrTx,
  cursors: readonly Cursor[],
  perPartitionMax: number,
): Promise<readonly Stretch[]> {
  const rows = await tuplesOf<string[]>(
    db,
    sql`select e.key, e.payload::text, e.position::text, e.id::text, e.type, e.version::text,
          (date_part('epoch', e.occurred_at) * 1000)::bigint::text, e.trace, c.nth::text
        from ${placesOf(cursors)}
        cross join lateral log_between(c.topic, c.partition, c.position, ${perPartitionMax}::int) e`,
  );
  const stretches = cursors.map((cursor) => ({ ...cursor, events: [] as PlacedEvent[] }));
  for (const row of rows) {
    const nth = Number(row.pop());
    row[ID_AT] = idFromUuid("event", row[ID_AT] ?? "");
    // What is left of the select list is a placed event, column by column.
    stretches[nth]?.events.push(row as unknown as PlacedEvent);
  }
  // The rows come in this sequence; that the database says so nowhere costs one look at each.
  for (const { events } of stretches) events.sort((a, b) => positionOfPlaced(a) - positionOfPlaced(b));
  return stretches.filter(({ events }) => events.length > 0);
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
    cursors.map(({ topic, partition, after }, nth) => ({ nth, topic, partition, position: after })),
  );
  return sql`jsonb_to_recordset(${json}::jsonb) as c(nth integer, topic text, partition integer, position bigint)`;
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

/** How long the oldest of them has been placed, in seconds. One row per partition. */
export async function ageOfUnproduced(db: DbOrTx): Promise<number> {
  const rows = await rowsOf<{ seconds: number }>(
    db,
    sql`select coalesce(extract(epoch from now() - min(oldest.placed_at)), 0)::float8 as seconds
        from kafka_partitions k
        cross join lateral (
          select g.placed_at from event_placings g
          where g.topic = k.topic and g.partition = k.partition and g.last_position > k.produced_position
          order by g.last_position limit 1
        ) oldest`,
  );
  return Math.max(0, rows[0]?.seconds ?? 0);
}
