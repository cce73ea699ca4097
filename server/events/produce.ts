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
 * Produces what waits, within the bounds, and gives the number of events produced. While a batch is on its way the next
 * one is placed and read. Throws Kafka's fault once the partitions that it does not concern are done with.
 */
export async function produceWaiting(db: Db, kafka: KafkaPort, plan: Plan): Promise<number> {
  const allowance = new Allowance(plan.bounds);
  const production: Production = { db, kafka, token: uuidV7(), cursors: new Map() };
  const renewing = keepClaims(production);
  let produced = 0;
  try {
    let batch = await prepare(production, plan, allowance);
    while (batch.length > 0) {
      const [sent, next] = await Promise.allSettled([
        produceAndMark(production, batch),
        allowance.isSpent ? [] : prepare(production, plan, allowance),
      ]);
      if (sent.status === "rejected") throw sent.reason;
      produced += sent.value;
      if (next.status === "rejected") throw next.reason;
      batch = next.value;
    }
    return produced;
  } finally {
    clearInterval(renewing);
    await releasePartitions(db, production.token);
  }
}

/** A run that takes longer than its lease holds on to it. One that could not finds out when it moves its marks. */
function keepClaims({ db, token }: Production) {
  const renewing = setInterval(() => void renewClaims(db, token).catch(() => undefined), RENEW_MS);
  renewing.unref();
  return renewing;
}

/** Places and claims what there is, and reads the next batch of it. Empty when nothing waits that is ours to produce. */
async function prepare(
  { db, token, cursors }: Production,
  plan: Plan,
  allowance: Allowance,
): Promise<readonly PlacedEvent[]> {
  const recordsMax = Math.min(BATCH_RECORDS_MAX, allowance.recordsLeft);
  const placed = (await plan.place?.(recordsMax)) ?? 0;
  for (const cursor of await claimPartitions(db, token)) cursors.set(keyOf(cursor), cursor);
  if (cursors.size === 0) return [];
  const perPartition = Math.min(PARTITION_RECORDS_MAX, Math.ceil(recordsMax / cursors.size));
  const rows = await readPlaced(db, [...cursors.values()], perPartition);
  const batch = withinBytes(rows).slice(0, recordsMax);
  for (const event of batch) cursors.set(keyOf(event), { ...event, after: event.position });
  allowance.spend(Math.max(placed, batch.length));
  return batch;
}

function keyOf({ topic, partition }: { topic: string; partition: number }): string {
  return `${topic}/${partition}`;
}

/** Cuts each partition's events where they become more than one batch may hold; one event always goes. */
function withinBytes(events: readonly PlacedEvent[]): PlacedEvent[] {
  const bytes = new Map<string, number>();
  const cut = new Set<string>();
  return events.filter((event) => {
    const key = keyOf(event);
    if (cut.has(key)) return false;
    const before = bytes.get(key) ?? 0;
    const after = before + Buffer.byteLength(event.payload);
    if (before > 0 && after > PARTITION_BYTES_MAX) {
      cut.add(key);
      return false;
    }
    bytes.set(key, after);
    return true;
  });
}

async function produceAndMark(production: Production, batch: readonly PlacedEvent[]): Promise<number> {
  try {
    await production.kafka.produce(batch.map(toRecord));
  } catch (error) {
    if (error instanceof KafkaFault && OF_A_PARTITION.has(error.kind)) await produceApart(production, batch);
    throw error;
  }
  await mark(production, batch);
  return batch.length;
}

/** Each partition by itself, so that one that cannot be produced does not hold up the others. */
async function produceApart(production: Production, batch: readonly PlacedEvent[]): Promise<void> {
  const partitions = new Map<string, PlacedEvent[]>();
  for (const event of batch) partitions.set(keyOf(event), [...(partitions.get(keyOf(event)) ?? []), event]);
  for (const events of partitions.values()) {
    try {
      await production.kafka.produce(events.map(toRecord));
      await mark(production, events);
    } catch (error) {
      // The caller throws the fault that led here; this partition is tried again by the next run.
      if (!(error instanceof KafkaFault)) throw error;
    }
  }
}

/** Moves the marks. A partition whose lease was lost meanwhile is another relay's now and is left to it. */
async function mark({ db, token, cursors }: Production, batch: readonly PlacedEvent[]): Promise<void> {
  const marks = new Map(batch.map((event) => [keyOf(event), { ...event, after: event.position }]));
  const moved = new Set((await moveMarks(db, token, [...marks.values()])).map(keyOf));
  for (const key of marks.keys()) if (!moved.has(key)) cursors.delete(key);
}
