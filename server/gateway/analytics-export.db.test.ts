import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerAnalyticsExport } from "@/server/gateway/analytics-export";
import { recordEvents } from "@/server/modules/analytics/record-events";
import { EXPORTS, type ExportName } from "@/server/modules/analytics/report-contracts";
import { analyticsLive } from "@/server/modules/analytics/tables";
import { bookingConfirmed } from "@/server/modules/bookings/events";
import { listingPublished } from "@/server/modules/listings/events";
import { searchPerformed } from "@/server/modules/search/events";
import { inTransaction } from "@/server/platform/db";
import { localDate } from "@/server/primitives/local-date";
import { addMs, DAY_MS, HOUR_MS } from "@/server/primitives/zoned";
import { bookingPayload, confirmedPayload, EventStream } from "@/tests/support/analytics-events";
import { MARKET_NOW, type Market, openMarket } from "@/tests/support/market";
import { type Browser, browserOf, runtimeOf } from "@/tests/support/web";

let market: Market;
let people: Record<"nobody" | "guest" | "host" | "operator", Browser>;
const NASTY = `=HYPERLINK("http://evil.example","x")`;

beforeAll(async () => {
  market = await openMarket({ now: MARKET_NOW });
  const runtime = runtimeOf(market);
  people = {
    nobody: browserOf(runtime),
    guest: browserOf(runtime),
    host: browserOf(runtime),
    operator: browserOf(runtime),
  };
  for (const name of ["guest", "host", "operator"] as const)
    await people[name].signUpAndIn(`${name}@example.com`);
  await market.query(
    "insert into hosts (person_id, host_since) select id, now() from people where email = 'host@example.com'",
  );
  await market.query(
    `insert into operator_grants (person_id, granted_at, granted_by)
     select id, now(), 'command' from people where email = 'operator@example.com'`,
  );
  const home = await market.addListing();
  await market.query(
    "update listings set title = $1, host_id = (select id from people where email = 'host@example.com')",
    [NASTY],
  );
  const stream = new EventStream();
  const place = { ...home, countryCode: "US", city: "Albany", neighbourhood: "=1+1" };
  stream.add(listingPublished, place, addMs(MARKET_NOW, -60 * DAY_MS));
  const booking = bookingPayload({ ...home, at: addMs(MARKET_NOW, -HOUR_MS), checkIn: "2026-04-28" });
  stream.add(bookingConfirmed, confirmedPayload(booking, MARKET_NOW), addMs(MARKET_NOW, -HOUR_MS));
  const dates = { checkIn: localDate("2026-04-28"), checkOut: localDate("2026-04-30") };
  const search = { visitorId: "v1", personId: null, place: NASTY, guests: 2, matchCount: 0, ...dates };
  stream.add(searchPerformed, search, addMs(MARKET_NOW, -HOUR_MS));
  await inTransaction(market, (tx) => recordEvents(tx, analyticsLive, stream.records));
});
afterAll(() => market.close());

async function get(who: keyof typeof people, table: string, query = "from=2026-04-01&until=2026-04-30") {
  const cookie = [...people[who].cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const request = new Request(`http://localhost:3000/api/analytics/export/${table}?${query}`, {
    headers: { cookie },
  });
  return answerAnalyticsExport(runtimeOf(market), request, table);
}
const NAMES = Object.entries(EXPORTS) as [ExportName, "operator" | "host"][];

describe("an export", () => {
  it.each(NAMES)("of %s is for an %s", async (table, role) => {
    const wrong = role === "operator" ? "host" : "operator";
    expect((await get("nobody", table)).status).toBe(401);
    expect((await get("guest", table)).status).toBe(403);
    expect((await get(wrong, table)).status).toBe(403);
    const csv = await get(role, table);
    expect(csv.status).toBe(200);
    expect(csv.headers.get("content-disposition")).toContain(`roost-${table}-2026-04-01-2026-04-30.csv`);
    const lines = (await csv.text()).trimEnd().split("\r\n");
    const parquet = await get(role, table, "from=2026-04-01&until=2026-04-30&format=parquet");
    const rows = await parquetReadObjects({ file: await parquet.arrayBuffer() });
    expect(rows).toHaveLength(lines.length - 1);
  });

  it("of one home is for its host alone", async () => {
    const span = "from=2026-04-01&until=2026-04-30";
    const own = await get("host", "host-performance", span);
    const [listingId = ""] = /listing_\w+/.exec(await own.text()) ?? [];
    const one = await get("host", "host-performance", `${span}&compareTo=none&listingId=${listingId}`);
    expect((await one.text()).trimEnd().split("\r\n")).toHaveLength(2);
    const other = await market.addListing();
    const path = `${span}&listingId=${other.listingId}`;
    expect((await get("host", "host-performance", path)).status).toBe(404);
    expect((await get("host", "host-performance", `${span}&listingId=x`)).status).toBe(400);
  });

  it("neutralises what people typed, and keeps amounts as they are", async () => {
    const demand = await (await get("operator", "demand-nights")).text();
    expect(demand).toContain(`2026-04-28,"'=HYPERLINK(""http://evil.example"",""x"")",1,0,1,1,0,1`);
    const own = await (await get("host", "host-performance")).text();
    expect(own).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
    const places = await (
      await get("operator", "series", "from=2026-04-28&until=2026-04-28&by=neighbourhood")
    ).text();
    expect(places).toContain(`"'=1+1","'=1+1",current,2026-04-28,USD,1,`);
  });

  it("gives the market's bookings in Parquet with whole numbers", async () => {
    const answer = await get("operator", "booking-facts", "from=2026-04-28&until=2026-04-28&format=parquet");
    const [row] = await parquetReadObjects({ file: await answer.arrayBuffer() });
    expect(row).toMatchObject({
      kind: "confirmed",
      night_count: 3n,
      nights_minor: 33_900n,
      device: "unknown",
    });
  });

  it("of another table, another format or no span is refused", async () => {
    expect((await get("operator", "people")).status).toBe(404);
    expect((await get("operator", "constructor")).status).toBe(404);
    expect((await get("operator", "series", "from=2026-04-01")).status).toBe(400);
    expect((await get("operator", "series", "from=2026-04-01&until=2026-04-02&format=xls")).status).toBe(400);
    expect((await get("operator", "series", "from=2026-04-01&until=2029-04-02")).status).toBe(400);
  });
});
