import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessions } from "@/server/modules/accounts/tables";
import { NIGHTS_SHOWN } from "@/server/modules/admin/directory-contract";
import { adminRouter } from "@/server/modules/admin/router";
import { calendarBlocks, nightClaims } from "@/server/modules/calendar/tables";
import { listings } from "@/server/modules/listings/tables";
import { newId, type PersonId, uuidOf } from "@/server/primitives/id";
import { localDate } from "@/server/primitives/local-date";
import { addMs, HOUR_MS } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import { addBookedStay, type BookedStay } from "@/tests/support/booked-stay";
import { MARKET_NOW, type Market, openMarket } from "@/tests/support/market";

let market: Market;
let stay: BookedStay;
let operatorId: PersonId;
const TOKEN = "a-token-that-opens-a-session";

beforeAll(async () => {
  market = await openMarket();
  operatorId = await market.addOperator();
  stay = await addBookedStay(market);
  await market.db.insert(sessions).values({
    id: newId("session"),
    token: TOKEN,
    userId: stay.guestId,
    // Sessions end by the database's clock, not by the market's.
    expiresAt: addMs(new Date(), HOUR_MS),
    ipAddress: "192.0.2.7",
    userAgent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
    createdAt: MARKET_NOW,
    updatedAt: MARKET_NOW,
  });
});
afterAll(() => market.close());

const operator = () =>
  createCallerFactory(adminRouter)(market.trpcCtx({ personId: operatorId, role: "operator" }));

describe("a person", () => {
  it("is shown with stays, sign-ins and events, and never with what opens a session", async () => {
    const found = await operator().readPerson({ personId: stay.guestId });
    expect(found.person).toMatchObject({
      name: "Nadia Haddad",
      isHost: false,
      bookingCount: 1,
      hostedCount: 0,
    });
    expect(found.bookings.map(({ code }) => code)).toEqual([stay.code]);
    expect(found.hosted).toEqual([]);
    expect(found.sessions).toMatchObject([{ ipAddress: "192.0.2.7", signedInAt: MARKET_NOW }]);
    expect(JSON.stringify(found)).not.toContain(TOKEN);
  });

  it("who hosts is shown with homes and the bookings of them", async () => {
    const found = await operator().readPerson({ personId: stay.hostId });
    expect(found.person).toMatchObject({ isHost: true, listingCount: 1, hostedCount: 1 });
    expect(found.person.host?.languages).toEqual(["en"]);
    expect(found.listings.map(({ listingId }) => listingId)).toEqual([stay.listingId]);
    expect(found.hosted.map(({ code }) => code)).toEqual([stay.code]);
    expect(found.bookings).toEqual([]);
  });

  it("who operates is shown with the grant", async () => {
    const { person } = await operator().readPerson({ personId: operatorId });
    expect([person.isOperator, person.grant?.grantedBy]).toEqual([true, "command"]);
  });

  it("that there is not is not found", async () => {
    const call = operator().readPerson({ personId: newId("person") });
    await expect(call).rejects.toMatchObject({ code: "NOT_FOUND", message: "not_found" });
  });
});

describe("a home", () => {
  it("is shown with its exact address, prices, rules and bookings", async () => {
    const found = await operator().readListing({ listingId: stay.listingId });
    expect(found.listing).toMatchObject({ status: "published", bookingCount: 1, missing: [] });
    expect(found.listing.host.personId).toBe(stay.hostId);
    expect(found.listing.addressLine).not.toBe("");
    expect(found.listing.point).not.toBeNull();
    expect(found.prices?.base).toEqual(found.listing.base);
    expect(found.bookings.map(({ code }) => code)).toEqual([stay.code]);
  });

  it("has its next nights by state, and nights of one claim as one span", async () => {
    const { listingId } = stay;
    const blockId = newId("block");
    const [first, last] = [localDate("2026-05-01"), localDate("2026-05-03")];
    await market.db.insert(calendarBlocks).values({
      id: blockId,
      listingId,
      checkIn: first,
      checkOut: last,
      note: "new floor",
      createdAt: MARKET_NOW,
    });
    const block = { listingId, kind: "block" as const, claimId: uuidOf(blockId) };
    const booked = { listingId, kind: "booking" as const, claimId: uuidOf(stay.bookingId) };
    await market.db.insert(nightClaims).values([
      { ...block, night: first },
      { ...block, night: localDate("2026-05-02") },
      { ...booked, night: localDate("2026-05-03") },
      { ...booked, night: localDate("2026-05-04"), preparation: true },
    ]);
    const { calendar } = await operator().readListing({ listingId });
    expect(calendar.today).toBe("2026-04-28");
    expect(calendar.nights).toHaveLength(NIGHTS_SHOWN);
    expect(calendar.nights.slice(2, 8).map(({ state }) => state)).toEqual([
      "free",
      "blocked",
      "blocked",
      "booked",
      "booked",
      "free",
    ]);
    expect(calendar.spans).toEqual([
      {
        state: "blocked",
        checkIn: first,
        checkOut: last,
        preparation: false,
        bookingId: null,
        note: "new floor",
      },
      {
        state: "booked",
        checkIn: "2026-05-03",
        checkOut: "2026-05-04",
        preparation: false,
        bookingId: stay.bookingId,
        note: null,
      },
      {
        state: "booked",
        checkIn: "2026-05-04",
        checkOut: "2026-05-05",
        preparation: true,
        bookingId: stay.bookingId,
        note: null,
      },
    ]);
  });

  it("that is a draft says what it lacks", async () => {
    const draftId = newId("listing");
    await market.query(
      `insert into listings (id, host_id, house_rules, safety, created_at, updated_at)
       select $1, host_id, house_rules, safety, created_at, updated_at from listings where id = $2`,
      [uuidOf(draftId), uuidOf(stay.listingId)],
    );
    const found = await operator().readListing({ listingId: draftId });
    expect(found.listing).toMatchObject({ status: "draft", base: null, point: null });
    expect(found.listing.missing).toEqual([
      "title",
      "description",
      "address",
      "point",
      "photos",
      "price",
      "amenities",
    ]);
    expect([found.prices, found.photos, found.bookings]).toEqual([null, [], []]);
    await market.db.delete(listings).where(eq(listings.id, draftId));
  });

  it("that there is not is not found", async () => {
    const call = operator().readListing({ listingId: newId("listing") });
    await expect(call).rejects.toMatchObject({ code: "NOT_FOUND", message: "listing_not_found" });
  });
});
