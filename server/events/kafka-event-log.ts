/**
 * The event log on Kafka. Partitions are read by offset without a consumer group: where consumers stand is kept in the
 * database. What Kafka no longer has, by its retention or by a loss, is read from the rows that PostgreSQL keeps, up to
 * the produced mark, so a reader sees each position once and without a gap whatever has become of the topic.
 */
import type { EventRecord } from "@/server/events/define-event";
import type { EventLog } from "@/server/events/event-log";
import { positionOf, toEvent } from "@/server/events/kafka-record";
import { OffsetMemory } from "@/server/events/offset-memory";
import { postgresEventLog } from "@/server/events/postgres-event-log";
import { type Db, rowsOf, sql } from "@/server/platform/db";
import type { KafkaPort, StoredRecord } from "@/server/platform/kafka-port";
import type { Log } from "@/server/platform/log";

interface Source {
  readonly kafka: KafkaPort;
  readonly db: Db;
  readonly log: Log;
}
interface Wanted {
  readonly topic: string;
  readonly partition: number;
  readonly after: number;
  readonly max: number;
}

/** A fetch brings whole batches; of a retried event, one. */
const FETCH_BYTES_MAX = 1_048_576;
const FETCH_BYTES_ONE = 65_536;
/** Fetches of one read: a search over many repeats ends with what it has, and the next read goes on from there. */
const FETCHES_MAX = 50;

const memories = new WeakMap<KafkaPort, OffsetMemory>();

export function kafkaEventLog(source: Source): EventLog {
  const memory = memories.get(source.kafka) ?? new OffsetMemory();
  memories.set(source.kafka, memory);
  return {
    async read(topic, partition, after, max) {
      const wanted: Wanted = { topic, partition, after, max };
      const from = memory.offsetBefore(topic, partition, after + 1);
      let found = await walk(source.kafka, wanted, from);
      if (found.events.length === 0 && from > found.startOffset) {
        // What was remembered led past it, as after a loss; the beginning leads to it if it is there at all.
        memory.forget(topic, partition);
        found = await walk(source.kafka, wanted, found.startOffset);
      }
      if (found.last)
        memory.note(topic, partition, { position: positionOf(found.last), offset: found.last.offset });
      return found.events.length > 0 ? found.events : readKept(source, wanted, found.missingUntil);
    },
  };
}

/** Whether the cluster itself has an event: for the audit. An event that its topic's retention has taken is not missed. */
export async function isInKafka(
  kafka: KafkaPort,
  topic: string,
  partition: number,
  position: number,
): Promise<boolean> {
  const wanted: Wanted = { topic, partition, after: position - 1, max: 1 };
  const found = await walk(kafka, wanted, new OffsetMemory().offsetBefore(topic, partition, position));
  return found.events.length > 0 || found.startOffset > 0;
}

interface Found {
  readonly events: EventRecord[];
  readonly last: StoredRecord | undefined;
  readonly startOffset: number;
  /** The position before which Kafka has a gap, where it begins with the first that was wanted. */
  readonly missingUntil: number | undefined;
}

/** Reads on from an offset: passes what is before the wanted positions or repeated, and ends at a gap, or with enough. */
async function walk(kafka: KafkaPort, wanted: Wanted, from: number): Promise<Found> {
  const { topic, partition, after, max } = wanted;
  const events: EventRecord[] = [];
  const bytesMax = max === 1 ? FETCH_BYTES_ONE : FETCH_BYTES_MAX;
  let next = after + 1;
  let last: StoredRecord | undefined;
  let offset = from;
  let startOffset = 0;
  const found = (missingUntil?: number): Found => ({ events, last, startOffset, missingUntil });
  for (let fetches = 0; fetches < FETCHES_MAX; fetches += 1) {
    const slice = await kafka.fetch({ topic, partition, offset, bytesMax });
    startOffset = slice.startOffset;
    if (slice.records.length === 0) {
      if (offset >= slice.startOffset) return found();
      offset = slice.startOffset;
      continue;
    }
    for (const record of slice.records) {
      const position = positionOf(record);
      if (position > next) return found(events.length === 0 ? position : undefined);
      if (position < next) continue;
      events.push(toEvent(record));
      last = record;
      next += 1;
      if (events.length === max) return found();
    }
    const end = slice.records.at(-1);
    if (end) offset = end.offset + Math.max(1, next - positionOf(end));
  }
  return found();
}

/** From the rows: what was produced once and is not in Kafka. Empty when nothing of it has been produced. */
async function readKept(
  source: Source,
  wanted: Wanted,
  missingUntil: number | undefined,
): Promise<readonly EventRecord[]> {
  const { db, log } = source;
  const { topic, partition, after, max } = wanted;
  const rows = await rowsOf<{ produced: number }>(
    db,
    sql`select produced_position::float8 as produced from kafka_partitions
        where topic = ${topic} and partition = ${partition}`,
  );
  const until = Math.min(rows[0]?.produced ?? -1, (missingUntil ?? Number.MAX_SAFE_INTEGER) - 1);
  if (until <= after) return [];
  log.info({ topic, partition, after, until }, "events that Kafka no longer has are read from the database");
  return postgresEventLog(db).read(topic, partition, after, Math.min(max, until - after));
}
