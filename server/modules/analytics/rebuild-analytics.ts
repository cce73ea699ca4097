import type { EventRecord } from "@/server/events/define-event";
import { describeError } from "@/server/events/describe-error";
import type { EventLog } from "@/server/events/event-log";
import { postgresEventLog } from "@/server/events/postgres-event-log";
import { ANALYTICS_CONSUMER } from "@/server/modules/analytics/consumers/record-facts-on-events";
import type { Rebuild } from "@/server/modules/analytics/contract";
import {
  compareTotals,
  createNextSchema,
  dropSchemas,
  insertRebuild,
  listUncounted,
  markRebuildEnded,
  NEXT_SCHEMA,
  type Place,
  readPlaces,
  swapSchemas,
  type Total,
} from "@/server/modules/analytics/rebuild-store";
import { prepareRecording, recordEvents } from "@/server/modules/analytics/record-events";
import { analyticsTables } from "@/server/modules/analytics/tables";
import { monotonicMs, systemClock } from "@/server/platform/clock";
import { analyticsDbOf, type SystemCtx } from "@/server/platform/context";
import { inTransaction, type Tx } from "@/server/platform/db";
import { observed } from "@/server/platform/observed";
import type { EventId } from "@/server/primitives/id";

/** Events per transaction of the replay. */
const REPLAY_BATCH_MAX = 5_000;
const NEXT = analyticsTables(NEXT_SCHEMA);

type RebuildCtx = Pick<SystemCtx, "db" | "analyticsDb" | "log">;

/**
 * Makes the analytics store afresh from the event log's rows (`docs/decisions/0120`), compares it with the live one, and puts it in its place.
 *
 * The live store is read and kept up to date all the while. Only the last stretch holds the consumer still: one
 * transaction that locks its positions, replays what came meanwhile, compares and swaps. A crash before its commit
 * leaves the live store as it was; run it again. Differences are reported and do not stop the swap, because a rebuild
 * is also how a store is repaired; with `compareOnly` nothing is swapped. What it found is kept for `listRebuilds`.
 */
export async function rebuildAnalytics(
  ctx: RebuildCtx,
  input: { compareOnly?: boolean; log?: EventLog } = {},
): Promise<Rebuild> {
  const store = analyticsDbOf(ctx);
  const id = await insertRebuild(store, systemClock.now());
  try {
    const result = await rebuild(ctx, input.log ?? postgresEventLog(ctx.db), input.compareOnly ?? false);
    const { eventCount, differences } = result;
    await markRebuildEnded(store, id, {
      endedAt: systemClock.now(),
      result: result.swapped ? "swapped" : "compared",
      eventCount,
      differences,
    });
    ctx.log.info({ eventCount, differences, durationMs: result.durationMs }, "analytics rebuilt");
    return result;
  } catch (error) {
    await markRebuildEnded(store, id, {
      endedAt: systemClock.now(),
      result: "failed",
      error: describeError(error),
    });
    throw error;
  }
}

async function rebuild(ctx: RebuildCtx, log: EventLog, compareOnly: boolean): Promise<Rebuild> {
  const store = analyticsDbOf(ctx);
  const isApart = store !== ctx.db;
  const startedMs = monotonicMs();
  await inTransaction({ db: store }, createNextSchema);
  // Places first: what fails after they were read lies past them, and is looked at under the lock.
  const places = await readPlaces(store, ANALYTICS_CONSUMER, false);
  const replay = new Replay(log, await listUncounted(ctx.db, store, ANALYTICS_CONSUMER));
  for (const place of places) await replay.upTo(place, (work) => inTransaction({ db: store }, work));
  const totals = await inTransaction({ db: store }, async (tx) => {
    const ends = await readPlaces(tx, ANALYTICS_CONSUMER, true);
    // What the consumer has made up for meanwhile counts; what it has failed at meanwhile does not.
    await replay.settle(await listUncounted(isApart ? ctx.db : tx, tx, ANALYTICS_CONSUMER), tx);
    for (const place of ends) await replay.upTo(place, (work) => work(tx));
    const compared = await compareTotals(tx);
    if (!compareOnly) await swapSchemas(tx);
    return compared;
  });
  await dropSchemas(store);
  return {
    eventCount: replay.eventCount,
    durationMs: Math.round(monotonicMs() - startedMs),
    totals,
    differences: totals.filter(isDifference).length,
    swapped: !compareOnly,
  };
}

function isDifference({ total, live, rebuilt }: Total): boolean {
  return total === "unequal_rows" ? live + rebuilt > 0 : live !== rebuilt;
}

/** Plays the log into the next store, place by place, leaving out what the live consumer has not counted. */
class Replay {
  eventCount = 0;
  readonly #reached = new Map<string, number>();
  readonly #leftOut: EventRecord[] = [];

  constructor(
    private readonly log: EventLog,
    private uncounted: ReadonlySet<EventId>,
  ) {}

  /** Up to where the live consumer stands. What comes next is read and worked out while the store writes. */
  async upTo(place: Place, inWork: (work: (tx: Tx) => Promise<void>) => Promise<void>): Promise<void> {
    const key = `${place.topic}/${place.partition}`;
    let next = this.#read(place, this.#reached.get(key) ?? -1);
    for (let read = await next; read; read = await next) {
      next = observed(this.#read(place, read.last));
      await inWork(read.record);
      this.#leftOut.push(...read.leftOut);
      this.#reached.set(key, read.last);
      this.eventCount += read.countedCount;
    }
  }

  async #read({ topic, partition, position }: Place, after: number) {
    const batchMax = Math.min(REPLAY_BATCH_MAX, position - after);
    const events = batchMax > 0 ? await this.log.read(topic, partition, after, batchMax) : [];
    const last = events.at(-1);
    if (!last) return undefined;
    const counted = events.filter((event) => !this.uncounted.has(event.id));
    return {
      last: last.position,
      countedCount: counted.length,
      leftOut: events.filter((event) => this.uncounted.has(event.id)),
      record: await prepareRecording(NEXT, counted),
    };
  }

  /** Adds what was left out and has been counted since. From here on the live consumer stands still. */
  async settle(uncounted: ReadonlySet<EventId>, tx: Tx): Promise<void> {
    this.uncounted = uncounted;
    const counted = this.#leftOut.filter((event) => !uncounted.has(event.id));
    if (counted.length === 0) return;
    await recordEvents(tx, NEXT, counted);
    this.eventCount += counted.length;
  }
}
