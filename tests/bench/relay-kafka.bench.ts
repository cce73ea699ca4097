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
import { toBatch } from "@/server/events/kafka-record";
import { moveToKafka } from "@/server/events/move-bus";
import { BATCH_RECORDS_MAX, countUnproduced } from "@/server/events/produce";
import { readPlaced } from "@/server/events/produce-store";
import { relay } from "@/server/events/relay";
import { monotonicMs, systemClock } from "@/server/platform/clock";
import type { Db } from "@/server/platform/db";
import { sql } from "@/server/platform/db";
import { kafkaCluster } from "@/server/platform/kafka";
import type { BusBatch, KafkaPort } from "@/server/platform/kafka-port";
import { findFreePort } from "@/server/platform/local/free-port";
import { startKafka } from "@/server/platform/local/kafka";
import { assert } from "@/server/primitives/assert";
import { type Bench, type BenchRound, median, toResult } from "@/tests/bench/bench";
import { withBenchDatabase } from "@/tests/bench/bench-database";
import { collectGarbage } from "@/tests/bench/collect-garbage";
import { processCpu, serverCpu } from "@/tests/bench/server-cpu";

const EVENTS = 40_000;
const PAYLOAD_BYTES = 400;
const PARTITIONS = 8;
const WARM_UP_ROUNDS = 2;
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
  // What the filling left to be written to disk is not the relay's.
  await db.execute(sql`checkpoint`);
}

interface Figures {
  readonly perSecond: number;
  /** Processor time of this process for an event, collecting its garbage included: unlike the rate, hardly moved by other work. */
  readonly nodeMicros: number;
  /** The same of the database's server. */
  readonly serverMicros: number;
  /** The same of the broker. */
  readonly brokerMicros: number;
}

async function timed({ server, broker }: Sides, work: () => Promise<void>): Promise<Figures> {
  const usedBefore = process.cpuUsage();
  const serverBefore = server();
  const brokerBefore = broker();
  const startedMs = monotonicMs();
  await work();
  const tookMs = monotonicMs() - startedMs;
  const { user, system } = process.cpuUsage(usedBefore);
  return {
    perSecond: EVENTS / (tookMs / 1_000),
    nodeMicros: (user + system) / EVENTS,
    serverMicros: (server() - serverBefore) / EVENTS,
    brokerMicros: (broker() - brokerBefore) / EVENTS,
  };
}

interface Sides {
  readonly db: Db;
  readonly kafka: KafkaPort;
  readonly producer: Producer;
  /** Processor time so far: of the database's server, and of the broker. */
  readonly server: () => number;
  readonly broker: () => number;
}

async function runOurs(sides: Sides): Promise<Figures> {
  const { db, kafka } = sides;
  await fill(db);
  collectGarbage();
  const figures = await timed(sides, async () => {
    const outcome = await relay({ db, now: systemClock.now(), ports: { kafka } }, WIDE);
    assert(outcome.handled === EVENTS, `the relay produced ${outcome.handled} of ${EVENTS} events`);
  });
  assert((await countUnproduced(db)) === 0, "events are left");
  return figures;
}

/** The records of the last round as the relay made them, partition by partition in batches like its own. */
async function toBatches(db: Db, relayed: number): Promise<MessageToProduce[][]> {
  const cursors = Array.from({ length: PARTITIONS }, (_, partition) => ({
    ...{ topic: "search", partition, after: (relayed - EVENTS) / PARTITIONS - 1 },
  }));
  const stretches = await readPlaced(db, cursors, EVENTS);
  const messages = stretches.map(({ topic, partition, events }) =>
    toMessages(toBatch(topic, partition, events, events.positions.length)),
  );
  const perPartition = BATCH_RECORDS_MAX / PARTITIONS;
  const batches: MessageToProduce[][] = [];
  for (let from = 0; from < EVENTS / PARTITIONS; from += perPartition)
    batches.push(messages.flatMap((ofPartition) => ofPartition.slice(from, from + perPartition)));
  const count = batches.reduce((sum, batch) => sum + batch.length, 0);
  assert(count === EVENTS, `${count} events to send`);
  return batches;
}

/** As bytes, which spares the peer the encoding of texts. */
function toMessages({ topic, partition, keys, values, headers }: BusBatch): MessageToProduce[] {
  return keys.map((key, nth) => ({
    ...{ topic: `${PEERS}${topic}`, partition, key: Buffer.from(key), value: Buffer.from(values[nth] ?? "") },
    headers: new Map(headers.map(({ name, values: of }) => [Buffer.from(name), Buffer.from(of[nth] ?? "")])),
  }));
}

async function runPeer(sides: Sides, relayed: number): Promise<Figures> {
  const batches = await toBatches(sides.db, relayed);
  collectGarbage();
  return timed(sides, async () => {
    for (const messages of batches) await sides.producer.send({ messages });
  });
}

interface Round {
  readonly ours: Figures;
  readonly peer: Figures;
}

/** The peer sends what was relayed last, so nothing of either side's is in memory while the other works. */
async function measure(sides: Sides, report: (line: string) => void) {
  const rounds: Round[] = [];
  let relayed = 0;
  const ours = () => {
    relayed += EVENTS;
    return runOurs(sides);
  };
  const peer = () => runPeer(sides, relayed);
  for (let round = 1; round <= WARM_UP_ROUNDS + ROUNDS; round += 1) {
    let figures: Round;
    // The peer has nothing to send before the first of ours.
    if (round % 2 === 1) {
      const first = await ours();
      figures = { ours: first, peer: await peer() };
    } else {
      const first = await peer();
      figures = { ours: await ours(), peer: first };
    }
    const { ours: of, peer: against } = figures;
    report(`round ${round}: ours ${of.perSecond.toFixed(0)}, peer ${against.perSecond.toFixed(0)} events/s`);
    if (round > WARM_UP_ROUNDS) rounds.push(figures);
  }
  return rounds;
}

function toRelayResult(rounds: readonly Round[]) {
  const micros = (side: keyof Round, of: keyof Figures) =>
    Number(median(rounds.map((round) => round[side][of])).toFixed(1));
  return toResult({
    name: "relay-kafka",
    unit: "events/s",
    rounds: rounds.map(({ ours, peer }): BenchRound => ({ ours: ours.perSecond, peer: peer.perSecond })),
    notes: {
      ...{ events: EVENTS, partitions: PARTITIONS, batch: BATCH_RECORDS_MAX },
      ...{ oursNodeMicros: micros("ours", "nodeMicros"), peerNodeMicros: micros("peer", "nodeMicros") },
      oursServerMicros: micros("ours", "serverMicros"),
      ...{
        oursBrokerMicros: micros("ours", "brokerMicros"),
        peerBrokerMicros: micros("peer", "brokerMicros"),
      },
    },
  });
}

const relayKafka: Bench = {
  name: "relay-kafka",
  isWorkers: true,
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
        const cpu = { server: await serverCpu(db), broker: processCpu(broker.pid) };
        return toRelayResult(await measure({ db, kafka: ours, producer, ...cpu }, report));
      });
    } finally {
      await Promise.all([ours.close(), peers.close(), producer.close()]);
      await broker.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

export const benches: readonly Bench[] = [relayKafka];
