import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { migrate } from "@/drizzle/migrate";
import type { BatchConsumer } from "@/server/events/define-consumer";
import { runConsumers } from "@/server/events/run-consumer";
import { recountEqualsLive } from "@/server/gateway/audit/analytics";
import {
  ANALYTICS_CONSUMER,
  recordFactsOnEvents,
} from "@/server/modules/analytics/consumers/record-facts-on-events";
import { listRebuilds } from "@/server/modules/analytics/list-rebuilds";
import { readFreshness } from "@/server/modules/analytics/read-freshness";
import { readOverview } from "@/server/modules/analytics/read-overview";
import { rebuildAnalytics } from "@/server/modules/analytics/rebuild-analytics";
import { ANALYTICS_TABLE_NAMES } from "@/server/modules/analytics/tables";
import { equip } from "@/server/platform/connect-db";
import type { SystemCtx } from "@/server/platform/context";
import type { Db } from "@/server/platform/db";
import type { ListingId, PersonId } from "@/server/primitives/id";
import { addMs } from "@/server/primitives/zoned";
import { type EventStream, randomStream } from "@/tests/support/analytics-events";
import { WIDE } from "@/tests/support/events";
import { type Market, openMarket } from "@/tests/support/market";
import { createTestDatabase, type TestDatabase } from "@/tests/support/postgres";

interface Store {
  readonly db: Db;
  readonly query: (text: string) => Promise<Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
}

let market: Market;
let stream: EventStream;
let homes: { listingId: ListingId; hostId: PersonId }[];
let stores: Store[] = [];
/** The store after every event was counted once. */
let expected: Record<string, unknown[]>;

async function openStore(): Promise<Store> {
  const database: TestDatabase = await createTestDatabase({ empty: true });
  await migrate(database.url, undefined, "analytics");
  const pool = new pg.Pool({ connectionString: database.url, max: 8 });
  pool.on("connect", (client) => client.on("error", () => undefined));
  equip(pool, database.url);
  const store: Store = {
    db: drizzle(pool) as unknown as Db,
    query: async (text) => (await pool.query<Record<string, unknown>>(text)).rows,
    async close() {
      await pool.end();
      await database.drop();
    },
  };
  stores.push(store);
  return store;
}

beforeAll(async () => {
  market = await openMarket();
  homes = [];
  for (let count = 0; count < 4; count += 1) homes.push(await market.addListing());
  stream = randomStream({ seed: 7, journeyCount: 60, listings: homes });
  await stream.writeLog(market.db, ANALYTICS_CONSUMER);
  await market.query(
    `insert into event_partitions (topic, partition, next_position)
     select topic, partition, max(position) + 1 from event_places group by 1, 2`,
  );
  await market.query("update consumer_positions set position = -1");
  const once = await openStore();
  await run(ctxOf(once));
  expected = await contentsOf(once.query);
});
afterAll(async () => {
  for (const store of stores) await store.close();
  stores = [];
  await market.close();
});
/** The log stands placed, and nobody has handled anything of it. */
beforeEach(async () => {
  await market.query("truncate consumer_retries, dead_events");
  await market.query("update consumer_positions set position = -1, paused_at = null");
});

const ctxOf = (store: Pick<Store, "db">, change: Partial<SystemCtx> = {}) =>
  market.systemCtx({ analyticsDb: store.db, ...change });
const run = (ctx: SystemCtx, consumer: BatchConsumer = recordFactsOnEvents) =>
  runConsumers(ctx, [consumer], { bounds: WIDE });

async function contentsOf(query: Store["query"]): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const name of ANALYTICS_TABLE_NAMES)
    all[name] = (await query(`select t::text as row from analytics.${name} t order by 1`)).map(
      ({ row }) => row,
    );
  return all;
}
const positionsOf = (query: Store["query"]) =>
  query(
    `select topic, partition, position::int from consumer_positions where consumer = '${ANALYTICS_CONSUMER}'
     and position >= 0 order by 1, 2`,
  );
it("facts, rollups and positions are in the store's database, and the market has nothing but a note of the positions", async () => {
  const store = await openStore();
  const outcome = await run(ctxOf(store));
  expect([outcome.handled, outcome.failed, outcome.lagAfter]).toEqual([stream.records.length, 0, 0]);
  expect((await contentsOf(store.query)).booking_facts?.length).toBeGreaterThan(15);
  expect((await contentsOf((text) => market.query(text))).booking_facts).toEqual([]);
  const positions = await positionsOf(store.query);
  expect(positions.length).toBeGreaterThan(8);
  expect(await positionsOf((text) => market.query(text))).toEqual(positions);
  expect((await readOverview(ctxOf(store), { days: 60 })).figures.bookings).toBeGreaterThan(5);
});

it("freshness says how much of the log waits, and since when, until it is all in", async () => {
  const store = await openStore();
  const { records } = stream;
  const firsts = records
    .filter(({ position }) => position === 0)
    .map(({ occurredAt }) => occurredAt.getTime());
  const before = await readFreshness(ctxOf(store));
  expect(before.waitingCount).toBe(records.length);
  expect(Math.abs((before.freshUntil?.getTime() ?? 0) - Math.min(...firsts))).toBeLessThan(1_000);
  await run(ctxOf(store));
  const after = await readFreshness(ctxOf(store));
  expect(after).toMatchObject({ waitingCount: 0, retryCount: 0, deadCount: 0, freshUntil: after.asOf });
});

it("a crash between the store's commit and the market's note repeats nothing", async () => {
  const store = await openStore();
  await run(ctxOf(store));
  const once = await contentsOf(store.query);
  await market.query("update consumer_positions set position = -1");
  expect((await run(ctxOf(store))).claimed).toBe(0);
  expect(await contentsOf(store.query)).toEqual(once);
  expect(await positionsOf((text) => market.query(text))).toEqual(await positionsOf(store.query));
});

it("a crash before the store's commit leaves neither effect nor position, and the next run does it all", async () => {
  const store = await openStore();
  let crashes = 0;
  // Dies with the work done and the commit not yet sent, every other time.
  const dying = new Proxy(store.db, {
    get(target, name, receiver) {
      if (name !== "transaction") return Reflect.get(target, name, receiver) as unknown;
      return (work: Parameters<Db["transaction"]>[0]) =>
        target.transaction(async (tx) => {
          const result = await work(tx);
          crashes += 1;
          if (crashes % 2 === 1) throw new Error("crash before the commit");
          return result;
        });
    },
  });
  for (let round = 0; round < 200; round += 1) {
    try {
      if ((await run(ctxOf({ db: dying }))).lagAfter === 0) break;
    } catch (error) {
      expect(String(error)).toContain("crash before the commit");
    }
  }
  expect(crashes).toBeGreaterThan(10);
  expect(await contentsOf(store.query)).toEqual(expected);
});

it("a failing event waits in the market's books, and is counted once when its time has come", async () => {
  const store = await openStore();
  const poison = stream.records.find((record) => record.type === "booking.held");
  let isPoisoned = true;
  const consumer: BatchConsumer = {
    ...recordFactsOnEvents,
    async prepareBatch(events) {
      if (isPoisoned && events.some((event) => event.id === poison?.id))
        throw new Error("cannot be counted yet");
      return recordFactsOnEvents.prepareBatch(events);
    },
  };
  await run(ctxOf(store), consumer);
  const retries = await market.query<{ n: number }>("select count(*)::int as n from consumer_retries");
  expect(retries[0]?.n).toBeGreaterThan(0);
  // A rebuild in between leaves out what the live store lacks too.
  expect((await rebuildAnalytics(ctxOf(store))).differences).toBe(0);
  expect((await recountEqualsLive.run(ctxOf(store))).examples).toEqual([]);
  isPoisoned = false;
  await run(ctxOf(store, { now: addMs(market.now, 600_000) }), consumer);
  expect(await contentsOf(store.query)).toEqual(expected);
  expect(await market.query("select 1 from consumer_retries")).toEqual([]);
});

it("two runs at once count each event once", async () => {
  const store = await openStore();
  const outcomes = await Promise.all([run(ctxOf(store)), run(ctxOf(store)), run(ctxOf(store))]);
  expect(outcomes.reduce((sum, outcome) => sum + outcome.handled, 0)).toBe(stream.records.length);
  expect(await contentsOf(store.query)).toEqual(expected);
});

it("a paused consumer stands still", async () => {
  const store = await openStore();
  await run(ctxOf(store));
  await market.query("update consumer_positions set position = -1, paused_at = now()");
  await store.query("update consumer_positions set position = -1");
  expect((await run(ctxOf(store))).claimed).toBe(0);
});

it("is rebuilt there, row by row the same, and says so; the audit counts again", async () => {
  const store = await openStore();
  await run(ctxOf(store));
  const live = await contentsOf(store.query);
  const rebuild = await rebuildAnalytics(ctxOf(store));
  expect([rebuild.differences, rebuild.eventCount]).toEqual([0, stream.records.length]);
  expect(await contentsOf(store.query)).toEqual(live);
  expect((await recountEqualsLive.run(ctxOf(store))).violations).toBe(0);
  await store.query(
    "update analytics.booking_facts set total_minor = total_minor + 1 where kind = 'confirmed'",
  );
  expect((await recountEqualsLive.run(ctxOf(store))).violations).toBeGreaterThan(0);
  await rebuildAnalytics(ctxOf(store));
  expect(await contentsOf(store.query)).toEqual(live);
  const { rebuilds } = await listRebuilds(ctxOf(store), { limit: 5 });
  expect(rebuilds.map(({ result }) => result)).toEqual(["swapped", "swapped"]);
  expect(rebuilds[0]?.differences).toBeGreaterThan(0);
});
