/**
 * Kafka by the native protocol. A client is made with the first call and thrown away with a fault, so that a cluster that
 * comes back is met with no memory of its absence.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Admin, Consumer } from "@platformatic/kafka";
import { toKafkaFault } from "@/server/platform/kafka-fault";
import type { BusSlice, KafkaPort, PackedBatch } from "@/server/platform/kafka-port";
import { BatchProducer } from "@/server/platform/kafka-producer";
import { readStored } from "@/server/platform/kafka-records";

export interface KafkaSettings {
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
  readonly signIn?:
    | {
        readonly mechanism: "SCRAM-SHA-512" | "SCRAM-SHA-256" | "PLAIN";
        readonly username: string;
        readonly password: string;
      }
    | undefined;
  /** Absent for a connection without TLS; `ca` absent for the authorities that Node knows. */
  readonly tls?: { readonly ca?: string } | undefined;
}

const CONNECT_MS_MAX = 5_000;
/** A broker that is asked for `acks=all` answers within this or says that its replicas did not. */
const ACKS_MS_MAX = 10_000;
const REQUEST_MS_MAX = 15_000;
/** At most two would be taken for "for ever" by the client where the producer is idempotent. */
const RETRIES_MAX = 3;
const RETRY_MS = 250;
const METADATA_MS_MAX = 30_000;
const KNOWN_MS_MAX = 30_000;
const KNOWN_POLL_MS = 50;
/** A fetch answers at once: whoever reads knows that there is something, or finds that there is not. */
const FETCH_WAIT_MS = 5;

type Library = typeof import("@platformatic/kafka");

export function kafkaCluster(settings: KafkaSettings): KafkaPort {
  const { brokers, topicPrefix } = settings;
  const { producer, consumer, admin } = clients(settings);
  const topicOf = (name: string) => `${topicPrefix}${name}`;
  /** The library keeps one fetch session per broker, which two fetches at once would put out of step. */
  let fetching: Promise<unknown> = Promise.resolve();

  async function fetch(from: Parameters<KafkaPort["fetch"]>[0]): Promise<BusSlice> {
    return consumer.use(async (client) => {
      const topic = topicOf(from.topic);
      const metadata = await client.metadata({ topics: [topic] });
      const found = metadata.topics.get(topic);
      const leader = found?.partitions[from.partition]?.leader;
      if (!found || leader === undefined)
        throw new Error(`Unknown topic ${topic}, partition ${from.partition}.`);
      const wanted = {
        ...{ partition: from.partition, fetchOffset: BigInt(from.offset) },
        ...{ currentLeaderEpoch: -1, lastFetchedEpoch: -1, partitionMaxBytes: from.bytesMax },
      };
      const answer = await client
        .fetch({
          ...{ node: leader, topics: [{ topicId: found.id, partitions: [wanted] }] },
          ...{ maxWaitTime: FETCH_WAIT_MS, minBytes: 1, maxBytes: from.bytesMax },
        })
        .catch((error: unknown) => {
          if (isOutOfRange(error)) return undefined;
          throw error;
        });
      const part = answer?.responses[0]?.partitions[0];
      if (part) return readStored(part, from);
      // Out of range, or a session in which nothing has changed since the last answer: only the ends are to be told.
      const ends = await readEnds(client, topic, from.partition);
      return { records: [], ...ends };
    });
  }

  return {
    readPlace: () => admin.use(async (client) => `${(await client.metadata({})).id}/${topicPrefix}`),
    async produce(batches: readonly PackedBatch[]) {
      if (batches.length === 0) return;
      const named = batches.map((batch) => ({ ...batch, topic: topicOf(batch.topic) }));
      await producer.use((client) => client.produce(named));
    },
    fetch(from) {
      const turn = fetching.then(() => fetch(from));
      fetching = turn.catch(() => undefined);
      return turn;
    },
    listTopics: () =>
      admin.use(async (client) => {
        const names = (await client.listTopics()).filter((name) => name.startsWith(topicPrefix));
        if (names.length === 0) return [];
        const { topics } = await client.metadata({ topics: names, forceUpdate: true });
        return [...topics].map(([name, topic]) => ({
          topic: name.slice(topicPrefix.length),
          partitionCount: topic.partitionsCount,
          replicaCount: topic.partitions[0]?.replicas.length ?? 0,
        }));
      }),
    countBrokers: () =>
      admin.use(async (client) => (await client.metadata({ forceUpdate: true })).brokers.size),
    createTopic: (topic, configs) =>
      admin.use(async (client) => {
        await client.createTopics({
          topics: [topicOf(topic.topic)],
          partitions: topic.partitionCount,
          replicas: topic.replicaCount,
          configs: Object.entries(configs).map(([name, value]) => ({ name, value })),
        });
        await untilKnown(client, topicOf(topic.topic));
      }),
    async close() {
      await Promise.all([producer.drop(), consumer.drop(), admin.drop()]);
    },
  };

  function clients({ signIn, tls }: KafkaSettings) {
    const options = {
      ...{ clientId: "roost", bootstrapBrokers: [...brokers] },
      ...{ connectTimeout: CONNECT_MS_MAX, timeout: ACKS_MS_MAX, requestTimeout: REQUEST_MS_MAX },
      ...{ retries: RETRIES_MAX, retryDelay: RETRY_MS, metadataMaxAge: METADATA_MS_MAX },
      ...(signIn ? { sasl: { ...signIn } } : {}),
      ...(tls ? { tls: { ...tls }, tlsServerName: true } : {}),
    };
    const held: { forget(): void }[] = [];
    const forgetAll = () => {
      for (const client of held) client.forget();
    };
    const one = <T extends Closable>(make: (library: Library) => T) => {
      const client = heldClient(make, brokers, forgetAll);
      held.push(client);
      return client;
    };
    return {
      producer: one((library) => {
        const client = new library.Producer({ ...options, idempotent: true });
        return new BatchProducer(library, client, {
          ...{ acksMsMax: ACKS_MS_MAX, retriesMax: RETRIES_MAX, retryMs: RETRY_MS },
        });
      }),
      // The library asks for a group, which is joined only by those that consume through it.
      consumer: one<Consumer>((library) => new library.Consumer({ ...options, groupId: "roost-unused" })),
      admin: one<Admin>((library) => new library.Admin(options)),
    };
  }
}

interface Closable {
  close(): Promise<void>;
}

/** A client that is made when it is first used and again after a fault of any of them: the cluster may be another then. */
function heldClient<T extends Closable>(
  make: (library: Library) => T,
  brokers: readonly string[],
  onFault: () => void,
) {
  let held: Promise<T> | undefined;
  const take = () => {
    const taken = held;
    held = undefined;
    return taken;
  };
  return {
    drop: async () => (await take())?.close(),
    forget() {
      // What matters of a fault has been thrown; a client that cannot even close is left to the garbage collector.
      take()
        ?.then((client) => client.close())
        .catch(() => undefined);
    },
    async use<R>(work: (client: T) => Promise<R>): Promise<R> {
      held ??= import("@platformatic/kafka").then(make);
      try {
        return await work(await held);
      } catch (error) {
        onFault();
        throw toKafkaFault(error, brokers);
      }
    },
  };
}

/** The controller has made the topic before every broker knows it. */
async function untilKnown(client: Admin, topic: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < KNOWN_MS_MAX; waitedMs += KNOWN_POLL_MS) {
    if ((await client.listTopics()).includes(topic)) {
      const { topics } = await client.metadata({ topics: [topic], forceUpdate: true });
      if (topics.get(topic)?.partitions.every(({ leader }) => leader >= 0)) return;
    }
    await pause(KNOWN_POLL_MS);
  }
}

function isOutOfRange(error: unknown): boolean {
  const parts: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [error, ...parts].some(
    (part) => part instanceof Error && "apiId" in part && part.apiId === "OFFSET_OUT_OF_RANGE",
  );
}

const EARLIEST = -2n;
const LATEST = -1n;

async function readEnds(client: Consumer, topic: string, partition: number) {
  const at = async (timestamp: bigint) => {
    const offsets = await client.listOffsets({
      topics: [topic],
      partitions: { [topic]: [partition] },
      timestamp,
    });
    return Number(offsets.get(topic)?.[partition] ?? 0n);
  };
  return { startOffset: await at(EARLIEST), endOffset: await at(LATEST) };
}
