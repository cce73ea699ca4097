/**
 * The partition of a key: murmur2 as Kafka's own clients compute it, so that the embedded log and a Kafka cluster put a
 * key in the same place. Source: org.apache.kafka.common.utils.Utils.murmur2, BuiltInPartitioner (4.2).
 */

interface TopicDeclaration {
  /** Raising it is a migration: keys would move. */
  readonly partitionCount: number;
  /** How long Kafka keeps an event. PostgreSQL keeps it for good, and whoever is further behind reads it there. */
  readonly retentionDays: number;
}

const topic = (partitionCount: number, retentionDays: number): TopicDeclaration => ({
  partitionCount,
  retentionDays,
});
const QUARTER = 90;
const MONTH = 30;

const DECLARED: Readonly<Record<string, TopicDeclaration>> = {
  accounts: topic(4, QUARTER),
  listings: topic(4, QUARTER),
  wishlists: topic(4, MONTH),
  calendar: topic(4, MONTH),
  pricing: topic(4, QUARTER),
  payments: topic(4, QUARTER),
  bookings: topic(4, QUARTER),
  reviews: topic(4, QUARTER),
  search: topic(8, MONTH),
};
const UNDECLARED = topic(4, MONTH);

/** Copies of a topic on a cluster that has as many brokers, and how many of them have to have an event before it counts. */
export const REPLICAS = 3;
export const REPLICAS_IN_SYNC_MIN = 2;

export const TOPICS = Object.keys(DECLARED);

export function declarationOf(name: string): TopicDeclaration {
  return DECLARED[name] ?? UNDECLARED;
}

export function partitionCountOf(name: string): number {
  return declarationOf(name).partitionCount;
}

const M = 0x5bd1e995;
const SEED = 0x9747b28c;

/** 32-bit murmur2 of bytes, as a signed integer. */
export function murmur2(bytes: Uint8Array): number {
  const length = bytes.length;
  let hash = (SEED ^ length) | 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, length);
  const blocks = length >> 2;
  for (let block = 0; block < blocks; block += 1) {
    let k = view.getInt32(block * 4, true);
    k = Math.imul(k, M);
    k ^= k >>> 24;
    k = Math.imul(k, M);
    hash = Math.imul(hash, M) ^ k;
  }
  const rest = length & 3;
  const tail = blocks * 4;
  if (rest === 3) hash ^= (bytes[tail + 2] ?? 0) << 16;
  if (rest >= 2) hash ^= (bytes[tail + 1] ?? 0) << 8;
  if (rest >= 1) {
    hash ^= bytes[tail] ?? 0;
    hash = Math.imul(hash, M);
  }
  hash ^= hash >>> 13;
  hash = Math.imul(hash, M);
  return hash ^ (hash >>> 15);
}

export function partitionOf(topicName: string, key: string): number {
  return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCountOf(topicName);
}
