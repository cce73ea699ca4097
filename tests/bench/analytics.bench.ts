/** The analytics store: exact, fast enough, and soon enough on the screen. */
import pg from "pg";
import type { EventRecord } from "@/server/events/define-event";
import { publish } from "@/server/events/publish";
import { runConsumers } from "@/server/events/run-consumer";
import { runWorker } from "@/server/gateway/run-worker";
import { recordFactsOnEvents } from "@/server/modules/analytics/consumers/record-facts-on-events";
import { factsOf } from "@/server/modules/analytics/facts";
import { searchPerformed } from "@/server/modules/search/events";
import { systemClock } from "@/server/platform/clock";
import { connectDb } from "@/server/platform/connect-db";
import type { SystemCtx } from "@/server/platform/context";
import { type Db, inTransaction, rowsOf, sql } from "@/server/platform/db";
import { silentLog } from "@/server/platform/log";
import { makeSystemCtx } from "@/server/platform/system-ctx";
import { type Bench, type BenchRound, percentile, toResult } from "@/tests/bench/bench";
import { BENCH_CONFIG, withBenchDatabase } from "@/tests/bench/bench-database";
import { collectGarbage } from "@/tests/bench/collect-garbage";
import { fillLog } from "@/tests/bench/placed-log";
import { serverCpu } from "@/tests/bench/server-cpu";
import { deliveries } from "@/tests/support/exactness/deliveries";
import { playExactness } from "@/tests/support/exactness/play";
import { NO_PORTS } from "@/tests/support/market";

const SEED = 20_261_125;
const EXACT_EVENTS = 2_000_000;
const EVENTS_PER_KILL = 40_000;
const WRITER = "exactness writer";
const STATEMENT_MS_MAX = 600_000;

const ctxOf = (db: Db): Promise<SystemCtx> =>
  makeSystemCtx({ database: { db }, ports: NO_PORTS, config: BENCH_CONFIG, log: silentLog });

const exactness: Bench = {
  name: "analytics-exactness",
  isWorkers: true,
  summary:
    "rows of the rollups that equal DuckDB's over the same events (--events N, 2 million; by night 50)",
  run: (report, options) =>
    withBenchDatabase({ poolMax: 2, durable: false }, async ({ url }) => {
      const eventCount = options?.events ?? EXACT_EVENTS;
      const writers = connectDb({
        url,
        poolMax: 4,
        log: silentLog,
        applicationName: WRITER,
        statementMsMax: STATEMENT_MS_MAX,
      });
      try {
        const played = await playExactness(await ctxOf(writers.db), {
          eventCount,
          seed: SEED,
          eventsPerDay: 50_000,
          kills: Math.max(1, Math.round(eventCount / EVENTS_PER_KILL)),
          writers: 2,
          applicationName: WRITER,
          url,
          report,
        });
        const rows = played.comparisons.reduce((sum, each) => sum + each.rows, 0);
        const differences = played.comparisons.reduce((sum, each) => sum + each.differences, 0);
        return toResult({
          name: "analytics-exactness",
          unit: "rows",
          rounds: [{ ours: rows - differences, peer: rows }],
          notes: {
            seed: SEED,
            events: played.events,
            delivered: played.delivered,
            kills: played.kills,
            brokenRuns: played.broken,
            differences,
            seconds: Math.round(played.playedMs / 1_000),
            deliveriesPerSecond: Math.round(played.delivered / (played.playedMs / 1_000)),
            ...Object.fromEntries(
              played.comparisons.map(({ table, rows: count }) => [`rows_${table}`, count]),
            ),
          },
        });
      } finally {
        await writers.end();
      }
    }),
};

const THROUGHPUT_EVENTS = 150_000;
const THROUGHPUT_ROUNDS = 3;
/** A worker's code is warm after its first minute. */
const WARM_UP_ROUNDS = 1;
const INSERT_BATCH = 1_000;
/** A thousand a second: a market that needs the speed is one in which many events share an hour. */
const BUSY_EVENTS_PER_DAY = 86_400_000;
const ROUND = { recordsMax: 10_000_000, msMax: 600_000 };

const throughputOf = (name: string, homeCount: number, summary: string): Bench => ({
  name,
  isWorkers: true,
  summary,
  run: (report, options) =>
    withBenchDatabase({ poolMax: 6, durable: true }, async ({ db }) => {
      const eventCount = options?.events ?? THROUGHPUT_EVENTS;
      const rounds: BenchRound[] = [];
      const cpu = { nodeMicros: 0, serverMicros: 0 };
      const serverMicros = await serverCpu(db);
      for (let round = 0; round < WARM_UP_ROUNDS + THROUGHPUT_ROUNDS; round += 1) {
        const isWarm = round >= WARM_UP_ROUNDS;
        const plan = { eventCount, homeCount, seed: SEED + round, eventsPerDay: BUSY_EVENTS_PER_DAY };
        const ctx = await ctxOf(db);
        await fillLog(db, onceEach(plan));
        await settle(db);
        const before = { node: process.cpuUsage(), server: serverMicros() };
        const startedMs = performance.now();
        await runConsumers(ctx, [recordFactsOnEvents], { bounds: ROUND, concurrency: 2 });
        const ours = eventCount / ((performance.now() - startedMs) / 1_000);
        const { user, system } = process.cpuUsage(before.node);
        if (isWarm) {
          cpu.nodeMicros += (user + system) / eventCount / THROUGHPUT_ROUNDS;
          cpu.serverMicros += (serverMicros() - before.server) / eventCount / THROUGHPUT_ROUNDS;
        }
        const peer = eventCount / ((await insertFactsAlone(db, onceEach(plan))) / 1_000);
        if (isWarm) rounds.push({ ours, peer });
        report(
          `${isWarm ? "" : "warming up: "}${Math.round(ours)} events/s, facts alone ${Math.round(peer)}`,
        );
      }
      const counted = await rowsOf<{ n: number }>(
        db,
        sql`select sum(handled_count)::int as n from consumer_positions where consumer = ${recordFactsOnEvents.name}`,
      );
      return toResult({
        name,
        unit: "events/s",
        rounds,
        notes: {
          events: eventCount,
          homes: homeCount,
          handled: counted[0]?.n ?? 0,
          writers: 2,
          oursNodeCpuMicros: Number(cpu.nodeMicros.toFixed(1)),
          oursServerCpuMicros: Number(cpu.serverMicros.toFixed(1)),
          target: 100_000,
        },
      });
    }),
});

const throughput = throughputOf(
  "analytics-throughput",
  200,
  "events a second from the log into facts and rollups with two writers, against inserting the facts alone",
);
/** Of so many homes few have two events in one batch: nearly each event raises rows of its own. */
const throughputOfManyHomes = throughputOf(
  "analytics-throughput-many-homes",
  20_000,
  "the same of a market of 20,000 homes, whose sums fold little",
);

/** The log holds each event once; that the store stands repeats is what the exactness runs show. */
function onceEach(plan: Parameters<typeof deliveries>[0]): EventRecord[] {
  return [...new Map([...deliveries(plan, () => undefined)].map((event) => [event.id, event])).values()];
}

/** A worker has no heap full of events that are in its log, and what the filling left to be written is not its own. */
async function settle(db: Db): Promise<void> {
  await db.execute(sql`checkpoint`);
  collectGarbage();
}

/** What the store cannot do without: the same facts into a table without key or rollup, in the same batches. */
async function insertFactsAlone(db: Db, events: Parameters<typeof factsOf>[0]): Promise<number> {
  await db.execute(sql`create table if not exists bare_facts (fact jsonb)`);
  await settle(db);
  const startedMs = performance.now();
  const batches = Array.from({ length: Math.ceil(events.length / INSERT_BATCH) }, (_, index) =>
    events.slice(index * INSERT_BATCH, (index + 1) * INSERT_BATCH),
  );
  const insert = async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      const facts = Object.values(factsOf(batch)).flat();
      await db.execute(
        sql`insert into bare_facts select * from jsonb_array_elements(${JSON.stringify(facts)}::jsonb)`,
      );
    }
  };
  await Promise.all([insert(), insert()]);
  const tookMs = performance.now() - startedMs;
  await db.execute(sql`drop table bare_facts`);
  return tookMs;
}

const RATE_PER_SECOND = 1_000;
const LATENCY_SECONDS = 20;
const TICK_MS = 20;
const POLL_MS = 5;

const latency: Bench = {
  name: "analytics-latency",
  isWorkers: true,
  summary: "p99 from an event's commit to the operator's figures, under 1,000 events a second",
  run: (report) =>
    withBenchDatabase({ poolMax: 12, durable: true }, async ({ db, url }) => {
      const stop = new AbortController();
      const worker = runWorker(
        {
          market: {
            database: {
              db,
              pressure: () => ({ open: 0, idle: 0, waiting: 0 }),
              end: () => Promise.resolve(),
            },
            systemCtx: () => ctxOf(db),
            end: () => Promise.resolve(),
          },
          directUrl: url,
          log: silentLog,
          concurrency: 4,
          only: new Set(["relay", recordFactsOnEvents.name]),
          name: "bench",
        },
        stop.signal,
      );
      try {
        const result = await measureLatency(db, url);
        report(`p99 ${Math.round(result.ours)} ms`);
        return toResult({
          name: "analytics-latency",
          unit: "ms",
          rounds: [{ ours: result.ours, peer: result.peer }],
          notes: result.notes,
        });
      } finally {
        stop.abort();
        await worker;
      }
    }),
};

/** `ours`: p99 until the market's searches count the event; `peer`: p99 of the commit that published it. */
async function measureLatency(db: Db, url: string) {
  const committedAt: number[] = [];
  const commitMs: number[] = [];
  const seenAt: number[] = [];
  const total = RATE_PER_SECOND * LATENCY_SECONDS;
  const reader = new pg.Client({ connectionString: url });
  await reader.connect();
  const watch = (async () => {
    while (seenAt.length < total) {
      const { rows } = await reader.query<{ n: number }>(
        `select coalesce(sum(searches), 0)::int as n from analytics.rollup_hourly where dimension = 'market'`,
      );
      const now = performance.now();
      for (let seen = seenAt.length; seen < (rows[0]?.n ?? 0); seen += 1) seenAt.push(now);
      await pause(POLL_MS);
    }
  })();
  const perTick = (RATE_PER_SECOND * TICK_MS) / 1_000;
  const startedMs = performance.now();
  for (let sent = 0; sent < total; sent += perTick) {
    const beganMs = performance.now();
    await inTransaction({ db }, async (tx) => {
      for (let each = 0; each < perTick; each += 1)
        await publish(tx, searchPerformed, {
          payload: searchOf(sent + each),
          at: systemClock.now(),
          trace: "bench",
        });
    });
    const now = performance.now();
    commitMs.push(now - beganMs);
    for (let each = 0; each < perTick; each += 1) committedAt.push(now);
    await pause(startedMs + ((sent + perTick) / RATE_PER_SECOND) * 1_000 - now);
  }
  const sentSeconds = (performance.now() - startedMs) / 1_000;
  await watch;
  await reader.end();
  const waits = committedAt.map((at, index) => Math.max(0, (seenAt[index] ?? Number.NaN) - at));
  const [unseen] = await rowsOf<{ n: number }>(db, sql`select count(*)::int as n from unplaced_events`);
  return {
    ours: percentile(waits, 0.99),
    peer: percentile(commitMs, 0.99),
    notes: {
      events: total,
      ratePerSecond: Math.round(total / sentSeconds),
      p50: Math.round(percentile(waits, 0.5)),
      p95: Math.round(percentile(waits, 0.95)),
      max: Math.round(Math.max(...waits)),
      unplaced: unseen?.n ?? 0,
      targetP99: 1_000,
    },
  };
}

function searchOf(index: number) {
  return {
    visitorId: `visitor-${index % 5_000}`,
    personId: null,
    channel: "web" as const,
    device: "desktop" as const,
    place: "us/new-york/albany",
    checkIn: null,
    checkOut: null,
    guests: 2,
    matchCount: 20,
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}

export const benches: Bench[] = [exactness, throughput, throughputOfManyHomes, latency];
