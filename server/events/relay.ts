/**
 * Gives committed events their places: a dense position per (topic, partition), in the sequence in which they were
 * written. One relay works on a partition at a time; several may run at once and take different partitions.
 */
import { Allowance, type Bounds, type RunOutcome } from "@/server/events/bounded-run";
import { type Bus, openKafka, readBus } from "@/server/events/bus";
import { partitionCountOf, TOPICS } from "@/server/events/partition";
import { countUnproduced, produceWaiting } from "@/server/events/produce";
import { eventPartitions, kafkaPartitions } from "@/server/events/tables";
import { type Db, type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import type { KafkaPort } from "@/server/platform/kafka-port";
import type { Ports } from "@/server/platform/ports";

/** Rows placed per partition and transaction; measured best between 500 and 2,000. */
export const RELAY_BATCH_MAX = 1_000;

export interface RelayCtx {
  readonly db: Db;
  readonly now: Date;
  readonly ports?: Pick<Ports, "kafka">;
}

/**
 * Places what waits, within the bounds, and where the market's engine is Kafka produces it there as well. Each batch is
 * one statement in its own transaction; a crash in between leaves the rest unplaced, or unproduced, for the next run. A
 * row that commits late is unplaced too, so it is never skipped. A fault of Kafka is thrown once the placing is done.
 */
export async function relay(ctx: RelayCtx, bounds: Bounds): Promise<RunOutcome> {
  await ensurePartitions(ctx.db);
  const bus = await readBus(ctx.db);
  if (bus.engine === "kafka") return relayToKafka(ctx, bus, bounds);
  const allowance = new Allowance(bounds);
  let placed = 0;
  while (!allowance.isSpent) {
    const count = await placeBatch(ctx, allowance.recordsLeft);
    if (count === 0) break;
    placed += count;
    allowance.spend(count);
  }
  const lagAfter = allowance.isSpent ? await countUnplaced(ctx.db) : 0;
  return { claimed: placed, handled: placed, failed: 0, lagAfter };
}

async function relayToKafka(ctx: RelayCtx, bus: Bus, bounds: Bounds): Promise<RunOutcome> {
  let placed = 0;
  const place = async (recordsMax: number) => {
    const count = await placeBatch(ctx, recordsMax);
    placed += count;
    return count;
  };
  let kafka: KafkaPort;
  try {
    kafka = await openKafka(ctx, bus);
  } catch (error) {
    await place(bounds.recordsMax);
    throw error;
  }
  const produced = await produceWaiting(ctx.db, kafka, { bounds, place });
  const lagAfter = (await countUnplaced(ctx.db)) + (await countUnproduced(ctx.db));
  return { claimed: Math.max(placed, produced), handled: produced, failed: 0, lagAfter };
}

async function placeBatch({ db, now }: RelayCtx, recordsMax: number): Promise<number> {
  const batchMax = Math.min(RELAY_BATCH_MAX, recordsMax);
  const rows = await rowsOf<{ placed_count: number }>(
    db,
    sql`select placed_count from place_events(${batchMax}::int, ${now.toISOString()}::timestamptz)`,
  );
  return rows.reduce((sum, row) => sum + Number(row.placed_count), 0);
}

const UNPLACED_COUNT_MAX = 100_000;

/** Events written but not placed yet, counted up to 100,000. */
export async function countUnplaced(db: DbOrTx): Promise<number> {
  const rows = await rowsOf<{ count: number }>(
    db,
    sql`select count(*)::int as count
        from (select 1 from unplaced_events limit ${UNPLACED_COUNT_MAX}) waiting`,
  );
  return rows[0]?.count ?? 0;
}

const ensured = new WeakSet<Db>();

/** Makes the row of every partition there is; once per process and database. */
export async function ensurePartitions(db: Db): Promise<void> {
  if (ensured.has(db)) return;
  const rows = TOPICS.flatMap((topic) =>
    Array.from({ length: partitionCountOf(topic) }, (_, partition) => ({ topic, partition })),
  );
  await db.insert(eventPartitions).values(rows).onConflictDoNothing();
  await db.insert(kafkaPartitions).values(rows).onConflictDoNothing();
  ensured.add(db);
}
