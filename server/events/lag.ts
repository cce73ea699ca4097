/** How far each consumer is behind, for operators, metrics and the events command. */
import { type DbOrTx, instantOf, rowsOf, sql } from "@/server/platform/db";

export interface ConsumerLag {
  readonly consumer: string;
  readonly topics: readonly string[];
  readonly partitionCount: number;
  /** Placed events it has not passed yet. */
  readonly events: number;
  /** How long the oldest of them has waited since it was placed, in seconds; 0 when there is none. */
  readonly seconds: number;
  /** Failed events that wait for another attempt, and those of their keys behind them. */
  readonly retries: number;
  readonly dead: number;
  readonly handledCount: number;
  readonly paused: boolean;
  readonly updatedAt: Date | undefined;
}

interface Row extends Record<string, unknown> {
  consumer: string;
  topics: string[];
  partitions: number;
  events: number;
  oldest: string | null;
  retries: number;
  dead: number;
  handled: number;
  paused: boolean;
  updated_at: string | null;
}

/** One statement: at most one row read per partition of a consumer (key of event_placings). */
export async function readLag(db: DbOrTx, now: Date): Promise<readonly ConsumerLag[]> {
  const rows = await rowsOf<Row>(
    db,
    sql`select c.consumer, array_agg(distinct c.topic) as topics, count(*)::int as partitions,
          sum(p.next_position - 1 - c.position)::int as events,
          min((select g.placed_at from event_placings g
               where g.topic = c.topic and g.partition = c.partition and g.last_position > c.position
               order by g.last_position limit 1)) as oldest,
          coalesce(max(r.count), 0)::int as retries, coalesce(max(d.count), 0)::int as dead,
          sum(c.handled_count)::int as handled, bool_or(c.paused_at is not null) as paused,
          max(c.updated_at) as updated_at
        from consumer_positions c
        join event_partitions p on p.topic = c.topic and p.partition = c.partition
        left join (select consumer, count(*) from consumer_retries group by consumer) r on r.consumer = c.consumer
        left join (select consumer, count(*) from dead_events where status = 'dead' group by consumer) d
          on d.consumer = c.consumer
        group by c.consumer order by c.consumer`,
  );
  return rows.map((row) => ({
    consumer: row.consumer,
    topics: row.topics,
    partitionCount: row.partitions,
    events: row.events,
    seconds: row.oldest === null ? 0 : secondsSince(instantOf(row.oldest), now),
    retries: row.retries,
    dead: row.dead,
    handledCount: row.handled,
    paused: row.paused,
    updatedAt: row.updated_at === null ? undefined : instantOf(row.updated_at),
  }));
}

function secondsSince(at: Date, now: Date): number {
  return Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));
}
