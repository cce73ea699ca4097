/** The engines that the event log's contracts are run on. */
import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { partitionCountOf, REPLICAS_IN_SYNC_MIN } from "@/server/events/partition";
import { readEnv } from "@/server/platform/env";
import { kafkaCluster } from "@/server/platform/kafka";
import type { KafkaPort } from "@/server/platform/kafka-port";
import { kafkaSettingsOf } from "@/server/platform/kafka-settings";
import type { Ports } from "@/server/platform/ports";
import { assertPresent } from "@/server/primitives/assert";
import type { Market } from "@/tests/support/market";

export interface Engine {
  readonly name: "postgres" | "kafka";
  readonly ports: Partial<Ports>;
  /** Lets the market's log, which the caller has emptied, begin anew. */
  reset(market: Market): Promise<void>;
  close(): Promise<void>;
}

export function postgresEngine(): Engine {
  return { name: "postgres", ports: {}, reset: async () => undefined, close: async () => undefined };
}

/** The test run's broker, under topics of a name that nobody else has. */
export function openTestKafka(changed: Readonly<Record<string, string>> = {}): KafkaPort {
  const prefix = `t${randomBytes(6).toString("hex")}.`;
  const env = readEnv({ ...inject("kafkaEnv"), KAFKA_TOPIC_PREFIX: prefix, ...changed });
  return kafkaCluster(assertPresent(kafkaSettingsOf(env), "the settings of the test run's broker"));
}

export async function makeSearchTopic(kafka: KafkaPort, replicaCount = 1): Promise<void> {
  const partitionCount = partitionCountOf("search");
  const inSyncMin = Math.min(REPLICAS_IN_SYNC_MIN, replicaCount);
  await kafka.createTopic(
    { topic: "search", partitionCount, replicaCount },
    { "min.insync.replicas": String(inSyncMin) },
  );
}

/** Fresh topics for each test: positions begin at 0 again, and a topic cannot be emptied. */
export function kafkaEngine(
  cluster: { env: () => Readonly<Record<string, string>>; replicaCount: number } = {
    env: () => ({}),
    replicaCount: 1,
  },
): Engine & { readonly kafka: KafkaPort } {
  let opened: KafkaPort | undefined;
  const kafka = () => {
    opened ??= openTestKafka(cluster.env());
    return opened;
  };
  const ports: Partial<Ports> = {
    get kafka() {
      return kafka();
    },
  };
  return {
    name: "kafka",
    ports,
    get kafka() {
      return kafka();
    },
    async reset(market) {
      await opened?.close();
      opened = undefined;
      await makeSearchTopic(kafka(), cluster.replicaCount);
      await startOnKafka(market, kafka());
    },
    close: async () => opened?.close(),
  };
}

/** As `moveToKafka` leaves a market that has no events yet, without the topics that the test does not need. */
export async function startOnKafka(market: Market, kafka: KafkaPort): Promise<void> {
  await market.query(
    "update kafka_partitions set produced_position = -1, producer = null, producer_until = null",
  );
  await market.query(
    `insert into event_bus (id, engine, place) values (1, 'kafka', $1)
     on conflict (id) do update set engine = excluded.engine, place = excluded.place`,
    [await kafka.readPlace()],
  );
}
