/**
 * The relay's way to Kafka: placed events are produced in position order per partition, then the partition's mark is moved.
 * A crash in between makes the next relay repeat them, which readers recognise by the position; nothing is lost or
 * reordered. One relay produces a partition at a time, by a lease that it renews while it works.
 */
import { Allowance, type Bounds } from "@/server/events/bounded-run";
import { toBatch } from "@/server/events/kafka-record";
import {
  type Cursor,
  claimPartitions,
  moveMarks,
  readPlaced,
  releasePartitions,
  renewClaims,
  type Stretch,
} from "@/server/events/produce-store";
import type { Db } from "@/server/platform/db";
import { packBatch } from "@/server/platform/kafka-batch";
import { KafkaFault, type KafkaPort, type PackedBatch } from "@/server/platform/kafka-port";
import { letOthersRun } from "@/server/platform/let-others-run";
import { observed } from "@/server/platform/observed";
import { assertPresent } from "@/server/primitives/assert";
import { uuidV7 } from "@/server/primitives/id";

export { countUnproduced } from "@/server/events/produce-store";

/** Events of one produce call, over all partitions. */
export const BATCH_RECORDS_MAX = 4_000;
/** Of one partition in one call: together they are one batch, which has to fit max.message.bytes (1 MiB by default). */
const PARTITION_RECORDS_MAX = 1_000;
const PARTITION_BYTES_MAX = 900_000;
/** Of one statement. While what it gave is packed the database works on the next, so that neither waits for the other. */
const READ_RECORDS_MAX = 1_000;
const READS_AT_ONCE = 2;
const RENEW_MS = 2_500;

/** Faults that may be about one partition or one event, so that the others are still worth a try by themselves. */
const OF_A_PARTITION = new Set([
  "record_too_large",
  "too_few_replicas",
  "unknown_topic",
  "not_allowed",
  "other",
]);

interface Production {
  readonly db: Db;
  readonly kafka: KafkaPort;
  readonly token: string;
  /** The partitions that are ours, and how far each has been read. */
  readonly cursors: Map<string, Cursor>;
}

/** Events of one partition, packed for Kafka, and how far they reach. */
interface Portion {
  readonly batch: PackedBatch;
  readonly end: Cursor;
}

interface Plan {
  readonly bounds: Bounds;
  /** Places events before each batch is read; says how many. */
  readonly place?: (recordsMax: number) => Promise<number>;
}

/**
 * Produces what waits, within the bounds, and gives the number of events produced. While a batch is on its way the marks
 * of the one before are moved, the next one is read and the one after it placed. Throws Kafka's fault once the partitions
 * that it does not concern are done with.
 */
export async function produceWaiting(db: Db, kafka: KafkaPort, plan: Plan): Promise<number> {
  const allowance = new Allowance(plan.bounds);
  const production: Production = { db, kafka, token: uuidV7(), cursors: new Map() };
  const renewing = keepClaims(production);
  let produced = 0;
  try {
    let batch = await prepare(production, plan, allowance);
    let marking = Promise.resolve();
    while (batch.length > 0) {
      const [sent, marked, next] = await Promise.allSettled([
        produce(production, batch),
        marking,
        allowance.isSpent ? [] : prepare(production, plan, allowance),
      ]);
      if (marked.status === "rejected") throw marked.reason;
      if (sent.status === "rejected") throw sent.reason;
      produced += countOf(batch);
      marking = mark(production, batch);
      if (next.status === "rejected") {
        await marking;
        throw next.reason;
      }
      batch = next.value;
    }
    await marking;
    return produced;
  } finally {
    clearInterval(renewing);
    await releasePartitions(db, production.token);
  }
}

function countOf(portions: readonly Portion[]): number {
  return portions.reduce((sum, { batch }) => sum + batch.recordCount, 0);
}

/** A run that takes longer than its lease holds on to it. One that could not finds out when it moves its marks. */
function keepClaims({ db, token }: Production) {
  const renewing = setInterval(() => void renewClaims(db, token).catch(() => undefined), RENEW_MS);
  renewing.unref();
  return renewing;
}

/** Claims and reads the next batch, while what comes after it is placed. Empty when nothing waits that is ours. */
async function prepare(
  production: Production,
  plan: Plan,
  allowance: Allowance,
): Promise<readonly Portion[]> {
  const recordsMax = Math.min(BATCH_RECORDS_MAX, allowance.recordsLeft);
  const [placed, waiting] = await Promise.all([
    plan.place?.(recordsMax) ?? 0,
    readNext(production, recordsMax),
  ]);
  const batch = waiting.length === 0 && placed > 0 ? await readNext(production, recordsMax) : waiting;
  allowance.spend(Math.max(placed, countOf(batch)));
  return batch;
}

async function readNext(production: Production, recordsMax: number): Promise<readonly Portion[]> {
  const { db, token, cursors } = production;
  const [portions, claimed] = await Promise.all([
    readClaimed(production, recordsMax),
    claimPartitions(db, token),
  ]);
  // One that was ours all the time, its lease run out, goes on from where it has been read to.
  const added = claimed.filter((cursor) => !cursors.has(keyOf(cursor)));
  for (const cursor of added) cursors.set(keyOf(cursor), cursor);
  return portions.length === 0 && added.length > 0 ? readClaimed(production, recordsMax) : portions;
}

async function readClaimed(production: Production, recordsMax: number): Promise<readonly Portion[]> {
  const { db, cursors } = production;
  const perPartition = Math.min(PARTITION_RECORDS_MAX, Math.ceil(recordsMax / Math.max(1, cursors.size)));
  const groups = inGroups([...cursors.values()], Math.ceil(READ_RECORDS_MAX / perPartition));
  const portions: Portion[] = [];
  const reads: Promise<readonly Stretch[]>[] = [];
  for (let nth = 0; nth < groups.length; nth += 1) {
    for (const group of groups.slice(reads.length, nth + READS_AT_ONCE))
      reads.push(observed(readPlaced(db, group, perPartition)));
    const stretches = (await reads[nth]) ?? [];
    await packInto(portions, production, { stretches, recordsMax });
  }
  return portions;
}

/** Everybody else has their turn after each partition: packing is what this process does longest. */
async function packInto(
  portions: Portion[],
  { cursors }: Production,
  { stretches, recordsMax }: { readonly stretches: readonly Stretch[]; readonly recordsMax: number },
): Promise<void> {
  for (const stretch of stretches) {
    const { topic, partition, events } = stretch;
    const countMax = Math.min(events.positions.length, recordsMax - countOf(portions));
    // A partition that is not ours any more was lost to another relay while it was read.
    if (countMax === 0 || !cursors.has(keyOf(stretch))) continue;
    const count = countWithinBytes(events.payloads, countMax);
    const end = { topic, partition, after: assertPresent(events.positions[count - 1], "the last position") };
    portions.push({ batch: packBatch(toBatch(topic, partition, events, count)), end });
    cursors.set(keyOf(stretch), end);
    await letOthersRun();
  }
}

function inGroups<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, nth) =>
    items.slice(nth * size, (nth + 1) * size),
  );
}

function keyOf({ topic, partition }: { topic: string; partition: number }): string {
  return `${topic}/${partition}`;
}

/** How many of a partition's events one batch may hold, of `countMax` at most; one event always goes. */
function countWithinBytes(payloads: readonly string[], countMax: number): number {
  let bytes = 0;
  for (let nth = 0; nth < countMax; nth += 1) {
    bytes += Buffer.byteLength(payloads[nth] ?? "");
    if (nth > 0 && bytes > PARTITION_BYTES_MAX) return nth;
  }
  return countMax;
}

async function produce(production: Production, portions: readonly Portion[]): Promise<void> {
  try {
    await production.kafka.produce(portions.map(({ batch }) => batch));
  } catch (error) {
    if (error instanceof KafkaFault && OF_A_PARTITION.has(error.kind))
      await produceApart(production, portions);
    throw error;
  }
}

/** Each partition by itself, so that one that cannot be produced does not hold up the others. */
async function produceApart(production: Production, portions: readonly Portion[]): Promise<void> {
  for (const portion of portions) {
    try {
      await production.kafka.produce([portion.batch]);
      await mark(production, [portion]);
    } catch (error) {
      // The caller throws the fault that led here; this partition is tried again by the next run.
      if (!(error instanceof KafkaFault)) throw error;
    }
  }
}

/** Moves the marks. A partition whose lease was lost meanwhile is another relay's now and is left to it. */
async function mark({ db, token, cursors }: Production, portions: readonly Portion[]): Promise<void> {
  const marks = portions.map(({ end }) => end);
  const moved = new Set((await moveMarks(db, token, marks)).map(keyOf));
  for (const key of marks.map(keyOf)) if (!moved.has(key)) cursors.delete(key);
}
