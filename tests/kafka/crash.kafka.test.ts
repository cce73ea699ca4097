/**
 * Kills broker, relays and consumers by kill -9, at random and under load, and counts afterwards: I14 to I17.
 *
 * CRASH_SEED repeats a run's choices; CRASH_KILLS (default 30) lengthens it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { moveToKafka } from "@/server/events/move-bus";
import { partitionCountOf } from "@/server/events/partition";
import { countUnproduced } from "@/server/events/produce";
import { ensurePartitions } from "@/server/events/relay";
import { inTransaction } from "@/server/platform/db";
import { inheritedEnv, readEnv } from "@/server/platform/env";
import { kafkaCluster } from "@/server/platform/kafka";
import type { KafkaPort, StoredRecord } from "@/server/platform/kafka-port";
import { kafkaSettingsOf } from "@/server/platform/kafka-settings";
import { findFreePort } from "@/server/platform/local/free-port";
import { type LocalKafka, startKafka } from "@/server/platform/local/kafka";
import { assertPresent } from "@/server/primitives/assert";
import { CRASH_CONSUMERS } from "@/tests/kafka/crash-consumers";
import { chanceOf } from "@/tests/simulation/random";
import { ring } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const KILLS = Number(inheritedEnv().CRASH_KILLS ?? 30);
const SEED = Number(inheritedEnv().CRASH_SEED ?? Math.floor(performance.timeOrigin) % 1_000_000);
const BELLS = ["ada", "bo", "cy", "dee", "eve", "flo", "gus", "hal"];
/** Between two kills: long enough for some work, short enough to hit all of it. */
const GAP_MS_MAX = 1_500;
const PACE_MS = 5;
const QUIET_MS_MAX = 90_000;
const TEST_MS_MAX = 600_000;

let market: Market;
let folder: string;
let broker: LocalKafka;
let ports: { plain: number; tls: number; controller: number };
beforeAll(async () => {
  market = await openMarket();
  folder = await mkdtemp(path.join(tmpdir(), "roost-crash-"));
  ports = { plain: await findFreePort(), tls: await findFreePort(), controller: await findFreePort() };
  broker = await startBroker();
  await market.query(
    "create table heard (consumer text, bell text, stroke int, at bigint generated always as identity)",
  );
}, TEST_MS_MAX);
afterAll(async () => {
  await broker.stop();
  await market.close();
  await rm(folder, { recursive: true, force: true });
});

const startBroker = () => startKafka({ root: ROOT, folder, ports, report: () => undefined });

function startProcess(role: "relay" | "consume"): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", path.join("tests", "kafka", "crash-process.ts"), role], {
    cwd: ROOT,
    env: {
      ...inheritedEnv(),
      ...broker.plainEnv,
      DATABASE_URL: market.url,
      NODE_ENV: "test",
      NODE_OPTIONS: "",
    },
    stdio: ["pipe", "ignore", "ignore"],
  });
}

async function killProcess(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

/** Changes and their events, in one transaction each, one after the other per bell; some are rolled back. */
function writeUnderLoad(stop: AbortSignal) {
  const committed = new Map(BELLS.map((bell) => [bell, 0]));
  const writing = BELLS.map(async (bell, index) => {
    const chance = chanceOf(SEED + index);
    while (!stop.aborted) {
      const stroke = committed.get(bell) ?? 0;
      const isRolledBack = chance.hits(0.1);
      const ctx = market.systemCtx();
      await inTransaction(ctx, async (tx) => {
        await ring(tx, ctx, bell, stroke);
        if (isRolledBack) throw new Error("rolled back");
      }).then(
        () => committed.set(bell, stroke + 1),
        (error: unknown) => {
          if (!isRolledBack) throw error;
        },
      );
      await pause(PACE_MS);
    }
  });
  return { committed, writing: Promise.all(writing) };
}

async function readWhole(kafka: KafkaPort, partition: number): Promise<StoredRecord[]> {
  const all: StoredRecord[] = [];
  for (let offset = 0; ; offset = (all.at(-1)?.offset ?? -1) + 1) {
    const { records } = await kafka.fetch({ topic: "search", partition, offset, bytesMax: 1_000_000 });
    if (records.length === 0) return all;
    all.push(...records);
  }
}

test(`${KILLS} kills of broker, relays and consumers lose, double and reorder nothing (seed ${SEED})`, {
  timeout: TEST_MS_MAX,
}, async () => {
  console.log(`crash suite: CRASH_SEED=${SEED}, ${KILLS} kills`);
  const chance = chanceOf(SEED);
  const settings = kafkaSettingsOf(readEnv({ ...broker.plainEnv }));
  const kafka = kafkaCluster(assertPresent(settings, "the broker's address"));
  await ensurePartitions(market.db);
  await moveToKafka({ ...market.systemCtx(), ports: { kafka } });
  const children = {
    relayA: startProcess("relay"),
    relayB: startProcess("relay"),
    consumeA: startProcess("consume"),
    consumeB: startProcess("consume"),
  };
  const stop = new AbortController();
  const { committed, writing } = writeUnderLoad(stop.signal);
  const killed: Record<string, number> = {};
  const roles = ["broker", ...Object.keys(children)] as ("broker" | keyof typeof children)[];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(chance.below(GAP_MS_MAX));
    const role = roles[kill < roles.length ? kill : chance.below(roles.length)] ?? "broker";
    killed[role] = (killed[role] ?? 0) + 1;
    if (role === "broker") {
      await broker.kill();
      await pause(chance.below(GAP_MS_MAX));
      broker = await startBroker();
    } else {
      await killProcess(children[role]);
      children[role] = startProcess(role.startsWith("relay") ? "relay" : "consume");
    }
  }
  stop.abort();
  await writing;
  await untilQuiet();
  await Promise.all(Object.values(children).map(killProcess));
  console.log("killed", killed, "committed", Object.fromEntries(committed));
  await assertOnKafka(kafka, committed);
  await assertHeard(committed);
  await kafka.close();
});

/** Until everything is produced and handled, as the database says. */
async function untilQuiet(): Promise<void> {
  const endsAt = performance.now() + QUIET_MS_MAX;
  let left = "";
  while (performance.now() < endsAt) {
    const [row] = await market.query<{ unplaced: number; behind: number }>(
      `select (select count(*) from unplaced_events)::int as unplaced,
         (select coalesce(sum(p.next_position - 1 - c.position), 0) from consumer_positions c
          join event_partitions p using (topic, partition))::int as behind`,
    );
    const unproduced = await countUnproduced(market.db);
    left = JSON.stringify({ ...row, unproduced });
    if (row?.unplaced === 0 && row.behind === 0 && unproduced === 0) return;
    await pause(200);
  }
  expect.fail(`events still wait: ${left}`);
}

/** I14 and I16: Kafka has what was committed and nothing else, once repeats are removed, each key in its sequence. */
async function assertOnKafka(kafka: KafkaPort, committed: ReadonlyMap<string, number>): Promise<void> {
  const strokes = new Map<string, number[]>();
  let repeats = 0;
  for (let partition = 0; partition < partitionCountOf("search"); partition += 1) {
    let seen = -1;
    for (const record of await readWhole(kafka, partition)) {
      const position = Number(record.headers.get("position"));
      if (position <= seen) {
        repeats += 1;
        continue;
      }
      expect(position, `partition ${partition} has a gap`).toBe(seen + 1);
      seen = position;
      const { bell, stroke } = JSON.parse(record.value) as { bell: string; stroke: number };
      strokes.set(bell, [...(strokes.get(bell) ?? []), stroke]);
    }
  }
  console.log(`${repeats} repeats on Kafka`);
  for (const [bell, count] of committed)
    expect(strokes.get(bell) ?? []).toEqual(Array.from({ length: count }, (_, n) => n));
}

/** I15: every effect of every consumer exactly once, in the sequence of the key. */
async function assertHeard(committed: ReadonlyMap<string, number>): Promise<void> {
  for (const consumer of CRASH_CONSUMERS.map(({ name }) => name.slice("crash.".length)))
    for (const [bell, count] of committed) {
      const rows = await market.query<{ stroke: number }>(
        "select stroke from heard where consumer = $1 and bell = $2 order by at",
        [consumer, bell],
      );
      expect(rows.map(({ stroke }) => stroke)).toEqual(Array.from({ length: count }, (_, n) => n));
    }
  const retried = await market.query("select 1 from consumer_retries union all select 1 from dead_events");
  expect(retried).toEqual([]);
}
