import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advanceStays } from "@/server/modules/bookings/advance-stays";
import { cancelBooking } from "@/server/modules/bookings/cancel-booking";
import { readCalendarFile } from "@/server/modules/bookings/read-calendar-file";
import { bookingsRouter } from "@/server/modules/bookings/router";
import type { PersonId } from "@/server/primitives/id";
import { addDays, localDate } from "@/server/primitives/local-date";
import { stay } from "@/server/primitives/stay";
import { addMs, MINUTE_MS } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import { holdStayOf } from "@/tests/support/bookings";
import { type MoneyMarket, openMoneyMarket } from "@/tests/support/money-market";

let market: MoneyMarket;
const WIDE = { recordsMax: 1_000, msMax: 20_000 };
const callerOf = createCallerFactory(bookingsRouter);
beforeAll(async () => {
  market = await openMoneyMarket();
});
afterAll(() => market.close());

const guest = (personId: PersonId, now = market.now) => callerOf(market.trpcCtx({ personId }, now));
const host = (personId: PersonId, now = market.now) =>
  callerOf(market.trpcCtx({ personId, role: "host" }, now));

describe("a guest's booking", () => {
  test("hides address, point and note while it is held, and shows them once it is confirmed", async () => {
    const { listingId } = await market.addListing();
    const personId = await market.addPerson();
    const { bookingId } = await holdStayOf(market.guestCtx(personId), { listingId });
    const held = await guest(personId).read({ bookingId });
    expect(held).toMatchObject({
      status: "held",
      address: null,
      checkInNote: null,
      payment: { status: "open" },
    });
    expect(JSON.stringify(held)).not.toContain("Jay Street");
    expect(JSON.stringify(held)).not.toContain("4711");

    const booked = await market.bookStay();
    const confirmed = await guest(booked.guest.actor.personId).read({ bookingId: booked.bookingId });
    expect(confirmed).toMatchObject({
      status: "confirmed",
      address: { addressLine: "12 Jay Street", postalCode: "12210", city: "Albany" },
      checkInNote: "The keypad's code is 4711.",
      payment: { status: "succeeded", cardLast4: "4242" },
      host: { name: "Halina Nowak" },
      nightCount: 3,
      total: { amountMinor: 53_248, currency: "USD" },
      transitions: [{ status: "held" }, { status: "confirmed" }],
    });
    expect(confirmed.policySteps.map((step) => step.refund.amountMinor)).toEqual([53_248, 21_861, 8_366]);
    expect(confirmed.photo?.base).toContain("/demo/");
  });

  test("is not found by anybody else, nor its calendar file", async () => {
    const { bookingId, hostId } = await market.bookStay();
    const stranger = await market.addPerson();
    await expect(guest(stranger).read({ bookingId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(guest(hostId).read({ bookingId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(readCalendarFile(market.guestCtx(stranger), { bookingId })).rejects.toMatchObject({
      code: "booking_not_found",
    });
    await expect(callerOf(market.trpcCtx()).read({ bookingId })).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
  });

  test("that lapsed shows as expired though no job has come by", async () => {
    const { listingId } = await market.addListing();
    const personId = await market.addPerson();
    const { bookingId } = await holdStayOf(market.guestCtx(personId), { listingId });
    const later = addMs(market.now, 15 * MINUTE_MS);
    expect(await guest(personId, later).read({ bookingId })).toMatchObject({ status: "expired" });
    expect((await guest(personId, later).listTrips({})).items).toEqual([]);
  });

  test("is a calendar file once it is confirmed", async () => {
    const { bookingId, guest: ctx } = await market.bookStay();
    const file = await readCalendarFile(ctx, { bookingId });
    expect(file.fileName).toMatch(/^RST-.{5}\.ics$/);
    expect(file.text).toContain("LOCATION:12 Jay Street\\, Albany 12210");
  });
});

describe("lists", () => {
  test("page through a guest's trips, each once, nearest first; cancelled and past ones apart", async () => {
    const personId = await market.addPerson();
    const base = localDate("2026-06-01");
    const ids = [];
    for (let index = 0; index < 27; index += 1) {
      const from = addDays(base, 26 - index);
      const had = await market.holdAndPay({ guestId: personId, stay: stay(from, addDays(from, 1)) });
      ids.push(had.bookingId);
      await market.settle(market.now);
    }
    const first = await guest(personId).listTrips({ when: "upcoming" });
    expect(first.items).toHaveLength(24);
    const second = await guest(personId).listTrips({ when: "upcoming", cursor: first.nextCursor });
    expect(second.items).toHaveLength(3);
    expect(second.nextCursor).toBeUndefined();
    const shown = [...first.items, ...second.items];
    expect(shown.map((trip) => trip.bookingId)).toEqual([...ids].reverse());

    const dropped = shown[0];
    if (!dropped) throw new Error("27 stays were booked");
    const ctx = market.guestAt(personId, market.now);
    await cancelBooking(ctx, {
      bookingId: dropped.bookingId,
      reason: "",
      expectedRefundMinor: dropped.total.amountMinor,
    });
    expect((await guest(personId).listTrips({ when: "cancelled" })).items).toMatchObject([
      { bookingId: dropped.bookingId },
    ]);
    const over = new Date("2026-06-10T23:00:00Z");
    await advanceStays(market.systemAt(over), WIDE);
    await advanceStays(market.systemAt(over), WIDE);
    const past = await guest(personId, over).listTrips({ when: "past" });
    expect(past.items[0]?.stay.checkOut).toBe("2026-06-10");
    await expect(guest(personId).listTrips({ cursor: "bm90LW91cnM" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  test("show a host their own homes' bookings alone, with what they earn", async () => {
    const { bookingId, hostId } = await market.bookStay();
    const other = await market.bookStay();
    const listed = await host(hostId).listForHost({ when: "upcoming" });
    expect(listed.items).toMatchObject([
      { bookingId, guest: { name: "Nadia Haddad" }, hostAmount: { amountMinor: 40_352 } },
    ]);
    expect(await host(hostId).readForHost({ bookingId })).toMatchObject({ hostFee: { amountMinor: 1_248 } });
    await expect(host(hostId).readForHost({ bookingId: other.bookingId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(guest(other.guest.actor.personId).listForHost({})).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("tell a host who comes, who leaves, who stays and who holds today", async () => {
    const { listingId, hostId } = await market.addListing();
    const book = (from: string, to: string) =>
      market.bookStay({ listingId, stay: stay(localDate(from), localDate(to)) });
    const leaves = await book("2026-05-10", "2026-05-12");
    const comes = await book("2026-05-12", "2026-05-14");
    const later = await book("2026-05-20", "2026-05-22");
    const noon = new Date("2026-05-12T16:00:00Z");
    const held = await holdStayOf(market.guestAt(await market.addPerson(), noon), {
      listingId,
      stay: stay(localDate("2026-05-25"), localDate("2026-05-26")),
    });
    const today = await host(hostId, noon).hostToday({});
    expect(today).toMatchObject({
      today: "2026-05-12",
      timeZone: "America/New_York",
      departures: [{ bookingId: leaves.bookingId }],
      arrivals: [{ bookingId: comes.bookingId }],
      inHouse: [],
      upcoming: [{ bookingId: later.bookingId }],
      holds: [{ bookingId: held.bookingId }],
      homes: [{ listingId, status: "published" }],
    });
    // Six nights of 31 are booked.
    expect(today.monthOccupancyBps).toBe(1_935);
    expect(today.monthHostAmount?.amountMinor).toBeGreaterThan(0);
  });
});
