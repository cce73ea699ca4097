/**
 * Events a second to a real Kafka. Ours: `relay` of a market on Kafka: places committed rows, reads and produces them, moves
 * the marks. Peer: the client library's own `send` of the same records, made beforehand, in batches of the relay's size and
 * with the same settings (idempotent, acks=all, zstd). One broker, one database whose commits wait for the disk; the sides
 * take turns to go first.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type MessageToProduce, ProduceAcks, Producer } from "@platformatic/kafka";
import { ROOT } from "@/scripts/_market/root";
import { toRecord } from "@/server/events/kafka-record";
import { moveToKafka } from "@/server/events/move-bus";
import { BATCH_RECORDS_MAX, countUnproduced } from "@/server/events/produce";
import { readPlaced } from "@/server/events/produce-store";
import { relay } from "@/server/events/relay";
import { monotonicMs, systemClock } from "@/server/platform/clock";
import type { Db } from "@/server/platform/db";
import { sql } from "@/server/platform/db";
import { kafkaCluster } from "@/server/platform/kafka";
import type { KafkaPort } from "@/server/platform/kafka-port";
import { toMessage } from "@/server/platform/kafka-records";
import { findFreePort } from "@/server/platform/local/free-port";
import { startKafka } from "@/server/platform/local/kafka";
import { assert } from "@/server/primitives/assert";
import { type Bench, type BenchRound, toResult } from "@/tests/bench/bench";
import { withBenchDatabase } from "@/tests/bench/bench-database";

const EVENTS = 40_000;
const PAYLOAD_BYTES = 400;
const PARTITIONS = 8;
const ROUNDS = 5;
const WIDE = { recordsMax: 10_000_000, msMax: 600_000 };
const OURS = "bench.";
const PEERS = "bench-peer.";

async function fill(db: Db): Promise<void> {
  await db.execute(
    sql`insert into event_log (id, topic, partition, key, type, version, payload, occurred_at, trace)
        select gen_random_uuid(), 'search', n % ${PARTITIONS}::int, 'listing_' || (n % 5000), 'search.performed', 1,
          jsonb_build_object('query', md5(n::text), 'text', left(repeat(md5((n + random() * 1000)::text), 20), ${PAYLOAD_BYTES - 60}::int)),
          now(), md5((n * 7)::text)
        from generate_series(1, ${EVENTS}::int) n`,
  );
}

async function runOurs(db: Db, kafka: KafkaPort): Promise<number> {
  const startedMs = monotonicMs();
  const outcome = await relay({ db, now: systemClock.now(), ports: { kafka } }, WIDE);
  const tookMs = monotonicMs() - startedMs;
  assert(outcome.handled === EVENTS, `the relay produced ${outcome.handled} of ${EVENTS} events`);
  assert((await countUnproduced(db)) === 0, "events are left");
  return EVENTS / (tookMs / 1_000);
}

/** The records of the last round as the relay made them, partition by partition in batches like its own. */
async function toBatches(db: Db, before: number): Promise<MessageToProduce[][]> {
  const cursors = Array.from({ length: PARTITIONS }, (_, partition) => ({
    ...{ topic: "search", partition, after: before - 1 },
  }));
  const events = await readPlaced(db, cursors, EVENTS);
  assert(events.length === EVENTS, `${events.length} events to send`);
  const perPartition = BATCH_RECORDS_MAX / PARTITIONS;
  const batches = new Map<number, MessageToProduce[]>();
  for (const event of events) {
    const batch = Math.floor((event.position - before) / perPartition);
    batches.set(batch, [...(batches.get(batch) ?? []), toMessage(`${PEERS}search`, toRecord(event))]);
  }
  return [...batches.values()];
}

async function runPeer(producer: Producer, batches: readonly MessageToProduce[][]): Promise<number> {
  const startedMs = monotonicMs();
  for (const messages of batches) await producer.send({ messages });
  return EVENTS / ((monotonicMs() - startedMs) / 1_000);
}

async function measure(db: Db, kafka: KafkaPort, producer: Producer, report: (line: string) => void) {
  const rounds: BenchRound[] = [];
  // The first round warms up and is not counted; a peer always sends what the round before it made.
  await fill(db);
  await runOurs(db, kafka);
  let batches = await toBatches(db, 0);
  await runPeer(producer, batches);
  for (let round = 1; round <= ROUNDS; round += 1) {
    await fill(db);
    const sides: Record<string, number> = {};
    const order = round % 2 === 0 ? ["ours", "peer"] : ["peer", "ours"];
    for (const side of order)
      sides[side] = side === "ours" ? await runOurs(db, kafka) : await runPeer(producer, batches);
    batches = await toBatches(db, (round * EVENTS) / PARTITIONS);
    rounds.push({ ours: sides.ours ?? Number.NaN, peer: sides.peer ?? Number.NaN });
    report(`round ${round}: ours ${sides.ours?.toFixed(0)}, peer ${sides.peer?.toFixed(0)} events/s`);
  }
  return rounds;
}

const relayKafka: Bench = {
  name: "relay-kafka",
  summary: "placing, producing and marking events against the client library's bare batch produce",
  async run(report) {
    const folder = await mkdtemp(path.join(tmpdir(), "roost-bench-kafka-"));
    const ports = {
      plain: await findFreePort(),
      tls: await findFreePort(),
      controller: await findFreePort(),
    };
    const broker = await startKafka({ root: ROOT, folder, ports, report });
    const brokers = [`127.0.0.1:${ports.plain}`];
    const ours = kafkaCluster({ brokers, topicPrefix: OURS });
    const peers = kafkaCluster({ brokers, topicPrefix: PEERS });
    const producer = new Producer({
      ...{ clientId: "peer", bootstrapBrokers: brokers, idempotent: true, acks: ProduceAcks.ALL },
      compression: "zstd",
    });
    try {
      await peers.createTopic({ topic: "search", partitionCount: PARTITIONS, replicaCount: 1 }, {});
      return await withBenchDatabase({ poolMax: 4, durable: true }, async ({ db }) => {
        await moveToKafka({ db, now: systemClock.now(), ports: { kafka: ours } });
        const rounds = await measure(db, ours, producer, report);
        const notes = { events: EVENTS, partitions: PARTITIONS, batch: BATCH_RECORDS_MAX };
        return toResult({ name: "relay-kafka", unit: "events/s", rounds, notes });
      });
    } finally {
      await Promise.all([ours.close(), peers.close(), producer.close()]);
      await broker.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export const benches: readonly Bench[] = [relayKafka];
