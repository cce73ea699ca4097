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
import type { SystemCtx } from "@/server/platform/context";

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
  while (!isOver()) {
    const work = await findWork(ctx.db, consumers, ctx.now);
    if (work.length === 0) return outcome;
    const before = outcome.claimed;
    const readAhead = async (item: Work): Promise<Stretch | undefined> => {
      const consumer = byName.get(item.consumer);
      if (!consumer || consumer.effect === "external" || isOver()) return undefined;
      return readStretch(ctx, log, consumer, item, batchMaxOf(consumer, allowance));
    };
    await inParallel(work, options.concurrency ?? 1, readAhead, async (item, stretch) => {
      const consumer = byName.get(item.consumer);
      if (!consumer || isOver()) return;
      const run = await runPartition(ctx, log, consumer, item, stretch, batchMaxOf(consumer, allowance));
      if (run === "taken") return;
      allowance.spend(run.claimed);
      outcome = addOutcomes(outcome, { ...run, lagAfter: 0 });
    });
    // Everything that waits is in the hands of other runs.
    if (outcome.claimed === before) break;
  }
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
  // Others have spent of the allowance since it was read.
  const events = stretch.events.slice(0, batchMax);
  return runDatabasePartition(ctx, log, consumer, work, { ...stretch, events });
}

/**
 * Lets `concurrency` runners take items from one list. While a runner works on an item, what its next one needs is read:
 * so neither the database nor this process waits for the other. The first fault is thrown once all have ended.
 */
async function inParallel<Item, Read>(
  items: readonly Item[],
  concurrency: number,
  readAhead: (item: Item) => Promise<Read>,
  work: (item: Item, read: Read) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const begin = () => {
    const item = queue.shift();
    if (item === undefined) return undefined;
    const read = readAhead(item);
    // Its fault is thrown where it is waited for; unheard until then, it would end the process.
    read.catch(() => undefined);
    return { item, read };
  };
  const runners = Array.from({ length: Math.min(concurrency, items.length) }, async () => {
    for (let next = begin(); next !== undefined; ) {
      const { item, read } = next;
      const ready = await read;
      next = begin();
      await work(item, ready);
    }
  });
  const ends = await Promise.allSettled(runners);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
