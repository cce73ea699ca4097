/**
 * A cluster of three brokers, two copies of which have to have an event before it counts. The log's contracts hold on it as
 * on one; any one broker may be killed, and with two gone events wait.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { defineDatabaseConsumer } from "@/server/events/define-consumer";
import { countUnproduced } from "@/server/events/produce";
import { ensurePartitions, relay } from "@/server/events/relay";
import { runConsumers } from "@/server/events/run-consumer";
import { ensureTopics } from "@/server/events/topics";
import { inTransaction, sql } from "@/server/platform/db";
import { KafkaFault } from "@/server/platform/kafka-port";
import { findFreePort } from "@/server/platform/local/free-port";
import { type LocalKafkaCluster, startKafkaCluster } from "@/server/platform/local/kafka";
import { consumerContract } from "@/tests/contract/event-log/consumer-contract";
import { kafkaEngine, openTestKafka } from "@/tests/contract/event-log/engine";
import { relayContract } from "@/tests/contract/event-log/relay-contract";
import { bellRang, ring, ringAll, WIDE } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

const ROOT = path.resolve(import.meta.dirname, "..", "..");
const BROKERS = 3;
const BELLS = ["ada", "bo", "cy", "dee", "eve", "flo", "gus", "hal"];
const START_MS_MAX = 180_000;
/** A dead broker is out of the set in sync after its session of 9 s; until then a produce waits for it. */
const TEST_MS_MAX = 300_000;
/** Strokes of every bell that have to be handled while a broker is down. */
const STROKES_WHILE_DOWN = 5;

let folder: string;
let cluster: LocalKafkaCluster;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "roost-three-"));
  const ports = [];
  for (let count = 0; count < BROKERS; count += 1)
    ports.push({ plain: await findFreePort(), tls: await findFreePort(), controller: await findFreePort() });
  cluster = await startKafkaCluster({ root: ROOT, folder, ports, report: () => undefined });
}, START_MS_MAX);
afterAll(async () => {
  // Brokers that lose their quorum while they stop in good order wait for it.
  await Promise.all(cluster.brokers.map((broker) => broker.kill()));
  await rm(folder, { recursive: true, force: true });
});

const onCluster = () => kafkaEngine({ env: () => cluster.plainEnv, replicaCount: BROKERS });

describe("relaying", () => relayContract(onCluster()));
describe("consuming", () => consumerContract(onCluster()));

test("topics have three copies, reached over TLS with SCRAM too", async () => {
  const kafka = openTestKafka(cluster.tlsEnv);
  expect(await kafka.countBrokers()).toBe(BROKERS);
  const made = await ensureTopics(kafka);
  expect(new Set(made.map(({ replicaCount }) => replicaCount))).toEqual(new Set([BROKERS]));
  expect(new Set((await kafka.listTopics()).map(({ replicaCount }) => replicaCount))).toEqual(
    new Set([BROKERS]),
  );
  await kafka.close();
});

describe("when brokers are killed", () => {
  const engine = onCluster();
  let market: Market;
  beforeAll(async () => {
    market = await openMarket({ ports: engine.ports });
    await ensurePartitions(market.db);
    await market.query("create table heard (bell text, stroke int, at bigint generated always as identity)");
  });
  beforeEach(async () => {
    await market.query("truncate heard, event_log");
    await market.query("update consumer_positions set position = -1");
    await market.query("update event_partitions set next_position = 0");
    await engine.reset(market);
  });
  afterAll(async () => {
    await market.close();
    await engine.close();
  });

  const listener = defineDatabaseConsumer({
    name: "t.three-brokers",
    reactions: (to) =>
      to.on(bellRang, async (ctx, { payload: { bell, stroke } }) => {
        await ctx.tx.execute(sql`insert into heard (bell, stroke) values (${bell}, ${stroke})`);
      }),
  });
  const heardBy = async (bell: string) =>
    (
      await market.query<{ stroke: number }>("select stroke from heard where bell = $1 order by at", [bell])
    ).map((row) => row.stroke);
  const faults: KafkaFault[] = [];
  const noted = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof KafkaFault)) throw error;
      faults.push(error);
    }
  };
  const turn = async () => {
    await noted(() => relay(market.systemCtx(), WIDE));
    await noted(() => runConsumers(market.systemCtx(), [listener], { bounds: WIDE }));
  };

  test(
    "each in turn, by kill -9 under load: events go on meanwhile, none is lost or doubled, keys keep their sequence",
    async () => {
      let stroke = 0;
      const ringOnce = async () => {
        const ctx = market.systemCtx();
        await inTransaction(ctx, async (tx) => {
          for (const bell of BELLS) await ring(tx, ctx, bell, stroke);
        });
        stroke += 1;
      };
      const goOn = async (strokes: number) => {
        const until = stroke + strokes;
        while (stroke < until) {
          await ringOnce();
          await turn();
        }
        while ((await countUnproduced(market.db)) > 0) await turn();
      };
      await goOn(STROKES_WHILE_DOWN);
      for (const [index, broker] of cluster.brokers.entries()) {
        await Promise.all([broker.kill(), goOn(STROKES_WHILE_DOWN)]);
        await cluster.restart(index);
        await goOn(STROKES_WHILE_DOWN);
      }
      await turn();
      for (const bell of BELLS)
        expect(await heardBy(bell)).toEqual(Array.from({ length: stroke }, (_, n) => n));
    },
    TEST_MS_MAX,
  );

  test(
    "two of three: events are written and wait, told in one sentence, and go once a second broker is back",
    async () => {
      await ringAll(market.systemCtx(), BELLS, 2);
      await turn();
      await Promise.all([cluster.brokers[1]?.kill(), cluster.brokers[2]?.kill()]);
      await ringAll(market.systemCtx(), BELLS, 1);
      faults.length = 0;
      await noted(() => relay(market.systemCtx(), WIDE));
      expect(faults.map(({ message }) => message)).toEqual([expect.stringMatching(/^[^\n]+\.$/)]);
      expect(await countUnproduced(market.db)).toBeGreaterThan(0);
      await cluster.restart(1);
      const heard = async () => (await Promise.all(BELLS.map(heardBy))).flat().length;
      while ((await heard()) < 3 * BELLS.length) {
        await turn();
        await pause(200);
      }
      for (const bell of BELLS) expect(await heardBy(bell)).toEqual([0, 1, 0]);
      await cluster.restart(2);
    },
    TEST_MS_MAX,
  );
});
