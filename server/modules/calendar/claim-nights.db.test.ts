import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { releaseClaims } from "@/server/modules/calendar/release-claims";
import { inTransaction } from "@/server/platform/db";
import { type BookingId, type ListingId, newId, uuidOf } from "@/server/primitives/id";
import { addDays, localDate } from "@/server/primitives/local-date";
import { Refusal } from "@/server/primitives/refusal";
import { type Stay, stay } from "@/server/primitives/stay";
import { addMs, MINUTE_MS } from "@/server/primitives/zoned";
import { claimNights, turnHoldIntoBooking } from "@/tests/support/claim-nights";
import { type Market, openMarket } from "@/tests/support/market";
import { addClaims } from "@/tests/support/market-listing";

let market: Market;
beforeAll(async () => {
  market = await openMarket();
});
afterAll(() => market.close());

const MAY = stay(localDate("2026-05-14"), localDate("2026-05-17"));

function hold(listingId: ListingId, wanted: Stay, bookingId: BookingId = newId("booking"), now = market.now) {
  return inTransaction(market, (tx) =>
    claimNights(tx, {
      listingId,
      stay: wanted,
      kind: "hold",
      claimId: uuidOf(bookingId),
      expiresAt: addMs(now, 15 * MINUTE_MS),
      now,
      trace: "t",
    }),
  );
}
function book(listingId: ListingId, wanted: Stay, bookingId: BookingId, now = market.now) {
  return inTransaction(market, (tx) =>
    turnHoldIntoBooking(tx, { listingId, bookingId, stay: wanted, now, trace: "t" }),
  );
}
const claimsOf = (listingId: ListingId) =>
  market.query<{ night: string; kind: string; claim_id: string; preparation: boolean }>(
    "select night::text, kind, claim_id, preparation from night_claims where listing_id = $1 order by night",
    [uuidOf(listingId)],
  );

describe("claiming", () => {
  test("a stay's nights are claimed and its check-out day is free for the next", async () => {
    const { listingId } = await market.addListing();
    await hold(listingId, MAY);
    await hold(listingId, stay(localDate("2026-05-17"), localDate("2026-05-18")));
    expect((await claimsOf(listingId)).map((claim) => claim.night)).toEqual([
      "2026-05-14",
      "2026-05-15",
      "2026-05-16",
      "2026-05-17",
    ]);
  });

  test("one night that somebody has refuses the whole stay and leaves no row and no event behind", async () => {
    const { listingId } = await market.addListing();
    await hold(listingId, stay(localDate("2026-05-16"), localDate("2026-05-17")));
    await expect(hold(listingId, MAY)).rejects.toMatchObject({ code: "dates_just_taken" });
    expect(await claimsOf(listingId)).toHaveLength(1);
    const events = await market.query("select 1 from event_log where key = $1", [listingId]);
    expect(events).toHaveLength(1);
  });

  test("a hold that lapsed is taken over, one that stands is not", async () => {
    const { listingId } = await market.addListing();
    await hold(listingId, MAY);
    const second = newId("booking");
    await expect(hold(listingId, MAY, second, addMs(market.now, 15 * MINUTE_MS - 1))).rejects.toBeInstanceOf(
      Refusal,
    );
    await hold(listingId, MAY, second, addMs(market.now, 15 * MINUTE_MS));
    expect(new Set((await claimsOf(listingId)).map((claim) => claim.claim_id))).toEqual(
      new Set([uuidOf(second)]),
    );
  });

  test("a late payment books the nights that are still free, and is refused those that were sold", async () => {
    const { listingId } = await market.addListing();
    const late = newId("booking");
    await hold(listingId, MAY, late);
    const after = addMs(market.now, 20 * MINUTE_MS);
    await book(listingId, MAY, late, after);
    expect((await claimsOf(listingId)).every((claim) => claim.kind === "booking")).toBe(true);

    const other = await market.addListing();
    const loser = newId("booking");
    await hold(other.listingId, MAY, loser);
    await hold(other.listingId, MAY, newId("booking"), after);
    await expect(book(other.listingId, MAY, loser, after)).rejects.toMatchObject({
      code: "dates_just_taken",
    });
  });

  test("preparation nights are claimed with the stay and keep the next guest out", async () => {
    const { listingId } = await market.addListing({ rules: { preparationNights: 1 } });
    await hold(listingId, MAY);
    const onThe17th = stay(localDate("2026-05-17"), localDate("2026-05-18"));
    await expect(hold(listingId, onThe17th)).rejects.toBeInstanceOf(Refusal);
    // Nor may a stay end on the day this one begins.
    await expect(
      hold(listingId, stay(localDate("2026-05-12"), localDate("2026-05-14"))),
    ).rejects.toBeInstanceOf(Refusal);
    await hold(listingId, stay(localDate("2026-05-18"), localDate("2026-05-19")));
  });

  test("a night that the host blocked serves as a preparation night and stays blocked", async () => {
    const { listingId } = await market.addListing({ rules: { preparationNights: 1 } });
    await addClaims(market.db, {
      listingId,
      stay: stay(localDate("2026-05-17"), localDate("2026-05-19")),
      kind: "block",
    });
    await hold(listingId, MAY);
    expect((await claimsOf(listingId)).map((claim) => claim.kind)).toEqual([
      "hold",
      "hold",
      "hold",
      "block",
      "block",
    ]);
  });
});

describe("releasing", () => {
  test("an expiring hold never frees nights that were booked in between", async () => {
    const { listingId } = await market.addListing();
    const bookingId = newId("booking");
    await hold(listingId, MAY, bookingId);
    await book(listingId, MAY, bookingId);
    const freed = await inTransaction(market, (tx) =>
      releaseClaims(tx, { claimId: uuidOf(bookingId), kinds: ["hold"], now: market.now, trace: "t" }),
    );
    expect(freed).toBe(false);
    expect(await claimsOf(listingId)).toHaveLength(3);
  });

  test("a released stay is free again and says so in an event; a repeat says nothing", async () => {
    const { listingId } = await market.addListing();
    const bookingId = newId("booking");
    await hold(listingId, MAY, bookingId);
    const release = () =>
      inTransaction(market, (tx) =>
        releaseClaims(tx, {
          claimId: uuidOf(bookingId),
          kinds: ["hold", "booking"],
          now: market.now,
          trace: "t",
        }),
      );
    expect(await release()).toBe(true);
    expect(await release()).toBe(false);
    expect(await claimsOf(listingId)).toHaveLength(0);
    const events = await market.query<{ payload: { cause: string; checkIn: string; checkOut: string } }>(
      "select payload from event_log where key = $1 order by seq",
      [listingId],
    );
    expect(events.map((event) => event.payload.cause)).toEqual(["held", "released"]);
    expect(events[1]?.payload).toMatchObject(MAY);
  });
});

describe("under contention", () => {
  test("40 claimants over overlapping ranges never share a night and never deadlock", async () => {
    const { listingId } = await market.addListing();
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, index) => {
        const from = addDays(localDate("2026-06-01"), index % 8);
        const wanted = stay(from, addDays(from, 1 + (index % 5)));
        const bookingId = newId("booking");
        return hold(listingId, wanted, bookingId).then(
          () => ({ bookingId, wanted, won: true as const }),
          (error: unknown) => {
            // Anything but the refusal, a deadlock above all, fails the test.
            if (error instanceof Refusal && error.code === "dates_just_taken")
              return { bookingId, wanted, won: false as const };
            throw error;
          },
        );
      }),
    );
    const rows = await claimsOf(listingId);
    const winners = results.filter((result) => result.won);
    expect(winners.length).toBeGreaterThan(0);
    const expected = winners.reduce(
      (sum, winner) => sum + rows.filter((row) => row.claim_id === uuidOf(winner.bookingId)).length,
      0,
    );
    expect(rows).toHaveLength(expected);
    for (const winner of winners) {
      const mine = rows.filter((row) => row.claim_id === uuidOf(winner.bookingId));
      expect(mine[0]?.night).toBe(winner.wanted.checkIn);
      expect(addDays(localDate(mine.at(-1)?.night ?? ""), 1)).toBe(winner.wanted.checkOut);
    }
  });

  test("claims, take-overs and releases at once never deadlock and end with whole stays alone", async () => {
    const { listingId } = await market.addListing();
    const base = localDate("2026-07-01");
    const wantedOf = (index: number) =>
      stay(addDays(base, index % 6), addDays(base, (index % 6) + 1 + (index % 4)));
    const held = Array.from({ length: 30 }, (_, index) => ({
      bookingId: newId("booking"),
      wanted: wantedOf(index),
    }));
    await Promise.all(
      held.map(async ({ bookingId, wanted }, index) => {
        const now = addMs(market.now, index * MINUTE_MS);
        const won = await hold(listingId, wanted, bookingId, now).then(
          () => true,
          (error: unknown) => {
            if (error instanceof Refusal) return false;
            throw error;
          },
        );
        if (won && index % 2 === 0)
          await inTransaction(market, (tx) =>
            releaseClaims(tx, { claimId: uuidOf(bookingId), kinds: ["hold"], now, trace: "t" }),
          );
      }),
    );
    const rows = await claimsOf(listingId);
    expect(new Set(rows.map((row) => row.night)).size).toBe(rows.length);
  });
});
