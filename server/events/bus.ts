/** Which engine the market's event log is read from, and the cluster that goes with it. */
import type { EventLog } from "@/server/events/event-log";
import { kafkaEventLog } from "@/server/events/kafka-event-log";
import { postgresEventLog } from "@/server/events/postgres-event-log";
import { eventBus } from "@/server/events/tables";
import type { Db, DbOrTx } from "@/server/platform/db";
import { KafkaFault, type KafkaPort } from "@/server/platform/kafka-port";
import type { Log } from "@/server/platform/log";
import type { Ports } from "@/server/platform/ports";

export interface Bus {
  readonly engine: "postgres" | "kafka";
  /** The topics on a cluster that the produced marks are about. */
  readonly place: string | null;
}

/** One row, by primary key. A market that has never been moved has none. */
export async function readBus(db: DbOrTx): Promise<Bus> {
  const [row] = await db.select({ engine: eventBus.engine, place: eventBus.place }).from(eventBus).limit(1);
  return row ?? { engine: "postgres", place: null };
}

/**
 * The cluster of a market whose engine is Kafka. Refuses with a KafkaFault when the environment names none, or another
 * than the log was moved to; faults as `KafkaPort.readPlace` does.
 */
export async function openKafka(
  ctx: { readonly ports?: Pick<Ports, "kafka"> },
  bus: Bus,
): Promise<KafkaPort> {
  const kafka = ctx.ports?.kafka;
  if (!kafka)
    throw new KafkaFault(
      "not_configured",
      "The events of this market go through Kafka: set KAFKA_BROKERS, or run npm run events -- move --to postgres.",
    );
  if ((await kafka.readPlace()) !== bus.place)
    throw new KafkaFault(
      "another_cluster",
      "KAFKA_BROKERS or KAFKA_TOPIC_PREFIX names another place than the events were moved to: run npm run events -- move --to kafka.",
    );
  return kafka;
}

/** The log that consumers read from now. Positions mean the same in either, so a run may end with the one it began with. */
export async function openEventLog(ctx: {
  readonly db: Db;
  readonly log: Log;
  readonly ports?: Pick<Ports, "kafka">;
}): Promise<EventLog> {
  const bus = await readBus(ctx.db);
  if (bus.engine === "postgres") return postgresEventLog(ctx.db);
  return kafkaEventLog({ kafka: await openKafka(ctx, bus), db: ctx.db, log: ctx.log });
}
