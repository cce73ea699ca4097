/** The market's topics on a Kafka cluster: made as `partition.ts` declares them, never changed. */
import { declarationOf, REPLICAS, REPLICAS_IN_SYNC_MIN, TOPICS } from "@/server/events/partition";
import { KafkaFault, type KafkaPort } from "@/server/platform/kafka-port";

export interface TopicState {
  readonly topic: string;
  readonly state: "made" | "there";
  readonly partitionCount: number;
  readonly replicaCount: number;
}

const DAY_MS = 86_400_000;

/**
 * Makes the topics that are missing. A cluster of fewer brokers than a topic is to have copies gets as many copies as it
 * has brokers. What an operator has set on a topic stays. Refuses with a KafkaFault a topic with other partitions than
 * declared: keys would be looked for where they are not.
 */
export async function ensureTopics(kafka: KafkaPort): Promise<readonly TopicState[]> {
  const there = new Map((await kafka.listTopics()).map((found) => [found.topic, found]));
  for (const { topic, partitionCount } of there.values()) {
    const declared = declarationOf(topic).partitionCount;
    if (TOPICS.includes(topic) && partitionCount !== declared)
      throw new KafkaFault(
        "topics_differ",
        `Kafka's topic ${topic} has ${partitionCount} partitions where ${declared} are declared: choose another KAFKA_TOPIC_PREFIX.`,
      );
  }
  const replicaCount = Math.min(REPLICAS, await kafka.countBrokers());
  return Promise.all(
    TOPICS.map((topic): Promise<TopicState> => {
      const found = there.get(topic);
      return found ? Promise.resolve({ ...found, state: "there" }) : makeTopic(kafka, topic, replicaCount);
    }),
  );
}

async function makeTopic(kafka: KafkaPort, topic: string, replicaCount: number): Promise<TopicState> {
  const { partitionCount, retentionDays } = declarationOf(topic);
  const wanted = { topic, partitionCount, replicaCount };
  await kafka.createTopic(wanted, {
    "cleanup.policy": "delete",
    "retention.ms": String(retentionDays * DAY_MS),
    "min.insync.replicas": String(Math.min(REPLICAS_IN_SYNC_MIN, replicaCount)),
  });
  return { ...wanted, state: "made" };
}
