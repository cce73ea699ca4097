/** The reports of analytics and who may read them. Longer than the usual file: its groups share one history of events. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { recordEvents } from "@/server/modules/analytics/record-events";
import { analyticsRouter } from "@/server/modules/analytics/router";
import { analyticsLive } from "@/server/modules/analytics/tables";
import { bookingCancelled, bookingConfirmed } from "@/server/modules/bookings/events";
import { listingPublished } from "@/server/modules/listings/events";
import { listingViewed, searchPerformed } from "@/server/modules/search/events";
import { inTransaction } from "@/server/platform/db";
import { assertPresent } from "@/server/primitives/assert";
import { type ListingId, newId, type PersonId, uuidOf } from "@/server/primitives/id";
import { localDate } from "@/server/primitives/local-date";
import { addMs, DAY_MS, HOUR_MS, instantAt } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import {
  bookingPayload,
  cancelledPayload,
  confirmedPayload,
  EventStream,
  emptyAnalytics,
} from "@/tests/support/analytics-events";
import { MARKET_NOW, type Market, openMarket } from "@/tests/support/market";

interface Home {
  readonly listingId: ListingId;
  readonly hostId: PersonId;
}

let market: Market;
let home: Home;
let others: Home[];
let stream: EventStream;
const ZONE = "America/New_York";

beforeAll(async () => {
  market = await openMarket();
  home = await market.addListing();
  others = [];
  for (let count = 0; count < 5; count += 1) others.push(await market.addListing());
});
afterAll(() => market.close());
beforeEach(async () => {
  await emptyAnalytics(market);
  stream = new EventStream();
  for (const [index, { listingId, hostId }] of [home, ...others].entries()) {
    const neighbourhood = index === 0 ? "Center Square" : "Pine Hills";
    const place = { listingId, hostId, countryCode: "US", city: "Albany", neighbourhood };
    stream.add(listingPublished, place, addMs(MARKET_NOW, -800 * DAY_MS));
  }
});

const caller = (who?: { personId: PersonId; role?: "guest" | "host" | "operator" }) =>
  createCallerFactory(analyticsRouter)(market.trpcCtx(who));
const operator = { personId: newId("person"), role: "operator" as const };
async function asOperator() {
  await inTransaction(market, (tx) => recordEvents(tx, analyticsLive, stream.records));
  return caller(operator);
}
const day = (text: string) => localDate(text);
const at = (date: string, hours = 12) => instantAt(day(date), hours * 60, ZONE);

function book(fields: Partial<Parameters<typeof bookingPayload>[0]> = {}) {
  const when = fields.at ?? addMs(MARKET_NOW, -HOUR_MS);
  const booking = bookingPayload({ ...home, at: when, ...fields });
  stream.add(bookingConfirmed, confirmedPayload(booking, when), when);
  return booking;
}
function view(
  listingId: ListingId,
  when: Date,
  who: { visitorId: string; personId?: PersonId },
  source = "search",
) {
  const kind = { channel: "mobile" as const, device: "phone" as const };
  stream.add(listingViewed, { personId: null, ...who, listingId, source, ...kind }, when);
}
function search(
  stay: [string, string] | undefined,
  matchCount: number,
  visitorId: string,
  place: string | null = "us/new-york/albany/pine-hills",
) {
  const dates = { checkIn: stay ? day(stay[0]) : null, checkOut: stay ? day(stay[1]) : null };
  stream.add(
    searchPerformed,
    { visitorId, personId: null, place, ...dates, guests: 2, matchCount },
    addMs(MARKET_NOW, -HOUR_MS),
  );
}

describe("the series", () => {
  it("adds days up to weeks and months, and holds them against the days before and the year before", async () => {
    book({ at: at("2026-04-27"), checkIn: "2026-04-27", nights: 2 });
    book({ at: at("2026-04-20") });
    book({ at: at("2026-04-15"), ...others[0] });
    book({ at: at("2025-04-20") });
    const read = await asOperator();
    const span = { from: day("2026-04-20"), until: day("2026-04-28") };
    const weekly = await read.series({ ...span, step: "week", by: "neighbourhood" });
    expect(weekly.total.points.map(({ at: monday, figures }) => [monday, figures.bookings])).toEqual([
      ["2026-04-20", 1],
      ["2026-04-27", 1],
    ]);
    expect(weekly.total.figures.nights?.nightsSold).toBe(2);
    expect(weekly.total.figures.nights?.nightsAvailable).toBe(9 * 6);
    expect(weekly.comparison).toEqual({ from: "2026-04-11", until: "2026-04-19" });
    expect(weekly.total.compared?.bookings).toBe(1);
    expect(weekly.groups.map(({ value, figures }) => [value, figures.bookings])).toEqual([
      ["Center Square", 2],
      ["Pine Hills", 0],
    ]);
    const yearly = await read.series({ ...span, step: "month", compareTo: "year" });
    expect(yearly.comparison).toEqual({ from: "2025-04-20", until: "2025-04-28" });
    expect([yearly.total.figures.bookings, yearly.total.compared?.bookings]).toEqual([2, 1]);
    expect(yearly.total.points).toHaveLength(1);
  });

  it("tells channels and devices apart, without nights, and homes and hosts by name", async () => {
    view(home.listingId, at("2026-04-28", 9), { visitorId: "v1" });
    book({ at: at("2026-04-28", 10), channel: "rest" });
    const read = await asOperator();
    const span = { from: day("2026-04-28"), until: day("2026-04-28") };
    const channels = await read.series({ ...span, by: "channel" });
    expect(channels.groups.map(({ value, figures }) => [value, figures.bookings, figures.views])).toEqual([
      ["api", 1, 0],
      ["mobile", 0, 1],
    ]);
    expect(channels.groups[0]?.figures.nights).toBeNull();
    const devices = await read.series({ ...span, by: "device" });
    expect(devices.groups.map(({ value }) => value).sort()).toEqual(["phone", "unknown"]);
    const homes = await read.series({ ...span, by: "listing", groupsMax: 1 });
    expect([homes.groups[0]?.value, homes.groupCount]).toEqual([home.listingId, 6]);
    const hosts = await read.series({ ...span, by: "host", groupsMax: 1 });
    expect([hosts.groups[0]?.value, hosts.groups[0]?.label]).toEqual([home.hostId, "Halina Nowak"]);
  });

  it("takes a cancellation off the span it happens in and counts it against the booking's own", async () => {
    const booking = book({ at: at("2026-04-25"), checkIn: "2026-04-27", nights: 2 });
    stream.add(bookingCancelled, cancelledPayload(booking, at("2026-04-26")), at("2026-04-26"));
    const read = await asOperator();
    const { total } = await read.series({
      from: day("2026-04-25"),
      until: day("2026-04-26"),
      compareTo: "none",
    });
    expect(total.figures).toMatchObject({ bookings: 1, cancellations: 1, gbvMinor: 0, cancellationRate: 1 });
    expect(total.points.map(({ figures }) => [figures.gbvMinor, figures.cancellationRate])).toEqual([
      [booking.totalMinor, 1],
      [-booking.totalMinor, null],
    ]);
    expect([total.compared, total.comparedPoints]).toEqual([null, []]);
  });

  it("cuts what today is held against at the same hour", async () => {
    book({ at: at("2026-04-28", 10) });
    book({ at: at("2026-04-27", 10) });
    book({ at: at("2026-04-27", 20) });
    const read = await asOperator();
    const { total } = await read.series({ from: day("2026-04-28"), until: day("2026-04-28"), step: "hour" });
    expect([total.figures.bookings, total.compared?.bookings]).toEqual([1, 1]);
    expect(total.points.find(({ at: hour }) => hour === "2026-04-28T10:00")?.figures.bookings).toBe(1);
  });

  it("refuses spans that are too long or end before they begin", async () => {
    const read = await asOperator();
    const from = day("2026-04-28");
    await expect(read.series({ from, until: day("2026-04-27") })).rejects.toThrow("invalid_input");
    await expect(read.series({ from, until: day("2028-04-29") })).rejects.toThrow("invalid_input");
    await expect(read.series({ from, until: day("2026-05-12"), step: "hour" })).rejects.toThrow(
      "invalid_input",
    );
    await expect(read.demand({ from, until: day("2026-12-31") })).rejects.toThrow("invalid_input");
  });
});

describe("guests", () => {
  it("come back in the months after their first booking, each counted once", async () => {
    const [ann, ben] = [newId("person"), newId("person")];
    book({ guestId: ann, at: at("2026-02-10") });
    book({ guestId: ann, at: at("2026-04-01") });
    const gone = book({ guestId: ann, at: at("2026-04-02") });
    stream.add(bookingCancelled, cancelledPayload(gone, at("2026-04-03")), at("2026-04-03"));
    book({ guestId: ben, at: at("2026-02-20") });
    const { cohorts } = await (await asOperator()).cohorts({ months: 3 });
    expect(cohorts.map(({ month, guests }) => [month, guests])).toEqual([
      ["2026-02-01", 2],
      ["2026-03-01", 0],
      ["2026-04-01", 0],
    ]);
    expect(cohorts[0]?.months).toEqual([
      { offset: 0, bookings: 2, returningGuests: 0, cancelled: 0 },
      { offset: 1, bookings: 0, returningGuests: 0, cancelled: 0 },
      { offset: 2, bookings: 2, returningGuests: 1, cancelled: 1 },
    ]);
  });

  it("book by lead time and length of stay in buckets that together hold every booking", async () => {
    book({ at: at("2026-04-27"), checkIn: "2026-04-27", nights: 1 });
    book({ at: at("2026-04-27"), checkIn: "2026-05-27", nights: 28 });
    book({ at: at("2026-04-27"), checkIn: "2026-05-28", nights: 9 });
    const report = await (await asOperator()).distributions({
      from: day("2026-04-27"),
      until: day("2026-04-27"),
    });
    const filled = (buckets: readonly { from: number; until: number | null; bookings: number }[]) =>
      buckets
        .filter(({ bookings }) => bookings > 0)
        .map(({ from, until, bookings }) => [from, until, bookings]);
    expect(filled(report.leadDays.buckets)).toEqual([
      [0, 0, 1],
      [15, 30, 1],
      [31, 60, 1],
    ]);
    expect(filled(report.nightsPerStay.buckets)).toEqual([
      [1, 1, 1],
      [7, 13, 1],
      [28, null, 1],
    ]);
    expect([report.leadDays.median, report.nightsPerStay.mean]).toEqual([30, 38 / 3]);
  });

  it("are led by the source of their first view, and counted where they took their first step", async () => {
    const ann = await market.addPerson();
    view(home.listingId, at("2026-04-27", 8), { visitorId: "v1" }, "similar");
    view(home.listingId, at("2026-04-27", 9), { visitorId: "v1", personId: ann }, "wishlist");
    view(home.listingId, at("2026-04-27", 9), { visitorId: "v2" }, "search");
    book({ guestId: ann, at: at("2026-04-27", 10) });
    const span = { from: day("2026-04-27"), until: day("2026-04-28") };
    const read = await asOperator();
    const { sources } = await read.sources(span);
    expect(sources.map((row) => [row.source, row.views, row.guests, row.bookingGuests])).toEqual([
      ["search", 1, 1, 0],
      ["similar", 1, 1, 1],
      ["wishlist", 1, 0, 0],
    ]);
    const funnel = await read.funnel({ ...span, by: "device" });
    expect(funnel.total.funnel.map(({ guests }) => guests)).toEqual([2, 2, 1, 1, 1]);
    expect(funnel.groups.map(({ value, conversion }) => [value, conversion])).toEqual([["phone", 0.5]]);
  });
});

describe("demand", () => {
  it("lies where the place does, and nowhere for the whole market and for words that are no place", async () => {
    const fields = "id, kind, name, full_name, country_code, latitude, longitude, search_text";
    await market.query(
      `insert into places (${fields})
       values ('us/new-york/albany/here', 'neighbourhood', 'Here', 'Here, Albany', 'US', 42.65, -73.76, 'here')`,
    );
    search(["2026-05-01", "2026-05-03"], 0, "v1", "us/new-york/albany/here");
    search(["2026-05-01", "2026-05-02"], 0, "v1", "narnia");
    search(["2026-05-01", "2026-05-02"], 0, "v1", null);
    const report = await (await asOperator()).demand({ from: day("2026-05-01"), until: day("2026-05-03") });
    expect(report.places.map(({ name, isKnown, center }) => [name, isKnown, center])).toEqual([
      ["Here", true, { lat: 42.65, lng: -73.76 }],
      ["", true, null],
      ["narnia", false, null],
    ]);
  });

  it("shows by place and night what was looked for, what was not found, and what was open", async () => {
    search(["2026-05-01", "2026-05-03"], 0, "v1");
    search(["2026-05-01", "2026-05-03"], 0, "v1");
    search(["2026-05-02", "2026-05-04"], 2, "v2");
    search(["2026-05-02", "2026-05-03"], 40, "v2", null);
    search(undefined, 0, "v3");
    book({ ...others[0], checkIn: "2026-05-02", nights: 1 });
    const report = await (await asOperator()).demand({ from: day("2026-05-01"), until: day("2026-05-03") });
    expect(report.places.map(({ place, searches }) => [place, searches])).toEqual([
      ["us/new-york/albany/pine-hills", 6],
      ["", 1],
    ]);
    const [hills, anywhere] = report.places;
    const rows = (place: typeof hills) =>
      place?.cells.map((cell) => [
        cell.searches,
        cell.unmetNights,
        cell.fewSearches,
        cell.arrivals,
        cell.emptyArrivals,
        cell.guests,
      ]);
    expect(rows(hills)).toEqual([
      [2, 2, 0, 2, 2, 1],
      [3, 2, 1, 1, 0, 2],
      [1, 0, 1, 0, 0, 1],
    ]);
    expect([hills?.unmetNights, hills?.guests]).toEqual([4, 2]);
    expect(
      anywhere?.cells.map(({ nightsAvailable, nightsSold, nightsOpen }) => [
        nightsAvailable,
        nightsSold,
        nightsOpen,
      ]),
    ).toEqual([
      [6, 0, 6],
      [6, 1, 5],
      [6, 0, 6],
    ]);
  });
});

describe("a host's performance", () => {
  const span = { from: day("2026-04-01"), until: day("2026-04-28") };
  const asHost = (hostId: PersonId) => caller({ personId: hostId, role: "host" });

  it("is of the own homes alone, beside last year and five like it", async () => {
    const ann = await market.addPerson();
    view(home.listingId, at("2026-04-20"), { visitorId: "v1", personId: ann });
    view(home.listingId, at("2026-04-21"), { visitorId: "v2" });
    book({ guestId: ann, at: at("2026-04-22"), checkIn: "2026-04-28", nights: 2 });
    book({ at: at("2025-04-02"), checkIn: "2025-04-04", nights: 3 });
    book({ at: at("2025-04-28", 10), checkIn: "2025-05-04", nights: 4 });
    book({ at: at("2025-04-28", 22), checkIn: "2025-05-10", nights: 4 });
    book({ ...others[0], at: at("2026-04-02"), checkIn: "2026-04-04", nights: 7 });
    await asOperator();
    const report = await asHost(home.hostId).hostPerformance(span);
    expect(report.listings).toHaveLength(1);
    const [own] = report.listings;
    expect(own?.figures).toMatchObject({
      views: 2,
      guests: 2,
      bookingGuests: 1,
      conversion: 0.5,
      nightsSold: 1,
    });
    expect(own?.figures).toMatchObject({ nightsAvailable: 28, occupancy: 1 / 28, adrMinor: 11_300 });
    expect(own?.compared).toMatchObject({ bookings: 2, nightsSold: 3, nightsAvailable: 28 });
    // On the books for the 60 nights from today: tonight and tomorrow. A year ago, what was booked by 3:30 pm.
    expect(own?.pace).toMatchObject({ nights: 2, nightsLastYear: 4 });
    expect(own?.pace.weeks).toHaveLength(9);
    expect(own?.pace.weeks[0]).toEqual({
      from: "2026-04-28",
      until: "2026-05-04",
      nights: 2,
      nightsLastYear: 1,
      marketNightsPerHome: 0,
    });
    expect(own?.pace.weeks[8]).toMatchObject({ from: "2026-06-23", until: "2026-06-26" });
    expect(own?.market).toMatchObject({ listingCount: 5, occupancy: 7 / (5 * 28) });
  });

  it("adds the homes up on their sums and counts a guest of two homes once", async () => {
    const second = assertPresent(others[0], "another home");
    view(home.listingId, at("2026-04-20"), { visitorId: "v1" });
    view(second.listingId, at("2026-04-21"), { visitorId: "v1" });
    view(second.listingId, at("2026-04-22"), { visitorId: "v2" });
    view(home.listingId, at("2026-04-22"), { visitorId: "v3" });
    book({ at: at("2026-04-02"), checkIn: "2026-04-04", nights: 3 });
    book({ ...second, at: at("2026-04-02"), checkIn: "2026-04-04", nights: 7 });
    book({ ...second, at: at("2026-03-02"), checkIn: "2026-03-10", nights: 2 });
    await asOperator();
    const moveTo = (hostId: PersonId) =>
      market.query("update listings set host_id = $1 where id = $2", [
        uuidOf(hostId),
        uuidOf(second.listingId),
      ]);
    await moveTo(home.hostId);
    const read = asHost(home.hostId);
    const report = await read.hostPerformance({ ...span, compareTo: "previous", step: "month" });
    const alone = await read.hostPerformance({ ...span, compareTo: "none", listingId: second.listingId });
    await moveTo(second.hostId);
    const [total] = report.totals;
    expect(report.comparison).toEqual({ from: "2026-03-04", until: "2026-03-31" });
    expect(total).toMatchObject({ currency: "USD", listingCount: 2, market: null });
    expect(total?.figures).toMatchObject({ views: 4, guests: 3, nightsSold: 10, nightsAvailable: 56 });
    expect(total?.figures.occupancy).toBe(10 / 56);
    expect(total?.compared).toMatchObject({ nightsSold: 2, views: 0 });
    expect(total?.points.map(({ at: first, nightsSold, views }) => [first, nightsSold, views])).toEqual([
      ["2026-04-01", 10, 4],
    ]);
    expect(total?.comparedPoints.map(({ nightsSold }) => nightsSold)).toEqual([2]);
    expect(report.listings.map(({ figures }) => figures.guests)).toEqual([2, 2]);
    expect([alone.homes.length, alone.listings.length, alone.totals[0]?.figures.nightsSold]).toEqual([
      2, 1, 7,
    ]);
    expect([alone.comparison, alone.totals[0]?.compared, alone.totals[0]?.comparedPoints]).toEqual([
      null,
      null,
      [],
    ]);
  });

  it.each([
    { from: "2026-04-28", until: "2026-04-01" },
    { from: "2024-01-01", until: "2026-04-01" },
    { from: "2026-02-30" },
    { until: "tomorrow" },
    { listingId: "listing_x" },
    { listingId: newId("person") },
    { compareTo: "rome" },
    { step: "hour" },
    { paceNights: 0 },
    { paceNights: 1.5 },
    { hostId: newId("person") },
  ])("refuses %j", async (nonsense) => {
    await expect(
      asHost(home.hostId).hostPerformance({ ...span, ...nonsense } as typeof span),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("withholds market figures that fewer than five homes of others stand behind", async () => {
    await asOperator();
    const gone = assertPresent(others[0], "another home");
    await market.query("update listings set status = 'paused' where id = $1", [uuidOf(gone.listingId)]);
    const report = await asHost(home.hostId).hostPerformance(span);
    expect(report.listings[0]?.market).toBeNull();
    await market.query("update listings set status = 'published'");
  });

  it("does not find somebody else's home", async () => {
    await asOperator();
    const someone = others[0];
    if (!someone) throw new Error("no other home");
    await expect(
      asHost(home.hostId).hostPerformance({ ...span, listingId: someone.listingId }),
    ).rejects.toThrow("listing_not_found");
    expect((await asHost(newId("person")).hostPerformance(span)).listings).toEqual([]);
  });
});

describe("who may read", () => {
  const personId = newId("person");
  const span = { from: day("2026-04-01"), until: day("2026-04-28") };
  const READS = {
    series: (who?: Parameters<typeof caller>[0]) => caller(who).series(span),
    funnel: (who?: Parameters<typeof caller>[0]) => caller(who).funnel(span),
    sources: (who?: Parameters<typeof caller>[0]) => caller(who).sources(span),
    cohorts: (who?: Parameters<typeof caller>[0]) => caller(who).cohorts({}),
    distributions: (who?: Parameters<typeof caller>[0]) => caller(who).distributions(span),
    demand: (who?: Parameters<typeof caller>[0]) => caller(who).demand(span),
    freshness: (who?: Parameters<typeof caller>[0]) => caller(who).freshness({}),
    rebuilds: (who?: Parameters<typeof caller>[0]) => caller(who).rebuilds({}),
  };

  it.each(Object.entries(READS))("%s is the operator's alone", async (_name, read) => {
    await expect(read()).rejects.toThrow("sign_in_required");
    await expect(read({ personId })).rejects.toThrow("not_permitted");
    await expect(read({ personId, role: "host" })).rejects.toThrow("not_permitted");
    await expect(read(operator)).resolves.toBeDefined();
  });

  it("performance is a host's", async () => {
    await expect(caller().hostPerformance(span)).rejects.toThrow("sign_in_required");
    await expect(caller({ personId }).hostPerformance(span)).rejects.toThrow("not_permitted");
  });

  it("the day of the market is told to everybody who has signed in", async () => {
    await expect(caller().marketToday({})).rejects.toThrow("sign_in_required");
    // 3:30 pm in Albany.
    const today = { timeZone: ZONE, today: "2026-04-28" };
    for (const who of [{ personId }, { personId, role: "host" as const }, operator])
      expect(await caller(who).marketToday({})).toEqual(today);
  });
});
