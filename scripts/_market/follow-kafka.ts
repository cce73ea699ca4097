import { readBus } from "@/server/events/bus";
import { moveToKafka, moveToPostgres } from "@/server/events/move-bus";
import type { Env } from "@/server/platform/env";
import { KafkaFault } from "@/server/platform/kafka-port";
import { StartRefusal } from "@/server/platform/local/start-refusal";
import { pinoLog } from "@/server/platform/pino-log";
import { openMarket } from "@/server/platform/system-ctx";

/**
 * Lets the market's engine be what the environment says: Kafka while KAFKA_BROKERS is set, PostgreSQL while it is not. A
 * cluster that is down does not keep a market that is on it already from starting: its events wait. Anything else that is
 * wrong with the cluster is a StartRefusal.
 */
export async function followKafka(env: Env, report: (line: string) => void): Promise<void> {
  const log = pinoLog({ level: "warn", name: "start", to: "stderr" });
  const market = openMarket({ env, log, name: "roost start", poolMax: 2 });
  try {
    const ctx = await market.systemCtx();
    const { engine } = await readBus(ctx.db);
    if (!env.isSet("KAFKA_BROKERS")) {
      if (engine === "kafka") {
        await moveToPostgres(ctx);
        report("events go through PostgreSQL again, since KAFKA_BROKERS is not set");
      }
      return;
    }
    try {
      const { copied } = await moveToKafka(ctx, report);
      report(`events go through Kafka${copied > 0 ? `, to which ${copied} were copied` : ""}`);
    } catch (error) {
      if (!(error instanceof KafkaFault)) throw error;
      if (error.kind !== "unreachable" || engine !== "kafka") throw new StartRefusal(error.message);
      report(`${error.message} Events wait in the database until it is.`);
    }
  } finally {
    await market.end();
  }
}
