/** SQL of the sink's place in the log. It stands in the market's database, beside the other consumers'. */
import { partitionCountOf } from "@/server/events/partition";
import { consumerPositions } from "@/server/events/tables";
import { FACT_EVENTS } from "@/server/modules/analytics/facts";
import { type Db, rowsOf, sql } from "@/server/platform/db";
import { assert } from "@/server/primitives/assert";

export const CLICKHOUSE_CONSUMER = "analytics.send-to-clickhouse";

export interface SinkPlace {
  readonly topic: string;
  readonly partition: number;
  readonly position: number;
  readonly waiting: number;
}

export async function ensurePositions(db: Db): Promise<void> {
  const topics = [...new Set(FACT_EVENTS.map(({ topic }) => topic))];
  const rows = topics.flatMap((topic) =>
    Array.from({ length: partitionCountOf(topic) }, (_, partition) => ({
      consumer: CLICKHOUSE_CONSUMER,
      topic,
      partition,
    })),
  );
  await db.insert(consumerPositions).values(rows).onConflictDoNothing();
}

/** Where the sink stands wherever it stands behind. */
export async function listWaiting(db: Db): Promise<SinkPlace[]> {
  return rowsOf<SinkPlace & Record<string, unknown>>(
    db,
    sql`select c.topic, c.partition, c.position::float8 as position, (p.next_position - 1 - c.position)::float8 as waiting
      from ${consumerPositions} c join event_partitions p on p.topic = c.topic and p.partition = c.partition
      where c.consumer = ${CLICKHOUSE_CONSUMER} and c.paused_at is null and p.next_position - 1 > c.position
      order by 1, 2`,
  );
}

/** Everywhere the sink has been. */
export async function listReached(db: Db): Promise<Omit<SinkPlace, "waiting">[]> {
  return rowsOf<Omit<SinkPlace, "waiting"> & Record<string, unknown>>(
    db,
    sql`select topic, partition, position::float8 as position from ${consumerPositions}
      where consumer = ${CLICKHOUSE_CONSUMER} and position >= 0 order by 1, 2`,
  );
}

export async function movePosition(
  db: Db,
  place: { readonly topic: string; readonly partition: number },
  move: { readonly from: number; readonly to: number; readonly count: number; readonly now: Date },
): Promise<void> {
  const moved = await rowsOf(
    db,
    sql`update ${consumerPositions} set position = ${move.to}, handled_count = handled_count + ${move.count},
        updated_at = ${move.now.toISOString()}::timestamptz
      where consumer = ${CLICKHOUSE_CONSUMER} and topic = ${place.topic} and partition = ${place.partition}
        and position = ${move.from} returning 1`,
  );
  assert(moved.length === 1, "another run has moved the sink's position");
}
