/** Where consumers stand in the log, and what waits for them. */
import { eq } from "drizzle-orm";
import type { Consumer } from "@/server/events/define-consumer";
import { partitionCountOf } from "@/server/events/partition";
import { ensurePartitions } from "@/server/events/relay";
import { consumerPositions } from "@/server/events/tables";
import { type Db, type DbOrTx, rowsOf, sql } from "@/server/platform/db";

export interface Place {
  readonly topic: string;
  readonly partition: number;
}
/** A partition in which a consumer has something to do. */
export interface Work extends Place {
  readonly consumer: string;
  /** New events after its position. */
  readonly waiting: number;
  /** Failed events whose next attempt is due, and those of the same keys behind them. */
  readonly due: boolean;
}

const ensured = new WeakMap<Db, Set<string>>();

/** Makes the rows of consumers that have never run; once per process and database. They begin at the log's beginning. */
export async function ensurePlaces(db: Db, consumers: readonly Consumer[]): Promise<void> {
  await ensurePartitions(db);
  const known = ensured.get(db) ?? new Set<string>();
  const rows = consumers.filter((consumer) => !known.has(consumer.name)).flatMap(placesOf);
  if (rows.length > 0) await db.insert(consumerPositions).values(rows).onConflictDoNothing();
  for (const consumer of consumers) if (!known.has(consumer.name)) await noteTypes(db, consumer);
  for (const consumer of consumers) known.add(consumer.name);
  ensured.set(db, known);
}

/** Keeps what a consumer listens to with its place. Touches no row that says so already: a run may hold its lock. */
async function noteTypes(db: Db, consumer: Consumer): Promise<void> {
  const types = sql.join(
    [...consumer.types].toSorted().map((type) => sql`${type}`),
    sql`, `,
  );
  await db.execute(
    sql`update consumer_positions set types = array[${types}]::text[]
        where consumer = ${consumer.name} and types <> array[${types}]::text[]`,
  );
}

export function placesOf(consumer: Consumer) {
  return consumer.topics.flatMap((topic) =>
    Array.from({ length: partitionCountOf(topic) }, (_, partition) => ({
      consumer: consumer.name,
      topic,
      partition,
    })),
  );
}

/**
 * The partitions in which any of the consumers has something to do, in one statement. A partition that another run is
 * working on is among them; taking it up finds it claimed. What has least to do comes first, so that nothing waits for
 * another's backlog. Where the engine is Kafka, events wait once they are there.
 */
export async function findWork(
  db: DbOrTx,
  consumers: readonly Consumer[],
  now: Date,
): Promise<readonly Work[]> {
  const names = sql.join(
    consumers.map((consumer) => sql`${consumer.name}`),
    sql`, `,
  );
  if (consumers.length === 0) return [];
  const rows = await rowsOf<{
    consumer: string;
    topic: string;
    partition: number;
    waiting: number;
    due: boolean;
  }>(
    db,
    sql`select * from (
          select c.consumer, c.topic, c.partition, (case when bus.engine = 'kafka' then coalesce(k.produced_position, -1)
              else p.next_position - 1 end - c.position)::int as waiting,
            exists (
              select 1 from consumer_retries r
              where r.consumer = c.consumer and r.topic = c.topic and r.partition = c.partition
                and r.next_attempt_at <= ${now.toISOString()}::timestamptz
                and not exists (
                  select 1 from consumer_retries h
                  where h.consumer = r.consumer and h.topic = r.topic and h.key = r.key
                    and h.next_attempt_at > ${now.toISOString()}::timestamptz)
                and not exists (
                  select 1 from dead_events d
                  where d.consumer = r.consumer and d.topic = r.topic and d.key = r.key and d.status = 'dead')
            ) as due
          from consumer_positions c
          join event_partitions p on p.topic = c.topic and p.partition = c.partition
          left join event_bus bus on true
          left join kafka_partitions k on bus.engine = 'kafka' and k.topic = c.topic and k.partition = c.partition
          where c.paused_at is null and c.consumer in (${names})
        ) work where waiting > 0 or due order by waiting`,
  );
  return rows;
}

/** Stops a consumer everywhere; what it is handling now is finished. */
export async function pauseConsumer(db: Db, consumer: string, now: Date): Promise<void> {
  await db.update(consumerPositions).set({ pausedAt: now }).where(eq(consumerPositions.consumer, consumer));
}

/** Lets a paused consumer go on where it stood. */
export async function resumeConsumer(db: Db, consumer: string): Promise<void> {
  await db.update(consumerPositions).set({ pausedAt: null }).where(eq(consumerPositions.consumer, consumer));
}

/**
 * Moves consumers past everything placed so far without handling it: for a market that was filled with a made-up past,
 * which nobody is to get letters about. Gives the number of events passed over.
 */
export async function moveToEnd(db: Db, consumers: readonly Consumer[]): Promise<number> {
  await ensurePlaces(db, consumers);
  if (consumers.length === 0) return 0;
  const names = sql.join(
    consumers.map((consumer) => sql`${consumer.name}`),
    sql`, `,
  );
  const rows = await rowsOf<{ passed: number }>(
    db,
    sql`with before as (
          select consumer, topic, partition, position from consumer_positions
          where consumer in (${names}) for update
        ), moved as (
          update consumer_positions c
          set position = p.next_position - 1,
            passed_over_to = case when p.next_position - 1 > b.position then p.next_position - 1
              else c.passed_over_to end
          from event_partitions p, before b
          where p.topic = c.topic and p.partition = c.partition
            and b.consumer = c.consumer and b.topic = c.topic and b.partition = c.partition
          returning c.position - b.position as passed
        ) select coalesce(sum(passed), 0)::int as passed from moved`,
  );
  return rows[0]?.passed ?? 0;
}
