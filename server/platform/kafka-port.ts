/** A Kafka cluster as the event log sees it. Topics are named as modules name them; the adapter knows their prefix. */

export interface BusRecord {
  readonly topic: string;
  readonly partition: number;
  readonly key: string;
  readonly value: string;
  readonly headers: ReadonlyMap<string, string>;
}
export interface StoredRecord extends BusRecord {
  readonly offset: number;
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
   * Writes records in the sequence given, which within a partition is the sequence they are stored in. Resolves once every
   * replica in sync has them. After a fault any beginning of each partition's records may have been stored.
   */
  produce(records: readonly BusRecord[]): Promise<void>;
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
