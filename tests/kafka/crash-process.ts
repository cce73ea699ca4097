/**
 * One process of the crash suite, killed and started again by it: `relay` relays what the database holds, `consume`
 * handles it. Everything that can go wrong while the broker is away is tried again, as the worker's lanes do.
 */
import { setTimeout as pause } from "node:timers/promises";
import { relay } from "@/server/events/relay";
import { runConsumers } from "@/server/events/run-consumer";
import { systemClock } from "@/server/platform/clock";
import { connectDb } from "@/server/platform/connect-db";
import type { SystemCtx } from "@/server/platform/context";
import { env } from "@/server/platform/env";
import { kafkaCluster } from "@/server/platform/kafka";
import { kafkaSettingsOf } from "@/server/platform/kafka-settings";
import { silentLog } from "@/server/platform/log";
import { assertPresent } from "@/server/primitives/assert";
import { CRASH_CONSUMERS } from "@/tests/kafka/crash-consumers";
import { NO_PORTS, TEST_CONFIG } from "@/tests/support/market";

const ROUND = { recordsMax: 5_000, msMax: 5_000 };
const RETRY_MS = 200;
const IDLE_MS = 5;

// The suite holds the other end: it closes when the suite ends, however that is.
process.stdin.on("close", () => process.exit(0)).resume();

const [role = ""] = process.argv.slice(2);
const kafka = kafkaCluster(assertPresent(kafkaSettingsOf(env), "KAFKA_BROKERS"));
const { db } = connectDb({ url: env.DATABASE_URL, poolMax: 6, log: silentLog });
const ports = Object.defineProperty(Object.create(NO_PORTS), "kafka", { value: kafka }) as SystemCtx["ports"];

for (;;) {
  const now = systemClock.now();
  const ctx = { db, now, ports, log: silentLog, requestId: role, config: TEST_CONFIG, trace: role };
  try {
    if (role === "relay") await relay(ctx, ROUND);
    else await runConsumers(ctx, CRASH_CONSUMERS, { bounds: ROUND, concurrency: 4 });
    await pause(IDLE_MS);
  } catch {
    // The broker is away, or another process was killed in the middle of something: what it left is there for the next round.
    await pause(RETRY_MS);
  }
}
