/** Runs consumers over the log, within bounds. Called by the crons, the queue's pushes and the worker alike. */
import {
  Allowance,
  addOutcomes,
  type Bounds,
  NOTHING_DONE,
  type RunOutcome,
} from "@/server/events/bounded-run";
import { openEventLog } from "@/server/events/bus";
import type { Consumer } from "@/server/events/define-consumer";
import type { EventLog } from "@/server/events/event-log";
import { ensurePlaces, findWork, type Work } from "@/server/events/positions";
import {
  type PartitionRun,
  readStretch,
  runDatabasePartition,
  type Stretch,
} from "@/server/events/run-database-consumer";
import { runExternalPartition } from "@/server/events/run-external-consumer";
import { ensureStorePlaces } from "@/server/events/stores";
import { WorkList } from "@/server/events/work-list";
import type { SystemCtx } from "@/server/platform/context";
import { observed } from "@/server/platform/observed";

/**
 * Events that one run reads of a partition, those of other types among them. A transaction handles as many; an external
 * consumer calls out for a few of them and leaves the rest to its next run. What adds up is cheaper the more of it is added
 * up before it is written, so a backlog is taken in large pieces; without one a batch holds what has come.
 */
const BATCH_MAX = { database: 500, batch: 10_000, external: 500 } as const;

export interface RunOptions {
  readonly bounds: Bounds;
  /** Partitions worked on at once, each on a connection of its own. */
  readonly concurrency?: number;
  /** In place of the log that the market's engine keeps. */
  readonly log?: EventLog;
  /** Asked between batches: true ends the run early. */
  readonly isStopping?: () => boolean;
}

/**
 * Handles what waits for the consumers, until nothing does or the bounds are reached. Any number of runs may go on at
 * once: each partition of a consumer is worked on by one of them, and the others pass it over.
 */
export async function runConsumers(
  ctx: SystemCtx,
  consumers: readonly Consumer[],
  options: RunOptions,
): Promise<RunOutcome> {
  await ensurePlaces(ctx.db, consumers);
  await ensureStorePlaces(ctx, consumers);
  const log = options.log ?? (await openEventLog(ctx));
  const byName = new Map(consumers.map((consumer) => [consumer.name, consumer]));
  const allowance = new Allowance(options.bounds);
  const isOver = () => allowance.isSpent || (options.isStopping?.() ?? false);
  let outcome = NOTHING_DONE;
  const list = new WorkList(() => findWork(ctx.db, consumers, ctx.now));
  const readAhead = (item: Work): Promise<Stretch | undefined> | undefined => {
    const consumer = byName.get(item.consumer);
    if (!consumer || consumer.effect === "external" || isOver()) return undefined;
    return readStretch(ctx, log, consumer, item, batchMaxOf(consumer, allowance));
  };
  await inParallel(list, options.concurrency ?? 1, readAhead, async (item, stretch) => {
    const consumer = byName.get(item.consumer);
    if (isOver()) {
      list.close();
      return false;
    }
    if (!consumer) return false;
    const run = await runPartition(ctx, log, consumer, item, stretch, batchMaxOf(consumer, allowance));
    if (run === "taken") return false;
    allowance.spend(run.claimed);
    outcome = addOutcomes(outcome, { ...run, lagAfter: 0 });
    return run.claimed > 0;
  });
  if (list.isEmpty) return outcome;
  const left = await findWork(ctx.db, consumers, ctx.now);
  return { ...outcome, lagAfter: left.reduce((sum, item) => sum + item.waiting, 0) };
}

function batchMaxOf(consumer: Consumer, allowance: Allowance): number {
  return Math.min(BATCH_MAX[consumer.effect], allowance.recordsLeft);
}

async function runPartition(
  ctx: SystemCtx,
  log: EventLog,
  consumer: Consumer,
  work: Work,
  stretch: Stretch | undefined,
  batchMax: number,
): Promise<PartitionRun> {
  if (consumer.effect === "external") return runExternalPartition(ctx, log, consumer, work, batchMax);
  if (!stretch) return "taken";
  // Where others have spent of the allowance since it was read, not all of it is taken.
  const { position, events } = stretch;
  const taken = events.length <= batchMax ? stretch : { position, events: events.slice(0, batchMax) };
  return runDatabasePartition(ctx, log, consumer, work, taken);
}

/**
 * Lets `concurrency` runners take items from the list until nothing is left. `work` says whether it did anything. While a
 * runner works on an item, what its next one needs is read: so neither the database nor this process waits for the
 * other. An item for which there is nothing to read may call out and take long: nothing is put behind it. The first fault is
 * thrown once all have ended.
 */
async function inParallel<Read>(
  list: WorkList,
  concurrency: number,
  readAhead: (item: Work) => Promise<Read> | undefined,
  work: (item: Work, read: Read | undefined) => Promise<boolean>,
): Promise<void> {
  const begin = (item: Work | undefined) => {
    const read = item && readAhead(item);
    return item && { item, read: read && observed(read) };
  };
  const run = async () => {
    for (let next = begin(await list.take()); next !== undefined; ) {
      const { item, read } = next;
      const ready = await read;
      const ahead = read && observed(list.takeIfFree().then(begin));
      list.release(item, await work(item, ready));
      next = (await ahead) ?? begin(await list.take());
    }
  };
  const runners = Array.from({ length: concurrency }, () =>
    run().catch((error: unknown) => {
      list.close();
      throw error;
    }),
  );
  const ends = await Promise.allSettled(runners);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
