/** A Kafka cluster as the event log sees it. Topics are named as modules name them; the adapter knows their prefix. */

export interface StoredRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly value: string;
  readonly headers: ReadonlyMap<string, string>;
}

/**
 * Records of one partition, in the sequence that they are stored in, a column each of keys, values and headers: thousands of
 * them are packed a second, and an object for each would cost as much as the packing.
 */
export interface BusBatch {
  readonly topic: string;
  readonly partition: number;
  /** Columns that are longer go on in another batch. */
  readonly recordCount: number;
  readonly keys: readonly string[];
  readonly values: readonly string[];
  /** Every record has all of them. */
  readonly headers: readonly BusHeader[];
}
interface BusHeader {
  readonly name: string;
  readonly values: readonly string[];
}

/** A batch as `packBatch` makes it, to be sent. */
export interface PackedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly recordCount: number;
  readonly packed: Buffer;
}

/** What a partition holds from an offset on. */
export interface BusSlice {
  readonly records: readonly StoredRecord[];
  /** The first offset that is still kept, and the one that the next record will get. */
  readonly startOffset: number;
  readonly endOffset: number;
}

export interface BusTopic {
  readonly topic: string;
  readonly partitionCount: number;
  readonly replicaCount: number;
}

export type KafkaFaultKind =
  | "sign_in_refused"
  | "not_allowed"
  | "certificate_expired"
  | "certificate_untrusted"
  | "tls_mismatch"
  | "unknown_topic"
  | "record_too_large"
  | "too_few_replicas"
  | "unreachable"
  | "not_configured"
  | "another_cluster"
  | "topics_differ"
  | "other";

/** Kafka did not do what it was asked. The message is one sentence for an operator; whether it acted is unknown. */
export class KafkaFault extends Error {
  override readonly name = "KafkaFault";
  readonly kind: KafkaFaultKind;
  constructor(kind: KafkaFaultKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** Faults throw KafkaFault. Nothing connects before the first call; after a fault the next call connects anew. */
export interface KafkaPort {
  /** Which topics on which cluster this is, as a text that stays the same as long as they are the same. */
  readPlace(): Promise<string>;
  /**
   * Writes records, at most one batch of a partition. Resolves once every replica in sync has them. After a fault each
   * batch may have been stored, whole, or not at all.
   */
  produce(batches: readonly PackedBatch[]): Promise<void>;
  /** Records of a partition from `offset` on, a few more or less than fit in `bytesMax`; at least one where there is one. */
  fetch(from: {
    readonly topic: string;
    readonly partition: number;
    readonly offset: number;
    readonly bytesMax: number;
  }): Promise<BusSlice>;
  /** The market's topics that are there. */
  listTopics(): Promise<readonly BusTopic[]>;
  countBrokers(): Promise<number>;
  createTopic(topic: BusTopic, settings: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
}
