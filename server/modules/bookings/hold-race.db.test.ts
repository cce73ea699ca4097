import { afterAll, beforeAll, expect, test } from "vitest";
import { expireHolds } from "@/server/modules/bookings/expire-holds";
import { hold } from "@/server/modules/bookings/hold";
import { bookingsRouter } from "@/server/modules/bookings/router";
import { blockNights } from "@/server/modules/calendar/block-nights";
import { lockOwnListing } from "@/server/modules/listings/lock-own-listing";
import { quote } from "@/server/modules/pricing/quote";
import type { GuestCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import { type ListingId, uuidOf } from "@/server/primitives/id";
import { addDays, localDate } from "@/server/primitives/local-date";
import { Refusal } from "@/server/primitives/refusal";
import { type Stay, stay } from "@/server/primitives/stay";
import { addMs, MINUTE_MS } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import { MAY_STAY, TWO_ADULTS } from "@/tests/support/bookings";
import { type MoneyMarket, openMoneyMarket } from "@/tests/support/money-market";

let market: MoneyMarket;
const WIDE = { recordsMax: 1_000, msMax: 20_000 };
beforeAll(async () => {
  market = await openMoneyMarket();
});
afterAll(() => market.close());

const GUESTS = 100;
const ROUNDS = 20;

/** What became of a hold: its id, or the refusal. Anything else, a deadlock above all, fails the test. */
async function outcomeOf(work: Promise<{ bookingId: string }>) {
  try {
    return { bookingId: (await work).bookingId };
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, details: error.details };
    throw error;
  }
}
const quoteOf = async (ctx: GuestCtx, listingId: ListingId, wanted: Stay = MAY_STAY) =>
  (await quote(ctx, { listingId, stay: wanted, party: TWO_ADULTS })).quoteId;

test("100 guests after the same nights: one gets them, 99 are told so with alternatives, 20 times over", async () => {
  const guests = await Promise.all(
    Array.from({ length: GUESTS }, async () => market.guestAt(await market.addPerson(), market.now)),
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    const { listingId } = await market.addListing();
    // Holds of earlier rounds have lapsed by now, so nobody meets the bound of holds per guest.
    const now = addMs(market.now, round * 16 * MINUTE_MS);
    const quoteId = await quoteOf(
      { ...market.publicCtx({ now }), actor: guests[0]?.actor } as GuestCtx,
      listingId,
    );
    const outcomes = await Promise.all(
      guests.map((guest) => outcomeOf(hold({ ...guest, now }, { quoteId }))),
    );
    expect(outcomes.filter((outcome) => "bookingId" in outcome)).toHaveLength(1);
    const losers = outcomes.flatMap((outcome) => ("code" in outcome ? [outcome] : []));
    expect(losers).toHaveLength(GUESTS - 1);
    for (const loser of losers) {
      expect(loser.code).toBe("dates_just_taken");
      expect(loser.details).toMatchObject({ alternatives: [{ listingId }, { listingId }, { listingId }] });
    }
    const left = await market.query<{ bookings: string; claims: string; payments: string }>(
      `select (select count(*) from bookings where listing_id = $1) as bookings,
              (select count(*) from night_claims where listing_id = $1) as claims,
              (select count(*) from payments p join bookings b on b.id = p.booking_id where b.listing_id = $1) as payments`,
      [uuidOf(listingId)],
    );
    expect(left).toEqual([{ bookings: "1", claims: "3", payments: "1" }]);
  }
}, 300_000);

test("100 holds of one stay by one guest at once, with or without one key, make one booking", async () => {
  const { listingId } = await market.addListing();
  const guest = market.guestAt(await market.addPerson(), market.now);
  const quoteId = await quoteOf(guest, listingId);
  const held = await Promise.all(Array.from({ length: 100 }, () => hold(guest, { quoteId })));
  expect(new Set(held.map((each) => each.bookingId)).size).toBe(1);
  const rows = await market.query("select 1 from bookings where listing_id = $1", [uuidOf(listingId)]);
  expect(rows).toHaveLength(1);
});

test("100 calls of bookings.hold with one idempotency key make one booking", async () => {
  const { listingId } = await market.addListing();
  const personId = await market.addPerson();
  const base = market.trpcCtx({ personId });
  const ctx = { ...base, request: { ...base.request, idempotencyKey: "one-key-for-all" } };
  const caller = createCallerFactory(bookingsRouter)(ctx);
  const quoteId = await quoteOf(market.guestAt(personId, market.now), listingId);
  const settled = await Promise.allSettled(Array.from({ length: 100 }, () => caller.hold({ quoteId })));
  const ids = settled.flatMap((each) => (each.status === "fulfilled" ? [each.value.bookingId] : []));
  expect(new Set(ids).size).toBe(1);
  for (const each of settled)
    if (each.status === "rejected")
      expect(each.reason).toMatchObject({
        cause: { code: expect.stringMatching(/idempotency|too_many_requests/) as string },
      });
  const rows = await market.query("select 1 from bookings where listing_id = $1", [uuidOf(listingId)]);
  expect(rows).toHaveLength(1);
});

test("a host who has locked the home, as every edit does, keeps no guest from holding nights of it", async () => {
  const { listingId, hostId } = await market.addListing();
  const guest = market.guestAt(await market.addPerson(), market.now);
  const quoteId = await quoteOf(guest, listingId);
  const held = await inTransaction(market, async (tx) => {
    await lockOwnListing(tx, { listingId, hostId });
    // A hold that waited here while the block of a host waits for nights of another hold would close the circle.
    return outcomeOf(hold(guest, { quoteId }));
  });
  expect(held).toHaveProperty("bookingId");
});

test("one guest after many homes at once gets five holds and no more", async () => {
  const guest = market.guestAt(await market.addPerson(), market.now);
  const homes = await Promise.all(Array.from({ length: 20 }, () => market.addListing()));
  const outcomes = await Promise.all(
    homes.map(async ({ listingId }) => outcomeOf(hold(guest, { quoteId: await quoteOf(guest, listingId) }))),
  );
  expect(outcomes.filter((outcome) => "bookingId" in outcome)).toHaveLength(5);
  expect(outcomes.filter((outcome) => "code" in outcome && outcome.code === "too_many_holds")).toHaveLength(
    15,
  );
});

test("holds, take-overs, blocks, expiry and payments at once never sell a night twice", async () => {
  const base = localDate("2026-06-01");
  for (let round = 0; round < 8; round += 1) {
    const { listingId, hostId } = await market.addListing();
    const host = market.hostCtx(hostId);
    const wantedOf = (index: number) =>
      stay(addDays(base, index % 5), addDays(base, (index % 5) + 2 + (index % 3)));
    const early = await Promise.all(
      Array.from({ length: 3 }, (_, index) =>
        market.holdAndPay({ listingId, stay: stay(addDays(base, index * 3), addDays(base, index * 3 + 2)) }),
      ),
    );
    const later = addMs(market.now, 16 * MINUTE_MS);
    await Promise.all([
      expireHolds(market.systemAt(later), WIDE),
      market.settle(later),
      ...Array.from({ length: 12 }, async (_, index) => {
        const guest = market.guestAt(await market.addPerson(), later);
        const quoteId = await quoteOf(guest, listingId, wantedOf(index)).catch((error: unknown) => {
          if (error instanceof Refusal) return undefined;
          throw error;
        });
        return quoteId === undefined ? undefined : outcomeOf(hold(guest, { quoteId }));
      }),
      outcomeOf(
        blockNights(
          { ...host, now: later },
          { listingId, stay: stay(base, addDays(base, 4)), note: "" },
        ).then(({ blockId }) => ({ bookingId: blockId })),
      ),
    ]);
    await market.settle(addMs(later, MINUTE_MS));
    const sold = await market.query<{ night: string; count: string }>(
      `select d::date as night, count(*) from bookings b
         cross join lateral generate_series(b.check_in, b.check_out - 1, interval '1 day') d
       where b.listing_id = $1 and (b.status = 'confirmed' or (b.status = 'held' and b.hold_expires_at > $2))
       group by 1 having count(*) > 1`,
      [uuidOf(listingId), later],
    );
    expect(sold).toEqual([]);
    const unclaimed = await market.query(
      `select b.id from bookings b cross join lateral generate_series(b.check_in, b.check_out - 1, interval '1 day') d
       left join night_claims c on c.listing_id = b.listing_id and c.night = d::date and c.claim_id = b.id and c.kind = 'booking'
       where b.listing_id = $1 and b.status = 'confirmed' and c.night is null`,
      [uuidOf(listingId)],
    );
    expect(unclaimed).toEqual([]);
    const unsettled = await market.query(
      `select p.id from payments p join bookings b on b.id = p.booking_id
       where b.listing_id = $1 and p.status = 'succeeded' and b.status <> 'confirmed' and p.refunded_minor <> p.amount_minor`,
      [uuidOf(listingId)],
    );
    expect(unsettled).toEqual([]);
    expect(early).toHaveLength(3);
  }
});

test("a hold needs two statements", async () => {
  const { listingId } = await market.addListing();
  const guest = market.guestAt(await market.addPerson(), market.now);
  const quoteId = await quoteOf(guest, listingId);
  let statements = 0;
  const counted = new Proxy(guest.db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== "execute" && name !== "transaction" && name !== "select" && name !== "insert")
        return value;
      return (...given: unknown[]) => {
        statements += 1;
        return (value as (...rest: unknown[]) => unknown).apply(target, given);
      };
    },
  });
  await hold({ ...guest, db: counted }, { quoteId });
  expect(statements).toBe(2);
});
