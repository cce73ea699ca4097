/**
 * The relay's way to Kafka: placed events are produced in position order per partition, then the partition's mark is moved.
 * A crash in between makes the next relay repeat them, which readers recognise by the position; nothing is lost or
 * reordered. One relay produces a partition at a time, by a lease that it renews while it works.
 */
import { Allowance, type Bounds } from "@/server/events/bounded-run";
import { type PlacedEvent, toRecord } from "@/server/events/kafka-record";
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
import { KafkaFault, type KafkaPort } from "@/server/platform/kafka-port";
import { uuidV7 } from "@/server/primitives/id";

export { countUnproduced } from "@/server/events/produce-store";

/** Events of one produce call, over all partitions. */
export const BATCH_RECORDS_MAX = 4_000;
/** Of one partition in one call: together they are one batch, which has to fit max.message.bytes (1 MiB by default). */
const PARTITION_RECORDS_MAX = 1_000;
const PARTITION_BYTES_MAX = 900_000;
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

function countOf(batch: readonly Stretch[]): number {
  return batch.reduce((sum, { events }) => sum + events.length, 0);
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
): Promise<readonly Stretch[]> {
  const recordsMax = Math.min(BATCH_RECORDS_MAX, allowance.recordsLeft);
  const [placed, waiting] = await Promise.all([
    plan.place?.(recordsMax) ?? 0,
    readNext(production, recordsMax),
  ]);
  const batch = waiting.length === 0 && placed > 0 ? await readNext(production, recordsMax) : waiting;
  allowance.spend(Math.max(placed, countOf(batch)));
  return batch;
}

async function readNext({ db, token, cursors }: Production, recordsMax: number): Promise<readonly Stretch[]> {
  for (const cursor of await claimPartitions(db, token)) cursors.set(keyOf(cursor), cursor);
  if (cursors.size === 0) return [];
  const perPartition = Math.min(PARTITION_RECORDS_MAX, Math.ceil(recordsMax / cursors.size));
  const stretches = await readPlaced(db, [...cursors.values()], perPartition);
  let left = recordsMax;
  const batch: Stretch[] = [];
  for (const stretch of stretches) {
    if (left === 0) break;
    // Lost to another relay while it was read.
    if (!cursors.has(keyOf(stretch))) continue;
    const events = withinBytes(stretch.events.slice(0, left));
    left -= events.length;
    batch.push({ ...stretch, events });
    cursors.set(keyOf(stretch), endOf(stretch, events));
  }
  return batch;
}

function keyOf({ topic, partition }: { topic: string; partition: number }): string {
  return `${topic}/${partition}`;
}

function endOf({ topic, partition, after }: Cursor, events: readonly PlacedEvent[]): Cursor {
  return { topic, partition, after: Number(events.at(-1)?.position ?? after) };
}

/** Cuts a partition's events where they become more than one batch may hold; one event always goes. */
function withinBytes(events: readonly PlacedEvent[]): readonly PlacedEvent[] {
  let bytes = 0;
  const cutAt = events.findIndex(({ payload }, index) => {
    bytes += Buffer.byteLength(payload);
    return index > 0 && bytes > PARTITION_BYTES_MAX;
  });
  return cutAt < 0 ? events : events.slice(0, cutAt);
}

const toRecords = ({ topic, partition, events }: Stretch) =>
  events.map((event) => toRecord(topic, partition, event));

async function produce(production: Production, batch: readonly Stretch[]): Promise<void> {
  try {
    await production.kafka.produce(batch.flatMap(toRecords));
  } catch (error) {
    if (error instanceof KafkaFault && OF_A_PARTITION.has(error.kind)) await produceApart(production, batch);
    throw error;
  }
}

/** Each partition by itself, so that one that cannot be produced does not hold up the others. */
async function produceApart(production: Production, batch: readonly Stretch[]): Promise<void> {
  for (const stretch of batch) {
    try {
      await production.kafka.produce(toRecords(stretch));
      await mark(production, [stretch]);
    } catch (error) {
      // The caller throws the fault that led here; this partition is tried again by the next run.
      if (!(error instanceof KafkaFault)) throw error;
    }
  }
}

/** Moves the marks. A partition whose lease was lost meanwhile is another relay's now and is left to it. */
async function mark({ db, token, cursors }: Production, batch: readonly Stretch[]): Promise<void> {
  const marks = batch.map((stretch) => endOf(stretch, stretch.events));
  const moved = new Set((await moveMarks(db, token, marks)).map(keyOf));
  for (const key of marks.map(keyOf)) if (!moved.has(key)) cursors.delete(key);
}
