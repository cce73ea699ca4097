import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { runLane } from "@/server/gateway/lane";
import { partsOf, runWorker } from "@/server/gateway/run-worker";
import { systemClock } from "@/server/platform/clock";
import { inTransaction } from "@/server/platform/db";
import { Doorbells } from "@/server/platform/doorbell";
import { silentLog } from "@/server/platform/log";
import type { Market as OpenMarket } from "@/server/platform/system-ctx";
import { ring } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());
beforeEach(async () => {
  await market.query("truncate event_log");
  await market.query("update event_partitions set next_position = 0");
  await market.query("update consumer_positions set position = -1");
});

let stop = new AbortController();
afterEach(() => stop.abort());

/** Far longer than any test waits: what such a worker finds, a ring has told it of. */
const NO_POLL_MS = 600_000;

function worker(only: readonly string[]): Promise<void> {
  stop = new AbortController();
  const open: OpenMarket = {
    database: {
      db: market.db,
      pressure: () => ({ open: 0, idle: 0, waiting: 0 }),
      end: async () => undefined,
    },
    systemCtx: async () => market.systemCtx(),
    end: async () => undefined,
  };
  const plan = { market: open, directUrl: market.url, log: silentLog, concurrency: 2, name: "test" };
  return runWorker({ ...plan, pollMs: NO_POLL_MS, only: new Set(only) }, stop.signal);
}

const placedCount = async () =>
  (await market.query<{ n: number }>("select count(*)::int as n from event_places"))[0]?.n;
const isAsleep = async () =>
  (await market.query("select 1 from pg_locks where locktype = 'advisory' and classid = 7026 and objid = 1"))
    .length > 0;

async function ringOnce(stroke: number): Promise<void> {
  const ctx = market.systemCtx();
  await inTransaction(ctx, (tx) => ring(tx, ctx, "ada", stroke));
}

test("a commit wakes a sleeping worker, long before its poll", async () => {
  const done = worker(["relay"]);
  for (let stroke = 0; stroke < 10; stroke += 1) {
    await expect.poll(isAsleep, { interval: 5 }).toBe(true);
    await ringOnce(stroke);
    await expect.poll(placedCount, { interval: 2 }).toBe(stroke + 1);
  }
  stop.abort();
  await done;
});

test("no commit is left unseen by writers racing the worker's falling asleep", async () => {
  const done = worker(["relay"]);
  await expect.poll(isAsleep, { interval: 5 }).toBe(true);
  const writers = Array.from({ length: 6 }, async (_, writer) => {
    for (let n = 0; n < 25; n += 1) {
      await ringOnce(writer * 100 + n);
      await new Promise((resolve) => setTimeout(resolve, (n * 7 + writer * 3) % 11));
    }
  });
  await Promise.all(writers);
  await expect.poll(placedCount, { interval: 5 }).toBe(150);
  stop.abort();
  await done;
});

test("writers send no notification while the worker is awake", async () => {
  const doorbells = new Doorbells({ directUrl: market.url, log: silentLog });
  onTestFinished(() => doorbells.close());
  await doorbells.open();
  const bell = doorbells.bell("events");
  await bell.wait(1);
  const waiting = bell.wait(150);
  const from = systemClock.now().getTime();
  await ringOnce(0);
  await waiting;
  expect(systemClock.now().getTime() - from, "the wait ran to its end").toBeGreaterThanOrEqual(140);
  expect(await bell.arm()).toBe(true);
  // A wait that no ring ends outlasts the test.
  const armed = bell.wait(NO_POLL_MS);
  await ringOnce(1);
  await armed;
  await bell.disarm();
});

test("a bell cannot be armed while a writer's transaction is open", async () => {
  const doorbells = new Doorbells({ directUrl: market.url, log: silentLog });
  onTestFinished(() => doorbells.close());
  await doorbells.open();
  const bell = doorbells.bell("events");
  const ctx = market.systemCtx();
  await inTransaction(ctx, async (tx) => {
    await ring(tx, ctx, "ada", 0);
    expect(await bell.arm()).toBe(false);
  });
  expect(await bell.arm()).toBe(true);
});

test("the doorbell opens its connection again when it breaks", async () => {
  const doorbells = new Doorbells({ directUrl: market.url, log: silentLog });
  onTestFinished(() => doorbells.close());
  await doorbells.open();
  await market.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'roost doorbell' and datname = current_database()",
  );
  await expect.poll(() => doorbells.isListening).toBe(false);
  await expect.poll(() => doorbells.isListening).toBe(true);
  expect(await doorbells.bell("events").arm()).toBe(true);
});

test("a lane whose round fails goes on", async () => {
  stop = new AbortController();
  const doorbells = new Doorbells({ directUrl: market.url, log: silentLog });
  let rounds = 0;
  const lane = runLane(
    {
      name: "frail",
      bell: doorbells.bell("events"),
      pollMs: 20,
      log: silentLog,
      async work() {
        rounds += 1;
        if (rounds === 1) throw new Error("down");
        return false;
      },
    },
    stop.signal,
  );
  await expect.poll(() => rounds).toBeGreaterThan(2);
  stop.abort();
  await lane;
});

test("a worker ends when it is told to, and its heartbeat tells that it lived", async () => {
  const done = worker([]);
  await expect.poll(() => market.query("select name from worker_heartbeats")).toEqual([{ name: "test" }]);
  stop.abort();
  await done;
});

/** Less than some jobs wait for before they first run: a worker that ends only then has not heard. */
const STOPPED_MS_MAX = 15_000;

test(
  "a worker that is told to end while it begins ends at once",
  async () => {
    const done = worker([]);
    stop.abort();
    await done;
  },
  STOPPED_MS_MAX,
);

test("only what is named is run", () => {
  expect(partsOf(new Set(["relay"]))).toEqual({ relays: true, consumers: [], jobs: [] });
  expect(partsOf(new Set(["purge"])).jobs.map((job) => job.name)).toEqual(["purge"]);
  const named = (...only: string[]) => partsOf(new Set(only)).consumers.map((consumer) => consumer.name);
  expect(named("analytics")).toEqual(["analytics.record-facts"]);
  expect(named("analytics", "notifications").filter((name) => name.startsWith("notifications."))).not.toEqual(
    [],
  );
  expect(named("analytics", "notifications").every((name) => /^(analytics|notifications)\./.test(name))).toBe(
    true,
  );
  expect(partsOf(new Set()).consumers.length).toBeGreaterThan(0);
  expect(partsOf(new Set()).jobs.map((job) => job.name)).not.toContain("relay");
});
