/**
 * Moves a running market's event log from one engine to the other. Positions mean the same in both and PostgreSQL keeps
 * every event, so a move changes only where consumers read; bookings, relays and consumers go on all the while.
 */
import { readBus } from "@/server/events/bus";
import { countUnproduced, produceWaiting } from "@/server/events/produce";
import { ensurePartitions, relay } from "@/server/events/relay";
import { eventBus, kafkaPartitions } from "@/server/events/tables";
import { ensureTopics, type TopicState } from "@/server/events/topics";
import type { SystemCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import { KafkaFault, type KafkaPort } from "@/server/platform/kafka-port";
import type { Ports } from "@/server/platform/ports";

interface MoveCtx extends Pick<SystemCtx, "db" | "now"> {
  readonly ports: Pick<Ports, "kafka">;
}

export interface Move {
  readonly from: "postgres" | "kafka";
  readonly to: "postgres" | "kafka";
  /** Events that were copied to Kafka on the way. */
  readonly copied: number;
}

/** With no more than this left to copy, consumers wait for the rest no longer than for any other event. */
const LEFT_MAX = 2_000;
const ROUND = { recordsMax: 50_000, msMax: 10_000 };

/**
 * Makes the topics, copies what they do not have, and then lets consumers read from Kafka. Consumers read from PostgreSQL
 * until the copy is nearly complete. Killed at any step it is simply run again. When the market is on this cluster
 * already, only the topics are looked at.
 *
 * Faults as the cluster does. Refuses with a KafkaFault without KAFKA_BROKERS, and topics that hold another market's
 * events.
 */
export async function moveToKafka(
  ctx: MoveCtx,
  report: (line: string) => void = () => undefined,
): Promise<Move> {
  const { kafka } = ctx.ports;
  if (!kafka)
    throw new KafkaFault(
      "not_configured",
      "KAFKA_BROKERS must name the cluster that the events are moved to.",
    );
  const topics = await ensureTopics(kafka);
  await ensurePartitions(ctx.db);
  const place = await kafka.readPlace();
  const before = await readBus(ctx.db);
  if (before.engine === "kafka" && before.place === place) return { from: "kafka", to: "kafka", copied: 0 };
  if (before.place !== place) await beginAt(ctx, kafka, topics, place);
  await relay(ctx, ROUND);
  let copied = 0;
  for (let left = await countUnproduced(ctx.db); left > LEFT_MAX; left = await countUnproduced(ctx.db)) {
    report(`${left} events to copy`);
    copied += await produceWaiting(ctx.db, kafka, { bounds: ROUND });
  }
  await ctx.db.update(eventBus).set({ engine: "kafka", movedAt: ctx.now });
  copied += await produceWaiting(ctx.db, kafka, { bounds: ROUND });
  return { from: before.engine, to: "kafka", copied };
}

/** Lets consumers read from PostgreSQL again, which has had every event all along. What Kafka has stays there. */
export async function moveToPostgres(ctx: MoveCtx): Promise<Move> {
  const { engine } = await readBus(ctx.db);
  await ctx.db.update(eventBus).set({ engine: "postgres", movedAt: ctx.now });
  return { from: engine, to: "postgres", copied: 0 };
}

/** Empty topics belong to the market from here on, and everything is still to be copied to them. */
async function beginAt(
  ctx: MoveCtx,
  kafka: KafkaPort,
  topics: readonly TopicState[],
  place: string,
): Promise<void> {
  const full = await findFullTopic(kafka, topics);
  if (full !== undefined)
    throw new KafkaFault(
      "topics_differ",
      `Kafka's topic ${full} already holds events, which are not known to be this market's: choose another KAFKA_TOPIC_PREFIX.`,
    );
  const fresh = { engine: "postgres", place, movedAt: ctx.now } as const;
  await inTransaction(ctx, async (tx) => {
    await tx.insert(eventBus).values(fresh).onConflictDoUpdate({ target: eventBus.id, set: fresh });
    await tx.update(kafkaPartitions).set({ producedPosition: -1, producer: null, producerUntil: null });
  });
}

async function findFullTopic(kafka: KafkaPort, topics: readonly TopicState[]): Promise<string | undefined> {
  for (const { topic, partitionCount, state } of topics)
    for (let partition = 0; state === "there" && partition < partitionCount; partition += 1)
      if ((await kafka.fetch({ topic, partition, offset: 0, bytesMax: 1 })).endOffset > 0) return topic;
  return undefined;
}
