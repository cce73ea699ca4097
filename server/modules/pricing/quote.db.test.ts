import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expiryOf, readToken } from "@/server/modules/pricing/quote-token";
import { pricingRouter } from "@/server/modules/pricing/router";
import { uuidOf } from "@/server/primitives/id";
import { localDate } from "@/server/primitives/local-date";
import { stay } from "@/server/primitives/stay";
import { addMs, MINUTE_MS } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import { type Market, openMarket, TEST_CONFIG } from "@/tests/support/market";
import { addClaims } from "@/tests/support/market-listing";

let market: Market;
const callerOf = createCallerFactory(pricingRouter);
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

const MAY = stay(localDate("2026-05-14"), localDate("2026-05-17"));
const two = { adults: 2, children: 0, infants: 0, pets: 0 };
const anybody = (now?: Date) => callerOf(market.trpcCtx(undefined, now));
const refused = (refusal: string, details: object = {}) => ({
  cause: { code: refusal, details: expect.objectContaining(details) as object },
});

describe("pricing.quote", () => {
  test("gives anybody the listing page's price, line by line, for 30 minutes", async () => {
    const { listingId } = await market.addListing();
    const quote = await anybody().quote({ listingId, stay: MAY, party: two });
    expect(quote.total).toEqual({ amountMinor: 53_248, currency: "USD" });
    expect(quote.lines.map((line) => [line.name, line.amountMinor])).toEqual([
      ["", 11_300],
      ["", 25_800],
      ["", 4_500],
      ["", 5_824],
      ["Occupancy tax, Albany County", 2_496],
      ["Sales tax", 3_328],
    ]);
    expect(quote.expiresAt).toEqual(addMs(market.now, 30 * MINUTE_MS));
    expect(quote.quoteId.length).toBeLessThan(200);
  });

  test("writes nothing", async () => {
    const { listingId } = await market.addListing();
    const countRows = () =>
      market.query("select (select count(*) from quotes) q, (select count(*) from event_log) e");
    const before = await countRows();
    await anybody().quote({ listingId, stay: MAY, party: two });
    expect(await countRows()).toEqual(before);
  });

  test("its id spells the stay, and one changed character makes it not ours", async () => {
    const { listingId } = await market.addListing();
    const { quoteId } = await anybody().quote({ listingId, stay: MAY, party: two });
    const read = await readToken(TEST_CONFIG.quoteSecret, quoteId);
    expect(read).toMatchObject({ isOurs: true, ticket: { listingId, stay: MAY, party: two } });
    for (let place = 6; place < quoteId.length; place += 1) {
      if (quoteId[place] === ".") continue;
      const other = quoteId[place] === "A" ? "Q" : "A";
      const forged = await readToken(
        TEST_CONFIG.quoteSecret,
        quoteId.slice(0, place) + other + quoteId.slice(place + 1),
      );
      expect(forged?.isOurs ?? false).toBe(false);
    }
    expect((await readToken("another secret of the same market", quoteId))?.isOurs).toBe(false);
    expect(read && expiryOf(read.ticket.issuedAt)).toEqual(addMs(market.now, 30 * MINUTE_MS));
  });

  test("refuses a party above the capacity and pets where none may come", async () => {
    const { listingId } = await market.addListing();
    const ask = (party: typeof two) => anybody().quote({ listingId, stay: MAY, party });
    await expect(ask({ ...two, children: 2 })).rejects.toMatchObject(
      refused("party_too_large", { capacity: 3 }),
    );
    await expect(ask({ ...two, pets: 1 })).rejects.toMatchObject(refused("pets_not_allowed"));
    await expect(ask({ ...two, infants: 3 })).resolves.toBeDefined();
  });

  test.each([
    ["past", { checkIn: "2026-04-27", checkOut: "2026-04-29" }, {}],
    ["nights_min", { checkIn: "2026-05-14", checkOut: "2026-05-15" }, { nightsMin: 2 }],
    ["nights_max", { checkIn: "2026-05-14", checkOut: "2026-05-20" }, { nightsMax: 5 }],
    ["check_in_weekday", { checkIn: "2026-05-14", checkOut: "2026-05-17" }, { checkInWeekdays: [5] }],
    ["check_out_weekday", { checkIn: "2026-05-14", checkOut: "2026-05-17" }, { checkOutWeekdays: [6] }],
    ["booking_window", { checkIn: "2026-05-14", checkOut: "2026-05-17" }, { bookingWindowDays: 10 }],
    ["advance_notice", { checkIn: "2026-04-29", checkOut: "2026-05-01" }, { advanceNoticeHours: 24 }],
  ])("refuses a stay against the rule %s and names it", async (rule, dates, rules) => {
    const { listingId } = await market.addListing({ rules });
    const asked = stay(localDate(dates.checkIn), localDate(dates.checkOut));
    await expect(anybody().quote({ listingId, stay: asked, party: two })).rejects.toMatchObject(
      refused("stay_rules_not_met", { rule }),
    );
  });

  test("a night's own minimum stands in place of the rule", async () => {
    const { listingId } = await market.addListing({ nightRules: { "2026-05-14": 4 } });
    await expect(anybody().quote({ listingId, stay: MAY, party: two })).rejects.toMatchObject(
      refused("stay_rules_not_met", { rule: "nights_min", nightsMin: 4 }),
    );
  });

  test("refuses taken nights, quotes over a lapsed hold and up to the next stay", async () => {
    const { listingId } = await market.addListing();
    const night = stay(localDate("2026-05-16"), localDate("2026-05-17"));
    const lapses = addMs(market.now, MINUTE_MS);
    await addClaims(market.db, { listingId, stay: night, kind: "hold", expiresAt: lapses });
    const ask = (now: Date) => anybody(now).quote({ listingId, stay: MAY, party: two });
    await expect(ask(market.now)).rejects.toMatchObject(refused("dates_not_available"));
    await expect(ask(lapses)).resolves.toBeDefined();
    const until16 = stay(localDate("2026-05-14"), localDate("2026-05-16"));
    await expect(anybody().quote({ listingId, stay: until16, party: two })).resolves.toBeDefined();
  });

  test("refuses when the home has no free night left to be made ready", async () => {
    const { listingId } = await market.addListing({ rules: { preparationNights: 1 } });
    const next = stay(localDate("2026-05-17"), localDate("2026-05-18"));
    await addClaims(market.db, { listingId, stay: next, kind: "booking" });
    await expect(anybody().quote({ listingId, stay: MAY, party: two })).rejects.toMatchObject(
      refused("dates_not_available"),
    );
  });

  test("a home that is not published is not found", async () => {
    const { listingId } = await market.addListing({ listing: { status: "paused" } });
    await expect(anybody().quote({ listingId, stay: MAY, party: two })).rejects.toMatchObject(
      refused("listing_not_found"),
    );
  });

  test.each([
    [{ checkIn: "2026-05-17", checkOut: "2026-05-14" }],
    [{ checkIn: "2026-02-30", checkOut: "2026-03-02" }],
    [{ checkIn: "2026-05-14", checkOut: "9999-01-01" }],
    [{ checkIn: "2026-05-14", checkOut: "2053-05-14" }],
  ])("answers %j as bad input", async (dates) => {
    const { listingId } = await market.addListing();
    const asked = { listingId, stay: dates, party: two } as never;
    await expect(anybody().quote(asked)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("the narrowest place with tax rules decides", async () => {
    const { listingId } = await market.addListing({ listing: { city: "Troy" } });
    const quote = await anybody().quote({ listingId, stay: MAY, party: two });
    expect(quote.taxMinor).toBe(0);
  });
});

describe("pricing.policyTimeline", () => {
  test("shows the checkout page's instants and sums", async () => {
    const { listingId } = await market.addListing();
    const timeline = await anybody().policyTimeline({ listingId, stay: MAY, party: two });
    expect(
      timeline.steps.map((step) => [step.until?.toISOString() ?? null, step.refund.amountMinor]),
    ).toEqual([
      ["2026-05-09T19:00:00.000Z", 53_248],
      ["2026-05-14T19:00:00.000Z", 21_861],
      [null, 8_366],
    ]);
    expect(timeline).toMatchObject({ policy: "moderate", timeZone: "America/New_York" });
  });
});

describe("prices of a host", () => {
  const prices = {
    currency: "USD",
    baseMinor: 20_000,
    weekendMinor: null,
    weeklyDiscountBps: 0,
    monthlyDiscountBps: 0,
    cleaningFeeMinor: 0,
    extraGuestFeeMinor: 0,
    guestsIncluded: 3,
    petFeeMinor: 0,
    nightMinMinor: null,
    nightMaxMinor: null,
  } as const;

  test("saving changes the next quote and says so in one event", async () => {
    const { listingId, hostId } = await market.addListing();
    const host = callerOf(market.trpcCtx({ personId: hostId, role: "host" }));
    await host.savePrices({ listingId, prices });
    expect(await host.readPrices({ listingId })).toEqual({ prices });
    const quote = await anybody().quote({ listingId, stay: MAY, party: two });
    expect(quote.nightsMinor).toBe(60_000);
    const events = await market.query("select type from event_log where key = $1", [listingId]);
    expect(events).toEqual([{ type: "pricing.prices_changed" }]);
  });

  test("somebody else's home is not found, and a guest may not ask", async () => {
    const { listingId } = await market.addListing();
    const stranger = await market.addHost();
    const other = callerOf(market.trpcCtx({ personId: stranger, role: "host" }));
    await expect(other.savePrices({ listingId, prices })).rejects.toMatchObject(refused("listing_not_found"));
    await expect(other.readPrices({ listingId })).rejects.toMatchObject(refused("listing_not_found"));
    const guest = callerOf(market.trpcCtx({ personId: stranger, role: "guest" }));
    await expect(guest.savePrices({ listingId, prices })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const kept = await market.query<{ base_minor: string }>(
      "select base_minor from listing_prices where listing_id = $1",
      [uuidOf(listingId)],
    );
    expect(Number(kept[0]?.base_minor)).toBe(11_300);
  });

  test.each([
    [{ baseMinor: 0 }],
    [{ baseMinor: -1 }],
    [{ baseMinor: 1.5 }],
    [{ baseMinor: Number.NaN }],
    [{ baseMinor: 1e308 }],
    [{ total: 1 }],
  ])("answers prices with %j as bad input", async (wrong) => {
    const { listingId, hostId } = await market.addListing();
    const host = callerOf(market.trpcCtx({ personId: hostId, role: "host" }));
    await expect(
      host.savePrices({ listingId, prices: { ...prices, ...wrong } as never }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});
