/** The marks of what Kafka has, and the leases of those who produce it. */
import type { PlacedEvents } from "@/server/events/kafka-record";
import { columnsOf, STRETCH_COLUMNS, type StretchRow } from "@/server/events/stretch-row";
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

/** Events of one partition, in position order. */
export interface Stretch extends Cursor {
  readonly events: PlacedEvents;
}

interface TextRow extends StretchRow {
  /** Of the partition's cursor. */
  readonly nth: number;
}

/** The next placed events of each partition; of those that have some. */
export async function readPlaced(
  db: DbOrTx,
  cursors: readonly Cursor[],
  perPartitionMax: number,
): Promise<readonly Stretch[]> {
  const rows = await rowsOf<TextRow>(
    db,
    sql`select c.nth, ${STRETCH_COLUMNS}
        from ${placesOf(cursors)}
        cross join lateral log_stretches(c.topic, c.partition, c.position, ${perPartitionMax}::int) e
        order by e.first_position`,
  );
  const stretches = cursors.map(async (cursor, nth) => {
    const own = rows.filter((row) => row.nth === nth);
    const isWhole = own.every((row) => row.is_whole);
    return {
      ...cursor,
      events: isWhole ? joined(own.map(toEvents)) : await readOneByOne(db, cursor, perPartitionMax),
    };
  });
  return (await Promise.all(stretches)).filter(({ events }) => events.positions.length > 0);
}

function toEvents(row: TextRow): PlacedEvents {
  const { position, keys, traces, ...columns } = columnsOf(row);
  const positions = columns.ids.map((_, nth) => position + nth);
  return { ...columns, positions, keys: keys(), traces: traces() };
}

function joined(parts: readonly PlacedEvents[]): PlacedEvents {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return {
    positions: parts.flatMap(({ positions }) => positions),
    ids: parts.flatMap(({ ids }) => ids),
    keys: parts.flatMap(({ keys }) => keys),
    types: parts.flatMap(({ types }) => types),
    versions: parts.flatMap(({ versions }) => versions),
    payloads: parts.flatMap(({ payloads }) => payloads),
    occurredMs: parts.flatMap(({ occurredMs }) => occurredMs),
    traces: parts.flatMap(({ traces }) => traces),
  };
}

/** Each event with its own position: where somebody took an event out of the log, or placed some in another sequence. */
async function readOneByOne(db: DbOrTx, cursor: Cursor, max: number): Promise<PlacedEvents> {
  const rows = await rowsOf<TextRow>(
    db,
    sql`select e.position as first_position, uuid_send(e.id) as ids, timestamptz_send(e.occurred_at) as instants,
          array_to_json(array[e.key])::text as keys, array_to_json(array[e.type])::text as types,
          array_to_json(array[e.version])::text as versions, e.payload::text as payload_texts,
          array_to_json(array[e.trace])::text as traces
        from log_between(${cursor.topic}, ${cursor.partition}, ${cursor.after}, ${max}::int) e`,
  );
  return joined(rows.map(toEvents));
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
