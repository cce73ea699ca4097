import { postgresEventLog } from "@/server/events/postgres-event-log";
import { ANALYTICS_CONSUMER } from "@/server/modules/analytics/consumers/record-facts-on-events";
import type { Rebuild } from "@/server/modules/analytics/contract";
import {
  compareTotals,
  createNextSchema,
  dropSchemas,
  NEXT_SCHEMA,
  type Place,
  readPlaces,
  swapSchemas,
} from "@/server/modules/analytics/rebuild-store";
import { recordEvents } from "@/server/modules/analytics/record-events";
import { analyticsTables } from "@/server/modules/analytics/tables";
import { monotonicMs } from "@/server/platform/clock";
import type { SystemCtx } from "@/server/platform/context";
import { type Db, type DbOrTx, inTransaction, type Tx } from "@/server/platform/db";

/** Events per transaction of the replay. */
const REPLAY_BATCH_MAX = 1_000;
const NEXT = analyticsTables(NEXT_SCHEMA);

/**
 * Makes the analytics store afresh from the event log, compares it with the live one, and puts it in its place.
 *
 * The live store is read and kept up to date all the while. Only the last stretch holds the consumer still: one
 * transaction that locks its positions, replays what came meanwhile, compares and swaps. A crash before its commit
 * leaves the live store as it was; run it again. Differences are reported and do not stop the swap, because a rebuild
 * is also how a store is repaired; with `compareOnly` nothing is swapped.
 */
export async function rebuildAnalytics(
  ctx: Pick<SystemCtx, "db" | "log">,
  input: { compareOnly?: boolean } = {},
): Promise<Rebuild> {
  const startedMs = monotonicMs();
  await inTransaction(ctx, createNextSchema);
  const replayed = new Map<string, number>();
  let eventCount = 0;
  for (const place of await readPlaces(ctx.db, ANALYTICS_CONSUMER, false)) {
    eventCount += await replay(ctx.db, place, replayed, (work) => inTransaction(ctx, work));
  }
  const totals = await inTransaction(ctx, async (tx) => {
    for (const place of await readPlaces(tx, ANALYTICS_CONSUMER, true)) {
      eventCount += await replay(tx, place, replayed, (work) => work(tx));
    }
    const compared = await compareTotals(tx);
    if (!input.compareOnly) await swapSchemas(tx);
    return compared;
  });
  await dropSchemas(ctx.db);
  const result = {
    eventCount,
    durationMs: Math.round(monotonicMs() - startedMs),
    totals,
    differences: totals.filter(({ total, live, rebuilt }) =>
      total === "unequal_rows" ? live + rebuilt > 0 : live !== rebuilt,
    ).length,
    swapped: !input.compareOnly,
  };
  ctx.log.info(
    { eventCount, differences: result.differences, durationMs: result.durationMs },
    "analytics rebuilt",
  );
  return result;
}

/** Replays one partition from where the replay stands up to where the live consumer does. */
async function replay(
  db: Db | Tx,
  { topic, partition, position }: Place,
  replayed: Map<string, number>,
  inWork: (work: (tx: Tx) => Promise<void>) => Promise<void>,
): Promise<number> {
  const log = postgresEventLog(db satisfies DbOrTx);
  const key = `${topic}/${partition}`;
  let count = 0;
  for (;;) {
    const after = replayed.get(key) ?? -1;
    const batchMax = Math.min(REPLAY_BATCH_MAX, position - after);
    if (batchMax <= 0) return count;
    const events = await log.read(topic, partition, after, batchMax);
    const last = events.at(-1);
    if (!last) return count;
    await inWork((tx) => recordEvents(tx, NEXT, events));
    replayed.set(key, last.position);
    count += events.length;
  }
}
