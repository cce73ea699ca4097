/**
 * Sends batches to the leaders of their partitions, idempotently and with acks=all. Connections, signing in, metadata, the
 * producer's id and what answers mean are the client library's; which batch goes where, and where again, is decided here.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Broker, Connection, Producer, ProducerInfo, Writer } from "@platformatic/kafka";
import { systemClock } from "@/server/platform/clock";
import { sealBatch } from "@/server/platform/kafka-batch";
import type { PackedBatch } from "@/server/platform/kafka-port";

type Library = typeof import("@platformatic/kafka");

interface ProducerLimits {
  readonly acksMsMax: number;
  readonly retriesMax: number;
  readonly retryMs: number;
}

/** A producer's id, and the number that the next record of each partition gets: they begin anew together. */
interface Identity extends ProducerInfo {
  readonly sequences: Map<string, number>;
}
/** A batch on its way. It keeps the bytes it was first sent as: by them a broker recognises what it has already. */
interface Parcel extends PackedBatch {
  bytes?: Buffer;
}
interface Failure {
  readonly parcel: Parcel;
  readonly error: Error;
}

/** Version 9 of Produce is in every Kafka 3 and 4; what later ones add concerns transactions and hints. */
const PRODUCE = 0;
const PRODUCE_VERSION = 9;
const ACKS_ALL = -1;
const STATE_LOST = ["UNKNOWN_PRODUCER_ID", "OUT_OF_ORDER_SEQUENCE_NUMBER"];

export class BatchProducer {
  readonly #library: Library;
  readonly #client: Producer;
  readonly #limits: ProducerLimits;
  #identity: Promise<Identity> | undefined;

  constructor(library: Library, client: Producer, limits: ProducerLimits) {
    this.#library = library;
    this.#client = client;
    this.#limits = limits;
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  /**
   * Resolves once all of it is stored. A batch that fails for a reason that passes, such as a leader that has moved, is sent
   * again to whoever leads then. Rejects with the failures; the producer is not to be used after that, since what it
   * has sent may have been stored or not.
   */
  async produce(batches: readonly PackedBatch[]): Promise<void> {
    let parcels: readonly Parcel[] = batches.map((batch) => ({ ...batch }));
    let hasBegunAnew = false;
    for (let attempt = 0; ; attempt += 1) {
      const failures = await this.#sendAll(parcels, attempt > 0);
      if (failures.length === 0) return;
      const lost = hasBegunAnew ? [] : failures.filter(({ error }) => this.#isStateLost(error));
      if (lost.length > 0) {
        hasBegunAnew = true;
        this.#identity = undefined;
        for (const { parcel } of lost) delete parcel.bytes;
      }
      const isOver = failures.some((failure) => !lost.includes(failure) && this.#isLasting(failure.error));
      if (isOver || attempt === this.#limits.retriesMax)
        throw new AggregateError(
          failures.map(({ error }) => error),
          `Producing failed ${attempt + 1} times.`,
        );
      parcels = failures.map(({ parcel }) => parcel);
      await pause(this.#limits.retryMs);
    }
  }

  /** A broker that has lost what it knew of a producer: the batch is not stored, and goes under a new id. */
  #isStateLost(error: Error): boolean {
    return STATE_LOST.some((id) => this.#library.findErrorBy(error, "apiId", id) !== null);
  }

  #isLasting(error: Error): boolean {
    return this.#library.findErrorBy(error, "canRetry", false) !== null;
  }

  async #sendAll(parcels: readonly Parcel[], isAgain: boolean): Promise<readonly Failure[]> {
    const identity = await this.#identify();
    const topics = [...new Set(parcels.map(({ topic }) => topic))];
    const metadata = await this.#client.metadata({ topics, forceUpdate: isAgain });
    const leaderOf = ({ topic, partition }: Parcel) => {
      const leader = metadata.topics.get(topic)?.partitions[partition]?.leader;
      if (leader === undefined) throw new Error(`Unknown topic ${topic}, partition ${partition}.`);
      return leader;
    };
    const sent = [...grouped(parcels, leaderOf)].map(([leader, ofLeader]) =>
      this.#send(metadata.brokers.get(leader), ofLeader, identity),
    );
    return (await Promise.all(sent)).flat();
  }

  /** Fresh with a client's first batch. */
  #identify(): Promise<Identity> {
    this.#identity ??= this.#client
      .initIdempotentProducer({})
      .then((info) => ({ ...info, sequences: new Map<string, number>() }));
    return this.#identity;
  }

  async #send(
    broker: Broker | undefined,
    parcels: readonly Parcel[],
    identity: Identity,
  ): Promise<readonly Failure[]> {
    try {
      if (!broker) throw new this.#library.NetworkError("The partition's leader is not among the brokers.");
      const connection = await this.#client.connections.get(broker);
      // Numbered and handed to the connection in one go, so that a partition's batches leave in the sequence of their numbers.
      for (const parcel of parcels) parcel.bytes ??= this.#seal(parcel, identity);
      await this.#request(connection, parcels);
      return [];
    } catch (error) {
      return this.#failuresOf(parcels, error instanceof Error ? error : new Error(String(error)));
    }
  }

  #seal(parcel: Parcel, { producerId, producerEpoch, sequences }: Identity): Buffer {
    const place = placeOf(parcel.topic, parcel.partition);
    const sequence = sequences.get(place) ?? 0;
    sequences.set(place, (sequence + parcel.recordCount) % SEQUENCE_COUNT);
    const { crc32c } = this.#library;
    const sentMs = systemClock.now().getTime();
    return sealBatch(parcel, { producerId, producerEpoch, sequence, sentMs, crc32c });
  }

  #request(connection: Connection, parcels: readonly Parcel[]): Promise<unknown> {
    const { produceV9 } = this.#library;
    return new Promise((resolve, reject) => {
      connection.send(
        PRODUCE,
        PRODUCE_VERSION,
        () => this.#toRequest(parcels),
        produceV9.parseResponse,
        true,
        true,
        (error, answer) => (error ? reject(error) : resolve(answer)),
      );
    });
  }

  #toRequest(parcels: readonly Parcel[]): Writer {
    const topics = [...grouped(parcels, ({ topic }) => topic)];
    return this.#library.Writer.create()
      .appendString(null)
      .appendInt16(ACKS_ALL)
      .appendInt32(this.#limits.acksMsMax)
      .appendArray(topics, (to, [topic, ofTopic]) => {
        to.appendString(topic).appendArray([...ofTopic], (one, { partition, bytes }) => {
          one.appendInt32(partition).appendBytes(bytes);
        });
      })
      .appendTaggedFields();
  }

  /** An answer names the partitions that were refused; anything else concerns all that was sent with it. */
  #failuresOf(parcels: readonly Parcel[], error: Error): readonly Failure[] {
    const refused = new Map<string, Error>();
    if (error instanceof this.#library.ResponseError)
      for (const { name, partitionResponses } of answerOf(error).responses)
        for (const { index, errorCode, errorMessage } of partitionResponses)
          if (errorCode !== 0)
            refused.set(placeOf(name, index), new this.#library.ProtocolError(errorCode, errorMessage));
    if (refused.size === 0) return parcels.map((parcel) => ({ parcel, error }));
    return parcels.flatMap((parcel) => {
      const own = refused.get(placeOf(parcel.topic, parcel.partition));
      return own ? [{ parcel, error: own }] : [];
    });
  }
}

type Answer = ReturnType<Library["produceV9"]["parseResponse"]>;
/** The library gives its errors the answer as a property of no type. */
const answerOf = (error: { readonly [name: string]: unknown }) => error.response as Answer;

/** After the highest comes 0 again. */
const SEQUENCE_COUNT = 2 ** 31;

const placeOf = (topic: string, partition: number) => `${topic}/${partition}`;

function grouped<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
