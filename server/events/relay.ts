/**
 * Gives committed events their places: a dense position per (topic, partition), in the sequence in which they were
 * written. One relay works on a partition at a time; several may run at once and take different partitions.
 */
import { Allowance, type Bounds, type RunOutcome } from "@/server/events/bounded-run";
import { partitionCountOf, TOPICS } from "@/server/events/partition";
import { eventPartitions } from "@/server/events/tables";
import { type Db, type DbOrTx, rowsOf, sql } from "@/server/platform/db";

/** Rows placed per partition and transaction; measured best between 500 and 2,000. */
export const RELAY_BATCH_MAX = 1_000;

/**
 * Places what waits, within the bounds. Each batch is one statement in its own transaction; a crash in between leaves
 * the rest unplaced for the next run. A row that commits late is unplaced too, so it is never skipped.
 */
export async function relay(
  ctx: { readonly db: Db; readonly now: Date },
  bounds: Bounds,
): Promise<RunOutcome> {
  await ensurePartitions(ctx.db);
  const allowance = new Allowance(bounds);
  let placed = 0;
  while (!allowance.isSpent) {
    const count = await placeBatch(ctx.db, ctx.now, Math.min(RELAY_BATCH_MAX, allowance.recordsLeft));
    if (count === 0) break;
    placed += count;
    allowance.spend(count);
  }
  const lagAfter = allowance.isSpent ? await countUnplaced(ctx.db) : 0;
  return { claimed: placed, handled: placed, failed: 0, lagAfter };
}

async function placeBatch(db: Db, now: Date, batchMax: number): Promise<number> {
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
        from (select 1 from event_log where position is null limit ${UNPLACED_COUNT_MAX}) waiting`,
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
  ensured.add(db);
}
