import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EventRecord } from "@/server/events/define-event";
import { readOverview } from "@/server/modules/analytics/read-overview";
import { rebuildAnalytics } from "@/server/modules/analytics/rebuild-analytics";
import { recordEvents } from "@/server/modules/analytics/record-events";
import { ANALYTICS_TABLE_NAMES, analyticsLive } from "@/server/modules/analytics/tables";
import { bookingConfirmed } from "@/server/modules/bookings/events";
import { inTransaction } from "@/server/platform/db";
import { type ListingId, newId, type PersonId } from "@/server/primitives/id";
import { addMs, HOUR_MS } from "@/server/primitives/zoned";
import {
  bookingPayload,
  confirmedPayload,
  EventStream,
  emptyAnalytics,
  randomStream,
  seededRandom,
  shuffled,
} from "@/tests/support/analytics-events";
import { MARKET_NOW, type Market, openMarket } from "@/tests/support/market";

const SEED = 20_260_428;
let market: Market;
let homes: { listingId: ListingId; hostId: PersonId }[];

beforeAll(async () => {
  market = await openMarket();
  homes = [];
  for (let count = 0; count < 8; count += 1) homes.push(await market.addListing());
});
afterAll(() => market.close());

/** Plays batches as the runner would: each in one transaction. */
async function play(events: readonly EventRecord[], batchSize: number): Promise<void> {
  for (let from = 0; from < events.length; from += batchSize) {
    await inTransaction(market, (tx) =>
      recordEvents(tx, analyticsLive, events.slice(from, from + batchSize)),
    );
  }
}

/** Everything in the store but zero rows, which a repeat may not make either. */
async function contents(): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const name of ANALYTICS_TABLE_NAMES) {
    const rows = await market.query<{ row: string }>(
      `select t::text as row from analytics.${name} t order by 1`,
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

describe("recording events", () => {
  it("counts each event once under 20 % repeats and any sequence", async () => {
    const { records } = randomStream({ seed: SEED, journeyCount: 400, listings: homes });
    await emptyAnalytics(market);
    await play(records, 100);
    const once = await contents();

    const random = seededRandom(SEED + 1);
    const repeated = [...records, ...records.filter(() => random() < 0.2)];
    await emptyAnalytics(market);
    await play(shuffled(repeated, random), 37);
    expect(await contents(), `seed ${SEED}`).toEqual(once);
    expect(once.booking_facts?.length).toBeGreaterThan(100);
  });

  it("counts each event once when two writers record the same events at the same time", async () => {
    const { records } = randomStream({ seed: SEED + 2, journeyCount: 200, listings: homes });
    await emptyAnalytics(market);
    await play(records, 50);
    const once = await contents();
    await emptyAnalytics(market);
    await Promise.all([play(records, 40), play([...records].reverse(), 60)]);
    expect(await contents()).toEqual(once);
  });

  it("leaves nothing of a batch whose transaction rolls back", async () => {
    const { records } = randomStream({ seed: SEED + 3, journeyCount: 20, listings: homes });
    await emptyAnalytics(market);
    const crash = inTransaction(market, async (tx) => {
      await recordEvents(tx, analyticsLive, records);
      throw new Error("crash before the position moved");
    });
    await expect(crash).rejects.toThrow("crash before");
    expect((await contents()).rollup_hourly).toEqual([]);
  });

  it("adds a late event to the hour it happened in", async () => {
    await emptyAnalytics(market);
    const home = homes[0];
    if (!home) throw new Error("no home");
    const early = addMs(MARKET_NOW, -50 * HOUR_MS);
    const stream = new EventStream();
    const add = (at: Date) => {
      const booking = bookingPayload({ ...home, at });
      return stream.add(bookingConfirmed, confirmedPayload(booking, at), at);
    };
    await play([add(MARKET_NOW)], 10);
    const before = await readOverview(market.systemCtx(), { days: 7 });
    await play([add(early)], 10);
    const after = await readOverview(market.systemCtx(), { days: 7 });
    const day = (overview: typeof after, on: string) =>
      overview.series.find((row) => row.day === on)?.bookings;
    expect([day(before, "2026-04-26"), day(before, "2026-04-28")]).toEqual([0, 1]);
    expect([day(after, "2026-04-26"), day(after, "2026-04-28")]).toEqual([1, 1]);
    const hours = await market.query("select hour from analytics.rollup_hourly where dimension = 'market'");
    expect(hours).toHaveLength(2);
  });

  it("keeps a booking of another currency out of the market's money", async () => {
    await emptyAnalytics(market);
    const home = homes[1];
    if (!home) throw new Error("no home");
    const stream = new EventStream();
    for (const currency of ["USD", "USD", "EUR"]) {
      const booking = { ...bookingPayload({ ...home, guestId: newId("person") }), currency };
      stream.add(bookingConfirmed, confirmedPayload(booking, MARKET_NOW), MARKET_NOW);
    }
    await play(stream.records, 10);
    const overview = await readOverview(market.systemCtx(), { days: 1 });
    expect(overview.currency).toBe("USD");
    expect(overview.figures.bookings).toBe(2);
  });
});

describe("a rebuild", () => {
  it("equals the live store row by row and takes its place", async () => {
    await emptyAnalytics(market);
    const stream = randomStream({ seed: SEED + 4, journeyCount: 300, listings: homes });
    await stream.writeLog(market.db, "analytics.record-facts");
    await play(shuffled(stream.records, seededRandom(SEED)), 64);
    const live = await contents();
    const rebuild = await rebuildAnalytics(market.systemCtx());
    expect(rebuild.differences).toBe(0);
    expect(rebuild.eventCount).toBe(stream.records.length);
    expect(rebuild.swapped).toBe(true);
    expect(await contents()).toEqual(live);
  });

  it("reports what the live store has wrong, and mends it", async () => {
    const right = await contents();
    await market.query(
      "update analytics.rollup_daily set bookings = bookings + 1 where dimension = 'market'",
    );
    const compared = await rebuildAnalytics(market.systemCtx(), { compareOnly: true });
    expect(compared.differences).toBeGreaterThan(0);
    expect(await contents()).not.toEqual(right);
    await rebuildAnalytics(market.systemCtx());
    expect(await contents()).toEqual(right);
  });

  it("lets reads go on while it runs and swaps", async () => {
    const expected = (await readOverview(market.systemCtx(), { days: 28 })).figures;
    let running = true;
    const rebuild = rebuildAnalytics(market.systemCtx()).finally(() => {
      running = false;
    });
    let readCount = 0;
    while (running) {
      expect((await readOverview(market.systemCtx(), { days: 28 })).figures).toEqual(expected);
      readCount += 1;
    }
    await rebuild;
    expect(readCount).toBeGreaterThan(1);
  });
});
