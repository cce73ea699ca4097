import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ANALYTICS_CONSUMER } from "@/server/modules/analytics/consumers/record-facts-on-events";
import { factsOf } from "@/server/modules/analytics/facts";
import { rebuildClickHouse } from "@/server/modules/analytics/rebuild-clickhouse";
import { sendToClickHouse } from "@/server/modules/analytics/send-to-clickhouse";
import { type ClickHouse, httpClickHouse } from "@/server/platform/clickhouse";
import type { Ports } from "@/server/platform/ports";
import { type ListingId, type PersonId, uuidOf } from "@/server/primitives/id";
import { type EventStream, randomStream } from "@/tests/support/analytics-events";
import { hasClickHouse, type RunningClickHouse, startClickHouse } from "@/tests/support/clickhouse";
import { WIDE } from "@/tests/support/events";
import { type Market, NO_PORTS, openMarket } from "@/tests/support/market";

if (!hasClickHouse)
  console.warn(
    "skipped: ClickHouse is not installed (apt-get install clickhouse-server); its sink is not tried here",
  );

/** A real server: what is said here of ClickHouse was seen of it. */
describe.skipIf(!hasClickHouse)("ClickHouse as a further store of facts", () => {
  let market: Market;
  let server: RunningClickHouse;
  let clickHouse: ClickHouse;
  let stream: EventStream;

  beforeAll(async () => {
    market = await openMarket();
    server = await startClickHouse();
    clickHouse = httpClickHouse(server.url);
    const homes: { listingId: ListingId; hostId: PersonId }[] = [];
    for (let count = 0; count < 3; count += 1) homes.push(await market.addListing());
    stream = randomStream({ seed: 11, journeyCount: 150, listings: homes });
    await stream.writeLog(market.db, ANALYTICS_CONSUMER);
    await market.query(
      `insert into event_partitions (topic, partition, next_position)
       select topic, partition, max(position) + 1 from event_places group by 1, 2`,
    );
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    await market?.close();
  });

  const portsWith = (port: ClickHouse | undefined): Ports =>
    Object.defineProperties({} as Ports, {
      ...Object.getOwnPropertyDescriptors(NO_PORTS),
      clickHouse: { value: port },
    });
  const ctx = (port: ClickHouse | undefined = clickHouse) => market.systemCtx({ ports: portsWith(port) });
  const counts = () =>
    clickHouse.query<Record<string, string>>(
      "SELECT kind, count() AS n, sum(total_minor) AS total, sum(refund_minor) AS refund FROM booking_facts FINAL GROUP BY kind ORDER BY kind",
    );
  const expected = () => {
    const byKind = new Map<string, { n: number; total: number; refund: number }>();
    for (const fact of factsOf(stream.records).bookings) {
      const sum = byKind.get(fact.kind) ?? { n: 0, total: 0, refund: 0 };
      byKind.set(fact.kind, {
        n: sum.n + 1,
        total: sum.total + fact.totalMinor,
        refund: sum.refund + (fact.refundMinor ?? 0),
      });
    }
    return [...byKind]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, { n, total, refund }]) => ({
        kind,
        n: String(n),
        total: String(total),
        refund: String(refund),
      }));
  };
  const repeatAll = () =>
    market.query(
      "update consumer_positions set position = -1 where consumer = 'analytics.send-to-clickhouse'",
    );

  it("does nothing where none is configured", async () => {
    const outcome = await sendToClickHouse(market.systemCtx({ ports: NO_PORTS }), WIDE);
    expect(outcome.claimed).toBe(0);
  });

  it("gets every fact once, also when a crash repeats them all", async () => {
    const outcome = await sendToClickHouse(ctx(), WIDE);
    expect([outcome.handled, outcome.lagAfter]).toEqual([stream.records.length, 0]);
    expect(await counts()).toEqual(expected());
    await repeatAll();
    await sendToClickHouse(ctx(), WIDE);
    expect(await counts()).toEqual(expected());
    const [view] = await clickHouse.query<Record<string, unknown>>(
      "SELECT listing_id, channel, occurred_at_ms FROM interaction_facts FINAL WHERE kind = 'view' ORDER BY event_id LIMIT 1",
    );
    const views = factsOf(stream.records).interactions.filter(({ kind }) => kind === "view");
    const [first] = views.sort((a, b) => (uuidOf(a.eventId) < uuidOf(b.eventId) ? -1 : 1));
    expect(view?.listing_id).toBe(first?.listingId && uuidOf(first.listingId));
    expect(Number(view?.occurred_at_ms)).toBe(first?.occurredAt.getTime());
  });

  it("is rebuilt from the log, equal to what is live, and mended where it is not", async () => {
    expect((await rebuildClickHouse(ctx(), { compareOnly: true })).differences).toBe(0);
    await clickHouse.command("DROP TABLE payment_facts");
    const mended = await rebuildClickHouse(ctx());
    expect([mended.differences, mended.swapped, mended.eventCount]).toEqual([2, true, stream.records.length]);
    expect(await counts()).toEqual(expected());
    expect((await rebuildClickHouse(ctx(), { compareOnly: true })).differences).toBe(0);
  });

  it("a fault is told in ClickHouse's own words and moves nothing", async () => {
    await repeatAll();
    const broken: ClickHouse = { ...clickHouse, insert: () => clickHouse.command("NO SUCH STATEMENT") };
    await expect(sendToClickHouse(ctx(broken), WIDE)).rejects.toThrow(
      /ClickHouse answered \d+: .*Syntax error/s,
    );
    const moved = await market.query(
      "select 1 from consumer_positions where consumer = 'analytics.send-to-clickhouse' and position >= 0",
    );
    expect(moved).toEqual([]);
  });
});
