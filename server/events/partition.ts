/**
 * The partition of a key: murmur2 as Kafka's own clients compute it, so that the embedded log and a Kafka cluster put a
 * key in the same place. Source: org.apache.kafka.common.utils.Utils.murmur2, BuiltInPartitioner (4.2).
 */

/** Partitions per topic. Raising one is a migration: keys would move. */
const PARTITION_COUNTS: Readonly<Record<string, number>> = {
  accounts: 4,
  listings: 4,
  wishlists: 4,
  calendar: 4,
  pricing: 4,
  payments: 4,
  bookings: 4,
  reviews: 4,
  search: 8,
};
const PARTITION_COUNT_DEFAULT = 4;

export const TOPICS = Object.keys(PARTITION_COUNTS);

export function partitionCountOf(topic: string): number {
  return PARTITION_COUNTS[topic] ?? PARTITION_COUNT_DEFAULT;
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

export function partitionOf(topic: string, key: string): number {
  return (murmur2(new TextEncoder().encode(key)) & 0x7fffffff) % partitionCountOf(topic);
}
