import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expireHolds } from "@/server/modules/bookings/expire-holds";
import { hold } from "@/server/modules/bookings/hold";
import { quote } from "@/server/modules/pricing/quote";
import { listingPrices } from "@/server/modules/pricing/tables";
import type { GuestCtx } from "@/server/platform/context";
import { type BookingId, type ListingId, uuidOf } from "@/server/primitives/id";
import { addDays, localDate } from "@/server/primitives/local-date";
import { stay } from "@/server/primitives/stay";
import { addMs, MINUTE_MS } from "@/server/primitives/zoned";
import { holdStayOf, MAY_STAY, TWO_ADULTS } from "@/tests/support/bookings";
import { type Market, openMarket } from "@/tests/support/market";
import { addClaims } from "@/tests/support/market-listing";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

const newGuest = async (now?: Date): Promise<GuestCtx> =>
  market.guestCtx(await market.addPerson(), now ? { now } : {});
const at = (ctx: GuestCtx, now: Date): GuestCtx => ({ ...ctx, now });
const quoteOf = async (ctx: GuestCtx, listingId: ListingId) =>
  (await quote(ctx, { listingId, stay: MAY_STAY, party: TWO_ADULTS })).quoteId;

async function bookingRow(bookingId: BookingId) {
  const rows = await market.query("select * from bookings where id = $1", [uuidOf(bookingId)]);
  return rows[0];
}
const claimsOf = (listingId: ListingId) =>
  market.query<{ night: string; kind: string; claim_id: string }>(
    "select night::text, kind, claim_id from night_claims where listing_id = $1 order by night",
    [uuidOf(listingId)],
  );

describe("a hold", () => {
  test("claims the nights for 15 minutes and writes booking, payment, quote, transition and events together", async () => {
    const { listingId, hostId } = await market.addListing();
    const guest = await newGuest();
    const { bookingId, holdExpiresAt } = await holdStayOf(guest, { listingId });
    expect(holdExpiresAt).toEqual(addMs(market.now, 15 * MINUTE_MS));
    expect(await claimsOf(listingId)).toHaveLength(3);
    expect(await bookingRow(bookingId)).toMatchObject({
      status: "held",
      host_id: uuidOf(hostId),
      guest_id: uuidOf(guest.actor.personId),
      total_minor: "53248",
      code: expect.stringMatching(/^RST-[2-9A-HJKMNP-TV-Z]{5}$/) as string,
      check_in_at: new Date("2026-05-14T19:00:00Z"),
      check_out_at: new Date("2026-05-17T15:00:00Z"),
    });
    const payment = await market.query(
      "select status, amount_minor, currency from payments where booking_id = $1",
      [uuidOf(bookingId)],
    );
    expect(payment).toEqual([{ status: "open", amount_minor: "53248", currency: "USD" }]);
    const events = await market.query<{ type: string }>(
      "select type from event_log where key in ($1, $2) order by seq",
      [bookingId, listingId],
    );
    expect(events.map((event) => event.type)).toEqual(["calendar.nights_changed", "booking.held"]);
    const transitions = await market.query(
      "select from_status, to_status, actor_kind from booking_transitions where booking_id = $1",
      [uuidOf(bookingId)],
    );
    expect(transitions).toEqual([{ from_status: null, to_status: "held", actor_kind: "guest" }]);
    const quotes = await market.query(
      "select quote->'total'->>'amountMinor' as total from quotes where listing_id = $1",
      [uuidOf(listingId)],
    );
    expect(quotes).toEqual([{ total: "53248" }]);
  });

  test("of the same stay by the same guest is given back, not made anew", async () => {
    const { listingId } = await market.addListing();
    const guest = await newGuest();
    const first = await holdStayOf(guest, { listingId });
    const later = at(guest, addMs(market.now, 5 * MINUTE_MS));
    const second = await holdStayOf(later, { listingId });
    expect(second).toMatchObject({ bookingId: first.bookingId, holdExpiresAt: first.holdExpiresAt });
  });

  test("of other nights of the same home ends the guest's earlier hold that is in the way", async () => {
    const { listingId } = await market.addListing();
    const guest = await newGuest();
    const first = await holdStayOf(guest, { listingId });
    const longer = stay(localDate("2026-05-14"), localDate("2026-05-19"));
    const second = await holdStayOf(guest, { listingId, stay: longer });
    expect(await bookingRow(first.bookingId)).toMatchObject({ status: "expired" });
    const claims = await claimsOf(listingId);
    expect(new Set(claims.map((claim) => claim.claim_id))).toEqual(new Set([uuidOf(second.bookingId)]));
    expect(claims).toHaveLength(5);
  });

  test("keeps others out until it lapses, and not longer", async () => {
    const { listingId } = await market.addListing();
    const [first, second] = [await newGuest(), await newGuest()];
    const quoteId = await quoteOf(second, listingId);
    await holdStayOf(first, { listingId });
    const before = at(second, addMs(market.now, 15 * MINUTE_MS - 1));
    await expect(hold(before, { quoteId })).rejects.toMatchObject({ code: "dates_just_taken" });
    const taken = await hold(at(second, addMs(market.now, 15 * MINUTE_MS)), { quoteId });
    expect(await bookingRow(taken.bookingId)).toMatchObject({ status: "held" });
  });

  test("lost to another guest names the nearest stays that are free, each with its total", async () => {
    const { listingId } = await market.addListing();
    const [first, second] = [await newGuest(), await newGuest()];
    const quoteId = await quoteOf(second, listingId);
    await holdStayOf(first, { listingId });
    await addClaims(market.db, {
      listingId,
      stay: stay(localDate("2026-05-19"), localDate("2026-05-20")),
      kind: "booking",
    });
    await expect(hold(second, { quoteId })).rejects.toMatchObject({
      code: "dates_just_taken",
      details: {
        listingId,
        stay: MAY_STAY,
        alternatives: [
          {
            listingId,
            stay: { checkIn: "2026-05-11", checkOut: "2026-05-14" },
            total: { amountMinor: 49_152, currency: "USD" },
          },
          { stay: { checkIn: "2026-05-10", checkOut: "2026-05-13" } },
          { stay: { checkIn: "2026-05-09", checkOut: "2026-05-12" } },
        ],
      },
    });
  });

  test("of one's own home is refused", async () => {
    const { listingId, hostId } = await market.addListing();
    await expect(holdStayOf(market.guestCtx(hostId), { listingId })).rejects.toMatchObject({
      code: "own_listing",
    });
  });

  test("is refused to a guest who has five, until one lapses", async () => {
    const guest = await newGuest();
    const homes = await Promise.all(Array.from({ length: 6 }, () => market.addListing()));
    for (const { listingId } of homes.slice(0, 5)) await holdStayOf(guest, { listingId });
    const last = homes[5]?.listingId;
    if (!last) throw new Error("six homes were made");
    await expect(holdStayOf(guest, { listingId: last })).rejects.toMatchObject({ code: "too_many_holds" });
    const later = at(guest, addMs(market.now, 15 * MINUTE_MS));
    await expect(holdStayOf(later, { listingId: last })).resolves.toBeDefined();
  });
});

describe("a quote that is not what it was", () => {
  test("tampered with is refused with an honest quote", async () => {
    const { listingId } = await market.addListing();
    const guest = await newGuest();
    const quoteId = await quoteOf(guest, listingId);
    // Inside the total: byte 50 of the token's body.
    const place = 6 + 67;
    const forged = `${quoteId.slice(0, place)}${quoteId[place] === "A" ? "B" : "A"}${quoteId.slice(place + 1)}`;
    expect(forged).not.toBe(quoteId);
    await expect(hold(guest, { quoteId: forged })).rejects.toMatchObject({
      code: "quote_tampered",
      details: { quote: { total: { amountMinor: 53_248 } } },
    });
    await expect(hold(guest, { quoteId: "quote_nonsense" })).rejects.toMatchObject({
      code: "quote_tampered",
    });
    expect(await claimsOf(listingId)).toEqual([]);
  });

  test("expired is refused with the quote of now", async () => {
    const { listingId } = await market.addListing();
    const guest = await newGuest();
    const quoteId = await quoteOf(guest, listingId);
    const later = at(guest, addMs(market.now, 30 * MINUTE_MS));
    const refused = await hold(later, { quoteId }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "quote_expired", details: { quote: { listingId } } });
    const { quote: fresh } = (refused as { details: { quote: { quoteId: string } } }).details;
    await expect(hold(later, { quoteId: fresh.quoteId })).resolves.toBeDefined();
  });

  test("differing from the price of now is refused with the new one, and nothing is held", async () => {
    const { listingId } = await market.addListing();
    const guest = await newGuest();
    const quoteId = await quoteOf(guest, listingId);
    await market.db.update(listingPrices).set({ baseMinor: 12_000 });
    await expect(hold(guest, { quoteId })).rejects.toMatchObject({
      code: "quote_changed",
      details: { quote: { nightsMinor: 37_800 } },
    });
    expect(await claimsOf(listingId)).toEqual([]);
    await market.db.update(listingPrices).set({ baseMinor: 11_300 });
    await expect(hold(guest, { quoteId })).resolves.toBeDefined();
  });

  test("with another policy than the guest saw is refused, though the total is the same", async () => {
    const { listingId } = await market.addListing();
    const guest = await newGuest();
    const quoteId = await quoteOf(guest, listingId);
    await market.query("update listings set cancellation_policy = 'strict' where id = $1", [
      uuidOf(listingId),
    ]);
    await expect(hold(guest, { quoteId })).rejects.toMatchObject({ code: "quote_changed" });
  });
});

describe("lapsed holds", () => {
  const bounds = { recordsMax: 1_000, msMax: 10_000 };
  test("are ended once, their nights freed and the world told; a repeat does nothing", async () => {
    const { listingId } = await market.addListing();
    const guest = await newGuest();
    const { bookingId } = await holdStayOf(guest, {
      listingId,
      stay: stay(localDate("2026-06-01"), localDate("2026-06-03")),
    });
    await expireHolds(market.systemCtx({ now: addMs(market.now, 15 * MINUTE_MS - 1) }), bounds);
    expect(await bookingRow(bookingId)).toMatchObject({ status: "held" });
    const after = market.systemCtx({ now: addMs(market.now, 15 * MINUTE_MS) });
    await Promise.all([expireHolds(after, bounds), expireHolds(after, bounds)]);
    expect(await bookingRow(bookingId)).toMatchObject({ status: "expired" });
    expect(await claimsOf(listingId)).toEqual([]);
    const events = await market.query<{ type: string }>(
      "select type from event_log where key = $1 order by seq",
      [bookingId],
    );
    expect(events.map((event) => event.type)).toEqual(["booking.held", "booking.expired"]);
    expect(await expireHolds(after, bounds)).toMatchObject({ claimed: 0 });
  });

  test("leave nights alone that another guest has taken over", async () => {
    const { listingId } = await market.addListing();
    const [first, second] = [await newGuest(), await newGuest()];
    await holdStayOf(first, { listingId });
    const later = addMs(market.now, 16 * MINUTE_MS);
    const taken = await holdStayOf(at(second, later), { listingId });
    await expireHolds(market.systemCtx({ now: later }), bounds);
    const claims = await claimsOf(listingId);
    expect(claims).toHaveLength(3);
    expect(claims.every((claim) => claim.claim_id === uuidOf(taken.bookingId))).toBe(true);
  });
});

test("holds of a stay that begins on a shorter or longer day name its exact instants", async () => {
  const { listingId } = await market.addListing({ rules: { bookingWindowDays: 700 } });
  const guest = await newGuest();
  const wanted = stay(localDate("2026-11-01"), addDays(localDate("2026-11-01"), 1));
  const { bookingId } = await holdStayOf(guest, { listingId, stay: wanted });
  expect(await bookingRow(bookingId)).toMatchObject({
    check_in_at: new Date("2026-11-01T20:00:00Z"),
    check_out_at: new Date("2026-11-02T16:00:00Z"),
  });
});
