import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readOverview } from "@/server/modules/analytics/read-overview";
import { recordEvents } from "@/server/modules/analytics/record-events";
import { analyticsRouter } from "@/server/modules/analytics/router";
import { analyticsLive } from "@/server/modules/analytics/tables";
import { bookingCancelled, bookingConfirmed, bookingHeld } from "@/server/modules/bookings/events";
import { nightsChanged } from "@/server/modules/calendar/events";
import { listingPaused, listingPublished } from "@/server/modules/listings/events";
import { listingViewed, quoteShown, searchPerformed } from "@/server/modules/search/events";
import { inTransaction } from "@/server/platform/db";
import { type ListingId, newId, type PersonId } from "@/server/primitives/id";
import { localDate } from "@/server/primitives/local-date";
import { addMs, DAY_MS, HOUR_MS } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import {
  bookingPayload,
  cancelledPayload,
  confirmedPayload,
  EventStream,
  emptyAnalytics,
} from "@/tests/support/analytics-events";
import { MARKET_NOW, type Market, openMarket } from "@/tests/support/market";

let market: Market;
let home: { listingId: ListingId; hostId: PersonId };
let other: { listingId: ListingId; hostId: PersonId };
let stream: EventStream;

beforeAll(async () => {
  market = await openMarket();
  home = await market.addListing();
  other = await market.addListing();
});
afterAll(() => market.close());
beforeEach(async () => {
  await emptyAnalytics(market);
  stream = new EventStream();
  for (const { listingId, hostId } of [home, other]) {
    const neighbourhood = listingId === home.listingId ? "Center Square" : "Pine Hills";
    const place = { listingId, hostId, countryCode: "US", city: "Albany", neighbourhood };
    stream.add(listingPublished, place, addMs(MARKET_NOW, -60 * DAY_MS));
  }
});

const record = () => inTransaction(market, (tx) => recordEvents(tx, analyticsLive, stream.records));
const overview = async (days: number) => {
  await record();
  return readOverview(market.systemCtx(), { days });
};
function book(fields: Partial<Parameters<typeof bookingPayload>[0]> = {}) {
  const at = fields.at ?? addMs(MARKET_NOW, -HOUR_MS);
  const booking = bookingPayload({ ...home, at, ...fields });
  stream.add(bookingConfirmed, confirmedPayload(booking, at), at);
  return booking;
}

describe("occupancy", () => {
  it("is nights sold over nights available in the span, the day of the market's own zone", async () => {
    book({ checkIn: "2026-04-26", nights: 2, nightMinor: 10_001 });
    const { figures, timeZone, from, until } = await overview(7);
    expect([timeZone, from, until]).toEqual(["America/New_York", "2026-04-22", "2026-04-28"]);
    expect([figures.nightsSold, figures.nightsAvailable]).toEqual([2, 14]);
    expect(figures.nightRevenueMinor).toBe(20_002);
    expect(figures.adrMinor).toBe(10_001);
    expect(figures.revparMinor).toBe(Math.round(20_002 / 14));
  });

  it("leaves blocked and paused nights out of what is available, but never a night that is sold", async () => {
    const block = {
      listingId: home.listingId,
      checkIn: localDate("2026-04-22"),
      checkOut: localDate("2026-04-25"),
    };
    stream.add(nightsChanged, { ...block, cause: "blocked" as const }, addMs(MARKET_NOW, -20 * DAY_MS));
    stream.add(listingPaused, other, new Date("2026-04-25T12:00:00Z"));
    book({ ...other, checkIn: "2026-04-26", nights: 1 });
    const { figures } = await overview(7);
    // Home: 7 − 3 blocked. Other: 22, 23, 24 April while published, and the 26th, which is sold.
    expect(figures.nightsAvailable).toBe(4 + 3 + 1);
    expect(figures.nightsBlocked).toBe(3);
    expect(figures.nightsSold).toBe(1);
  });

  it("gives nights back when a stay is cancelled, but not those already spent", async () => {
    const booking = book({ checkIn: "2026-04-24", nights: 4, at: addMs(MARKET_NOW, -10 * DAY_MS) });
    const cancelledAt = new Date("2026-04-26T16:00:00Z");
    stream.add(bookingCancelled, cancelledPayload(booking, cancelledAt), cancelledAt);
    const { figures } = await overview(7);
    expect(figures.nightsSold).toBe(2);
    expect(figures.nightRevenueMinor).toBe(2 * 11_300);
    expect(figures.cancellations).toBe(1);
  });

  it("is told apart by neighbourhood", async () => {
    book({ checkIn: "2026-04-28", nights: 1 });
    const { neighbourhoods } = await overview(1);
    expect(
      neighbourhoods.map((row) => [row.neighbourhood, row.nightsSold, row.nightsAvailable, row.bookings]),
    ).toEqual([
      ["Center Square", 1, 1, 1],
      ["Pine Hills", 0, 1, 0],
    ]);
  });
});

describe("the span and the one before", () => {
  it("compares with the same length of time up to the same time of day", async () => {
    book({ at: addMs(MARKET_NOW, -HOUR_MS) });
    book({ at: addMs(MARKET_NOW, -DAY_MS - 2 * HOUR_MS) });
    book({ at: addMs(MARKET_NOW, -DAY_MS + 3 * HOUR_MS) });
    const { figures, previous } = await overview(1);
    expect([figures.bookings, previous.bookings]).toEqual([1, 1]);
  });

  it("has a series of at least 28 days that ends today, and as many before", async () => {
    book({ at: addMs(MARKET_NOW, -27 * DAY_MS) });
    book({ at: addMs(MARKET_NOW, -30 * DAY_MS) });
    const { series, previousSeries } = await overview(7);
    expect([series.length, series.at(0)?.bookings, series.at(-1)?.day]).toEqual([28, 1, "2026-04-28"]);
    expect(previousSeries.at(-1)?.day).toBe("2026-03-31");
    expect(previousSeries.reduce((sum, day) => sum + day.bookings, 0)).toBe(1);
  });
});

describe("the funnel", () => {
  const search = { place: "Albany", checkIn: null, checkOut: null, guests: 2, matchCount: 3 };
  const stay = { checkIn: localDate("2026-05-14"), checkOut: localDate("2026-05-17") };

  it("counts a guest once, before and after signing in", async () => {
    const guestId = await market.addPerson();
    const at = (hours: number) => addMs(MARKET_NOW, -hours * HOUR_MS);
    stream.add(searchPerformed, { visitorId: "v1", personId: null, ...search }, at(9));
    stream.add(
      listingViewed,
      { visitorId: "v1", personId: null, listingId: home.listingId, source: "search" },
      at(8),
    );
    stream.add(quoteShown, { visitorId: "v1", personId: guestId, listingId: home.listingId, ...stay }, at(7));
    const booking = bookingPayload({ ...home, guestId, at: at(6) });
    stream.add(bookingHeld, { ...booking, holdExpiresAt: at(5) }, at(6));
    stream.add(searchPerformed, { visitorId: "v2", personId: null, ...search }, at(4));
    const { funnel, conversion } = await overview(1);
    expect(funnel.map(({ guests }) => guests)).toEqual([2, 1, 1, 1, 0]);
    expect(conversion).toBe(0);
  });

  it("counts a later step within 30 days of the first, and not after", async () => {
    const [soon, late] = [await market.addPerson(), await market.addPerson()];
    for (const [personId, days] of [
      [soon, 29],
      [late, 31],
    ] as const) {
      const firstAt = addMs(MARKET_NOW, -40 * DAY_MS);
      stream.add(searchPerformed, { visitorId: `v-${days}`, personId, ...search }, firstAt);
      book({ guestId: personId, at: addMs(firstAt, days * DAY_MS) });
    }
    const { previousSeries } = await overview(28);
    const day = previousSeries.find((row) => row.day === "2026-03-19");
    expect(day?.funnel.map(({ guests }) => guests)).toEqual([2, 1, 1, 1, 1]);
    expect(day?.conversion).toBe(0.5);
  });
});

describe("who may read", () => {
  const caller = (who?: { personId: PersonId; role?: "guest" | "host" | "operator" }) =>
    createCallerFactory(analyticsRouter)(market.trpcCtx(who));
  const personId = newId("person");

  it("the market's figures are the operator's alone", async () => {
    await expect(caller().overview({})).rejects.toThrow("sign_in_required");
    await expect(caller({ personId }).overview({})).rejects.toThrow("not_permitted");
    await expect(caller({ personId, role: "host" }).overview({})).rejects.toThrow("not_permitted");
    await expect(caller({ personId, role: "operator" }).overview({ days: 0 })).rejects.toThrow();
    expect((await caller({ personId, role: "operator" }).overview({ days: 7 })).figures.bookings).toBe(0);
  });
});
