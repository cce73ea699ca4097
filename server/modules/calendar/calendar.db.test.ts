import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { calendarRouter } from "@/server/modules/calendar/router";
import { type ListingId, newId, type PersonId, uuidOf } from "@/server/primitives/id";
import { addDays, type LocalDate, localDate } from "@/server/primitives/local-date";
import { type Stay, stay } from "@/server/primitives/stay";
import { createCallerFactory } from "@/server/trpc/init";
import { type Market, openMarket } from "@/tests/support/market";
import { addClaims } from "@/tests/support/market-listing";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

const createCaller = createCallerFactory(calendarRouter);
const anybody = () => createCaller(market.trpcCtx());
const as = (personId: PersonId, role: "guest" | "host" = "host") =>
  createCaller(market.trpcCtx({ personId, role }));
const MAY_1 = localDate("2026-05-01");
const onMay = (from: number, until: number) => stay(addDays(MAY_1, from - 1), addDays(MAY_1, until - 1));
const causesOf = async (listingId: ListingId) =>
  (
    await market.query<{ type: string; cause: string | null }>(
      "select type, payload->>'cause' as cause from event_log where key = $1 order by seq",
      [listingId],
    )
  ).map((event) => event.cause ?? event.type);

describe("the public calendar", () => {
  const nightsOfMay = async (listingId: ListingId) => {
    const { nights } = await anybody().readPublic({ listingId, from: MAY_1, days: 31 });
    return (day: number) => {
      const night = nights[day - 1];
      if (!night) throw new Error(`no night ${day}`);
      return night;
    };
  };

  test("tells what is free and its price, and not who has a night", async () => {
    const { listingId } = await market.addListing({ nightPrices: { "2026-05-05": 20_000 } });
    await addClaims(market.db, { listingId, stay: onMay(10, 13), kind: "booking" });
    const night = await nightsOfMay(listingId);
    expect(night(5)).toMatchObject({ free: true, priceMinor: 20_000 });
    // 8 May is a Friday.
    expect([night(7).priceMinor, night(8).priceMinor]).toEqual([11_300, 12_900]);
    expect(night(10)).toMatchObject({ free: false, checkInAllowed: false, checkOutAllowed: true });
    expect(night(13)).toMatchObject({ free: true, checkInAllowed: true, checkOutAllowed: false });
    expect(Object.keys(night(10)).sort()).toEqual(
      ["checkInAllowed", "checkOutAllowed", "free", "night", "nightsMin", "priceMinor"].sort(),
    );
  });

  test("an arrival needs room for the fewest nights and for preparation", async () => {
    const { listingId } = await market.addListing({ rules: { nightsMin: 3, preparationNights: 1 } });
    await addClaims(market.db, { listingId, stay: onMay(10, 13), kind: "booking" });
    const night = await nightsOfMay(listingId);
    // From the 6th, three nights end on the 9th, whose night is for preparation.
    expect(night(6).checkInAllowed).toBe(true);
    expect(night(7)).toMatchObject({ free: true, checkInAllowed: false });
    expect(night(9).checkOutAllowed).toBe(true);
    expect(night(10).checkOutAllowed).toBe(false);
  });

  test("weekdays, notice and window close dates for arrival and departure", async () => {
    const { listingId } = await market.addListing({
      rules: { checkInWeekdays: [5], checkOutWeekdays: [7], bookingWindowDays: 14, advanceNoticeHours: 100 },
    });
    const night = await nightsOfMay(listingId);
    // 1 May is a Friday, 66 hours away; 8 May is the next; 15 May is beyond the window.
    expect([1, 7, 8, 15].map((day) => night(day).checkInAllowed)).toEqual([false, false, true, false]);
    expect([9, 10].map((day) => night(day).checkOutAllowed)).toEqual([false, true]);
  });

  test("the past is not free, and a draft has no calendar", async () => {
    const { listingId } = await market.addListing();
    const { nights, today } = await anybody().readPublic({
      listingId,
      from: localDate("2026-04-27"),
      days: 2,
    });
    expect(today).toBe("2026-04-28");
    expect(nights.map((night) => night.free)).toEqual([false, true]);
    const draft = await market.addListing({ listing: { status: "draft" } });
    await expect(nightsOfMay(draft.listingId)).rejects.toMatchObject({ message: "listing_not_found" });
  });
});

describe("blocks", () => {
  test("a block closes nights and its removal opens them; both are told", async () => {
    const { listingId, hostId } = await market.addListing();
    const { blockId } = await as(hostId).block({ listingId, stay: onMay(3, 6), note: "New floor" });
    const read = async () => {
      const { nights } = await as(hostId).readHost({ listingId, from: MAY_1, days: 7 });
      return nights.map((night) => night.state);
    };
    expect(await read()).toEqual(["free", "free", "blocked", "blocked", "blocked", "free", "free"]);
    await as(hostId).unblock({ listingId, blockId });
    expect(new Set(await read())).toEqual(new Set(["free"]));
    expect(await causesOf(listingId)).toEqual(["blocked", "unblocked"]);
  });

  test("a night that a guest has, be it held, refuses the whole block", async () => {
    const { listingId, hostId } = await market.addListing();
    const standing = new Date(market.now.getTime() + 60_000);
    await addClaims(market.db, { listingId, stay: onMay(4, 5), kind: "hold", expiresAt: standing });
    await expect(as(hostId).block({ listingId, stay: onMay(3, 6) })).rejects.toMatchObject({
      message: "nights_booked",
      cause: { details: { nights: ["2026-05-04"] } },
    });
    const rows = await market.query("select 1 from night_claims where listing_id = $1", [uuidOf(listingId)]);
    expect(rows).toHaveLength(1);
    expect(await causesOf(listingId)).toEqual([]);
  });

  test("a lapsed hold does not stand in a block's way", async () => {
    const { listingId, hostId } = await market.addListing();
    await addClaims(market.db, { listingId, stay: onMay(4, 5), kind: "hold", expiresAt: market.now });
    await as(hostId).block({ listingId, stay: onMay(3, 6) });
  });

  test("blocks may overlap, and some nights of them can be opened", async () => {
    const { listingId, hostId } = await market.addListing();
    await as(hostId).block({ listingId, stay: onMay(3, 6) });
    await as(hostId).block({ listingId, stay: onMay(5, 8) });
    const { openedNights } = await as(hostId).open({ listingId, stay: onMay(5, 7) });
    expect(openedNights).toEqual(["2026-05-05", "2026-05-06"]);
    const { nights } = await as(hostId).readHost({ listingId, from: MAY_1, days: 8 });
    expect(nights.filter((night) => night.state === "blocked").map((night) => night.night)).toEqual([
      "2026-05-03",
      "2026-05-04",
      "2026-05-07",
    ]);
  });
});

describe("prices and minimum stays", () => {
  const valuesOf = async (hostId: PersonId, listingId: ListingId) => {
    const { nights } = await as(hostId).readHost({ listingId, from: MAY_1, days: 5 });
    return nights.map((night) => [night.priceMinor, night.ownPrice, night.nightsMin]);
  };

  test("an edit changes each night and can be undone by sending back what it gave", async () => {
    const { listingId, hostId } = await market.addListing({ nightPrices: { "2026-05-02": 9_900 } });
    const before = await valuesOf(hostId, listingId);
    const edit = await as(hostId).editNights({
      listingId,
      stay: onMay(1, 4),
      priceMinor: 15_000,
      nightsMin: 2,
    });
    expect(edit.before).toEqual([
      { night: "2026-05-01", priceMinor: null, nightsMin: null },
      { night: "2026-05-02", priceMinor: 9_900, nightsMin: null },
      { night: "2026-05-03", priceMinor: null, nightsMin: null },
    ]);
    expect((await valuesOf(hostId, listingId)).slice(0, 4)).toEqual([
      [15_000, true, 2],
      [15_000, true, 2],
      [15_000, true, 2],
      [11_300, false, 1],
    ]);
    const undone = await as(hostId).restoreNights({ listingId, nights: edit.before });
    expect(await valuesOf(hostId, listingId)).toEqual(before);
    await as(hostId).restoreNights({ listingId, nights: undone.before });
    expect((await valuesOf(hostId, listingId))[0]).toEqual([15_000, true, 2]);
    expect(await causesOf(listingId)).toContain("pricing.prices_changed");
  });

  test("an edit of one value leaves the other", async () => {
    const { listingId, hostId } = await market.addListing({
      nightPrices: { "2026-05-01": 9_900 },
      nightRules: { "2026-05-01": 3 },
    });
    await as(hostId).editNights({ listingId, stay: onMay(1, 2), nightsMin: null });
    expect((await valuesOf(hostId, listingId))[0]).toEqual([9_900, true, 1]);
  });

  test("nothing to change, a price of nothing and nights named twice are refused", async () => {
    const { listingId, hostId } = await market.addListing();
    await expect(as(hostId).editNights({ listingId, stay: onMay(1, 2) })).rejects.toMatchObject({
      message: "invalid_input",
    });
    for (const priceMinor of [0, -1, 1.5, Number.NaN])
      await expect(as(hostId).editNights({ listingId, stay: onMay(1, 2), priceMinor })).rejects.toMatchObject(
        { code: "BAD_REQUEST" },
      );
    const twice = { night: MAY_1, priceMinor: 1, nightsMin: null };
    await expect(as(hostId).restoreNights({ listingId, nights: [twice, twice] })).rejects.toMatchObject({
      message: "invalid_input",
    });
  });

  test("rules are read with their defaults and saved", async () => {
    const { listingId, hostId } = await market.addListing();
    await market.query("delete from stay_rules where listing_id = $1", [uuidOf(listingId)]);
    const { rules } = await as(hostId).readRules({ listingId });
    expect(rules.nightsMin).toBe(1);
    const saved = { ...rules, nightsMin: 2, checkInWeekdays: [7, 5, 5] };
    expect((await as(hostId).saveRules({ listingId, rules: saved })).rules.checkInWeekdays).toEqual([5, 7]);
    expect((await as(hostId).readRules({ listingId })).rules.nightsMin).toBe(2);
    await expect(
      as(hostId).saveRules({ listingId, rules: { ...rules, nightsMin: 5, nightsMax: 4 } }),
    ).rejects.toMatchObject({ message: "invalid_input" });
  });
});

describe("all calendars", () => {
  test("a host sees each of their homes with its guests, and no other host's", async () => {
    const { listingId, hostId } = await market.addListing();
    const second = await market.addListing({
      hostId,
      listing: { title: "Parkside flat", createdAt: new Date(market.now.getTime() + 1_000) },
    });
    await market.addListing();
    const guestId = await market.addPerson({ name: "Priya Raman" });
    const bookingId = newId("booking");
    await addBooking(bookingId, { listingId, hostId, guestId, nights: onMay(2, 4) });
    const { rows } = await as(hostId).readHostAll({ from: MAY_1, days: 5 });
    expect(rows.map((row) => row.listingId)).toEqual([listingId, second.listingId]);
    expect(rows[0]?.nights[1]).toMatchObject({
      state: "booked",
      bookingId,
      guestName: "Priya",
      guestCount: 3,
      preparation: false,
    });
    expect(rows[1]?.nights.every((night) => night.state === "free")).toBe(true);
    expect(rows[1]?.photo?.room).toBe("exterior");
  });
});

async function addBooking(
  bookingId: ReturnType<typeof newId<"booking">>,
  fields: { listingId: ListingId; hostId: PersonId; guestId: PersonId; nights: Stay },
) {
  const { listingId, hostId, guestId, nights } = fields;
  await market.query(
    `insert into bookings (id, code, listing_id, host_id, guest_id, status, check_in, check_out, party, currency,
       total_minor, quote_id, snapshot, hold_expires_at, held_at, check_in_at, check_out_at)
     values ($1, $2, $3, $4, $5, 'confirmed', $6, $7, '{"adults":2,"children":1,"infants":1,"pets":0}', 'USD', 1,
       $8, '{}', $9, $9, $9, $9)`,
    [
      uuidOf(bookingId),
      bookingId.slice(-10),
      uuidOf(listingId),
      uuidOf(hostId),
      uuidOf(guestId),
      nights.checkIn,
      nights.checkOut,
      uuidOf(newId("quote")),
      market.now.toISOString(),
    ],
  );
  await addClaims(market.db, { listingId, stay: nights, kind: "booking", claimId: uuidOf(bookingId) });
}

describe("permission", () => {
  const calls = (caller: ReturnType<typeof as>, listingId: ListingId): (() => Promise<unknown>)[] => {
    const night: LocalDate = MAY_1;
    return [
      () => caller.readHost({ listingId, from: MAY_1, days: 1 }),
      () => caller.editNights({ listingId, stay: onMay(1, 2), priceMinor: 100 }),
      () => caller.restoreNights({ listingId, nights: [{ night, priceMinor: 1, nightsMin: 1 }] }),
      () => caller.block({ listingId, stay: onMay(1, 2) }),
      () => caller.unblock({ listingId, blockId: newId("block") }),
      () => caller.open({ listingId, stay: onMay(1, 2) }),
      () => caller.readRules({ listingId }),
    ];
  };

  test("another host's home is not found", async () => {
    const { listingId } = await market.addListing();
    const stranger = as(await market.addHost());
    for (const call of calls(stranger, listingId))
      await expect(call()).rejects.toMatchObject({ message: "listing_not_found" });
    expect(await causesOf(listingId)).toEqual([]);
  });

  test("another home's block is not found through one's own home", async () => {
    const theirs = await market.addListing();
    const mine = await market.addListing();
    const { blockId } = await as(theirs.hostId).block({ listingId: theirs.listingId, stay: onMay(1, 2) });
    await expect(as(mine.hostId).unblock({ listingId: mine.listingId, blockId })).rejects.toMatchObject({
      message: "block_not_found",
    });
  });

  test("a guest is not a host, and somebody signed out is asked to sign in", async () => {
    const { listingId } = await market.addListing();
    const guest = as(await market.addPerson(), "guest");
    for (const call of calls(guest, listingId))
      await expect(call()).rejects.toMatchObject({ message: "not_permitted" });
    for (const call of calls(anybody(), listingId))
      await expect(call()).rejects.toMatchObject({ message: "sign_in_required" });
  });
});
