import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advanceStays } from "@/server/modules/bookings/advance-stays";
import { cancelBooking, previewCancellation } from "@/server/modules/bookings/cancel-booking";
import { expireHolds } from "@/server/modules/bookings/expire-holds";
import { settlePaidBooking } from "@/server/modules/bookings/settle-paid-booking";
import { handleStripeInbox } from "@/server/modules/payments/handle-stripe-inbox";
import { receiveWebhook } from "@/server/modules/payments/receive-webhook";
import { releaseFunds } from "@/server/modules/payments/release-funds";
import { inTransaction } from "@/server/platform/db";
import { type BookingId, type ListingId, uuidOf } from "@/server/primitives/id";
import { addDays, localDate } from "@/server/primitives/local-date";
import { stay } from "@/server/primitives/stay";
import { addMs, MINUTE_MS } from "@/server/primitives/zoned";
import { type MoneyMarket, openMoneyMarket } from "@/tests/support/money-market";

let market: MoneyMarket;
const WIDE = { recordsMax: 1_000, msMax: 20_000 };
beforeAll(async () => {
  market = await openMoneyMarket();
});
afterAll(() => market.close());

const minutesOn = (minutes: number) => addMs(market.now, minutes * MINUTE_MS);
const at = (text: string) => new Date(text);
async function statusOf(bookingId: BookingId) {
  const rows = await market.query<{ status: string }>("select status from bookings where id = $1", [
    uuidOf(bookingId),
  ]);
  return rows[0]?.status;
}
const claimsOf = (listingId: ListingId) =>
  market.query<{ kind: string; claim_id: string }>(
    "select kind, claim_id from night_claims where listing_id = $1 order by night",
    [uuidOf(listingId)],
  );
async function typesOf(bookingId: BookingId) {
  const rows = await market.query<{ type: string }>(
    "select type from event_log where key = $1 order by seq",
    [bookingId],
  );
  return rows.map((row) => row.type);
}
const centsOf = (bookingId: BookingId) => market.centsOf(bookingId);

describe("a payment that succeeded", () => {
  test("in time confirms the stay: claims, ledger, transition, event", async () => {
    const { bookingId, listingId } = await market.bookStay();
    expect(await statusOf(bookingId)).toBe("confirmed");
    expect((await claimsOf(listingId)).map((claim) => claim.kind)).toEqual(["booking", "booking", "booking"]);
    expect(await typesOf(bookingId)).toEqual(["booking.held", "payment.succeeded", "booking.confirmed"]);
    expect(await centsOf(bookingId)).toMatchObject({ paidMinor: 53_248, heldMinor: 53_248, unownedMinor: 0 });
  });

  test("told twice, by two workers at once, confirms once", async () => {
    const { bookingId } = await market.holdAndPay();
    const settle = () =>
      inTransaction(market, (tx) => settlePaidBooking({ tx, now: market.now, trace: "t" }, { bookingId }));
    await Promise.all([settle(), settle(), settle()]);
    await settle();
    expect((await typesOf(bookingId)).filter((type) => type === "booking.confirmed")).toHaveLength(1);
  });

  test("is settled in two statements", async () => {
    const { bookingId } = await market.holdAndPay();
    let statements = 0;
    await inTransaction(market, (tx) => {
      const counted = new Proxy(tx, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name);
          if (!["execute", "transaction", "select", "insert", "update", "delete"].includes(String(name)))
            return value;
          return (...given: unknown[]) => {
            statements += 1;
            return (value as (...rest: unknown[]) => unknown).apply(target, given);
          };
        },
      });
      return settlePaidBooking({ tx: counted, now: market.now, trace: "t" }, { bookingId });
    });
    expect(await statusOf(bookingId)).toBe("confirmed");
    expect(statements).toBe(2);
  });

  test("raced by many others on overlapping nights confirms whole stays and returns the rest in full", async () => {
    const { listingId } = await market.addListing();
    const base = localDate("2026-07-01");
    const paid: BookingId[] = [];
    // Each holds after the one before has lapsed, and all have paid by the end.
    for (let index = 0; index < 8; index += 1) {
      const from = addDays(base, index % 4);
      const wanted = { listingId, stay: stay(from, addDays(from, 3)), now: minutesOn(index * 16) };
      paid.push((await market.holdAndPay({ ...wanted, paidAt: minutesOn(200) })).bookingId);
    }
    const now = minutesOn(201);
    const gateway = { ...market.systemAt(now) };
    for (const event of market.gateway.events) await receiveWebhook(gateway, event);
    await handleStripeInbox(gateway, WIDE);
    await Promise.all(
      paid.flatMap((bookingId) =>
        [1, 2].map(() =>
          inTransaction(market, (tx) => settlePaidBooking({ tx, now, trace: "t" }, { bookingId })),
        ),
      ),
    );
    const statuses = await Promise.all(paid.map(statusOf));
    const nights = await claimsOf(listingId);
    const won = statuses.filter((status) => status === "confirmed").length;
    expect(won).toBeGreaterThan(0);
    expect(nights.filter((claim) => claim.kind === "booking")).toHaveLength(won * 3);
    await market.settle(now);
    for (const [index, bookingId] of paid.entries()) {
      const isBooked = statuses[index] === "confirmed";
      const share = isBooked ? "heldMinor" : "refundedMinor";
      const cents = await centsOf(bookingId);
      expect(cents[share]).toBe(cents.paidMinor);
      expect(cents.unownedMinor).toBe(0);
      expect((await typesOf(bookingId)).filter((type) => type === "booking.confirmed")).toHaveLength(
        isBooked ? 1 : 0,
      );
    }
  });

  test("after the hold lapsed books the stay when its nights are still free", async () => {
    const { bookingId, listingId } = await market.holdAndPay({ paidAt: minutesOn(20) });
    await expireHolds(market.systemAt(minutesOn(20)), WIDE);
    expect(await statusOf(bookingId)).toBe("expired");
    await market.settle(minutesOn(21));
    expect(await statusOf(bookingId)).toBe("confirmed");
    expect(await claimsOf(listingId)).toHaveLength(3);
    expect(await centsOf(bookingId)).toMatchObject({ heldMinor: 53_248, unownedMinor: 0 });
  });

  test("after another guest has the nights goes back in full, and the guest is told; never both", async () => {
    const first = await market.holdAndPay({ paidAt: minutesOn(20) });
    const second = await market.bookStay({ listingId: first.listingId, now: minutesOn(16) });
    await market.settle(minutesOn(21));
    expect(await statusOf(first.bookingId)).toBe("expired");
    expect(await statusOf(second.bookingId)).toBe("confirmed");
    expect(await typesOf(first.bookingId)).toEqual([
      "booking.held",
      "payment.succeeded",
      "booking.expired",
      "payment.refund_requested",
      "booking.late_payment_returned",
      "payment.refund_succeeded",
    ]);
    expect(await centsOf(first.bookingId)).toMatchObject({
      refundedMinor: 53_248,
      heldMinor: 0,
      unownedMinor: 0,
    });
  });

  test("for a stay that should have begun already goes back in full", async () => {
    const { bookingId } = await market.holdAndPay({ paidAt: at("2026-05-20T12:00:00Z") });
    await expireHolds(market.systemAt(minutesOn(20)), WIDE);
    await market.settle(at("2026-05-20T12:01:00Z"));
    expect(await statusOf(bookingId)).toBe("expired");
    expect(await centsOf(bookingId)).toMatchObject({ refundedMinor: 53_248 });
  });
});

describe("cancelling", () => {
  test("shows and gives everything back while the policy says so, and frees the nights", async () => {
    const { bookingId, listingId, guest } = await market.bookStay();
    const preview = await previewCancellation(guest, { bookingId });
    expect(preview.refund.amountMinor).toBe(53_248);
    const answer = await cancelBooking(guest, { bookingId, reason: "plans", expectedRefundMinor: 53_248 });
    expect(answer).toMatchObject({
      status: "cancelled_by_guest",
      cancellation: { refund: { amountMinor: 53_248 } },
    });
    expect(await claimsOf(listingId)).toEqual([]);
    await market.settle(minutesOn(1));
    expect(await centsOf(bookingId)).toMatchObject({ refundedMinor: 53_248, heldMinor: 0, unownedMinor: 0 });
  });

  test("late leaves each their part: host, market, tax office, guest", async () => {
    const { bookingId, guest } = await market.bookStay();
    const late = { ...guest, now: at("2026-05-12T12:00:00Z") };
    await cancelBooking(late, { bookingId, reason: "", expectedRefundMinor: 21_861 });
    await market.settle(late.now);
    expect(await centsOf(bookingId)).toEqual({
      paidMinor: 53_248,
      heldMinor: 0,
      hostMinor: 24_200 - 726,
      feesMinor: 5_824 - 2_025 + 726,
      taxMinor: 5_824 - 2_436,
      refundedMinor: 21_861,
      refundPendingMinor: 0,
      pspFeeMinor: 1_574,
      unownedMinor: 0,
    });
  });

  test("after the release takes it out of what was released", async () => {
    const { bookingId, guest } = await market.bookStay();
    await advanceStays(market.systemAt(at("2026-05-14T19:00:00Z")), WIDE);
    expect(await statusOf(bookingId)).toBe("checked_in");
    await releaseFunds(market.systemAt(at("2026-05-15T19:00:00Z")), WIDE);
    expect(await centsOf(bookingId)).toMatchObject({
      heldMinor: 0,
      hostMinor: 41_600 - 1_248,
      feesMinor: 5_824 + 1_248,
      taxMinor: 5_824,
    });
    const away = { ...guest, now: at("2026-05-15T18:00:00Z") };
    const { refund } = await previewCancellation(away, { bookingId });
    expect(refund.amountMinor).toBe(8_366);
    await cancelBooking(away, { bookingId, reason: "", expectedRefundMinor: 8_366 });
    await market.settle(at("2026-05-15T20:00:00Z"));
    expect(await centsOf(bookingId)).toMatchObject({ heldMinor: 0, refundedMinor: 8_366, unownedMinor: 0 });
  });

  test("with another refund than was shown is refused with the new preview, and changes nothing", async () => {
    const { bookingId, guest } = await market.bookStay();
    const late = { ...guest, now: at("2026-05-12T12:00:00Z") };
    await expect(
      cancelBooking(late, { bookingId, reason: "", expectedRefundMinor: 53_248 }),
    ).rejects.toMatchObject({
      code: "refund_changed",
      details: { cancellation: { refund: { amountMinor: 21_861 } } },
    });
    expect(await statusOf(bookingId)).toBe("confirmed");
  });

  test("by the host gives everything back and keeps the nights blocked", async () => {
    const { bookingId, listingId, hostId } = await market.bookStay();
    const host = market.guestCtx(hostId);
    await cancelBooking(host, { bookingId, reason: "burst pipe", expectedRefundMinor: 53_248 });
    expect(await statusOf(bookingId)).toBe("cancelled_by_host");
    expect((await claimsOf(listingId)).map((claim) => claim.kind)).toEqual(["block", "block", "block"]);
  });

  test("by a stranger finds nothing, by an operator gives everything back", async () => {
    const { bookingId } = await market.bookStay();
    const stranger = market.guestCtx(await market.addPerson());
    await expect(previewCancellation(stranger, { bookingId })).rejects.toMatchObject({
      code: "booking_not_found",
    });
    await expect(
      cancelBooking(stranger, { bookingId, reason: "", expectedRefundMinor: 53_248 }),
    ).rejects.toMatchObject({ code: "booking_not_found" });
    const operator = market.operatorCtx(await market.addOperator());
    await cancelBooking(operator, { bookingId, reason: "fraud", expectedRefundMinor: 53_248 });
    expect(await statusOf(bookingId)).toBe("cancelled_by_operator");
  });

  test("20 times at once cancels once and refunds once", async () => {
    const { bookingId, guest } = await market.bookStay();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        cancelBooking(guest, { bookingId, reason: "", expectedRefundMinor: 53_248 }),
      ),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    await market.settle(minutesOn(1));
    const refunds = await market.query("select status from refunds where booking_id = $1", [
      uuidOf(bookingId),
    ]);
    expect(refunds).toEqual([{ status: "succeeded" }]);
    expect(await centsOf(bookingId)).toMatchObject({ refundedMinor: 53_248, unownedMinor: 0 });
  });

  test("raced by check-in ends in one of the two, with the money where that one says", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { bookingId, guest } = await market.bookStay();
      const now = at("2026-05-14T19:00:00Z");
      const [cancelled] = await Promise.allSettled([
        cancelBooking(
          { ...guest, now: addMs(now, -1) },
          { bookingId, reason: "", expectedRefundMinor: 21_861 },
        ),
        advanceStays(market.systemAt(now), WIDE),
      ]);
      const status = await statusOf(bookingId);
      expect(["cancelled_by_guest", "checked_in"]).toContain(status);
      expect(cancelled.status === "fulfilled").toBe(status === "cancelled_by_guest");
      const transitions = await market.query<{ to_status: string }>(
        "select to_status from booking_transitions where booking_id = $1",
        [uuidOf(bookingId)],
      );
      expect((await centsOf(bookingId)).unownedMinor).toBe(0);
      expect(new Set(transitions.map((each) => each.to_status)).size).toBe(transitions.length);
    }
  });
});

describe("the clock", () => {
  test("checks in and out at the listing's own times, once each", async () => {
    const { bookingId } = await market.bookStay();
    await advanceStays(market.systemAt(at("2026-05-14T18:59:59Z")), WIDE);
    expect(await statusOf(bookingId)).toBe("confirmed");
    const begin = market.systemAt(at("2026-05-14T19:00:00Z"));
    await Promise.all([advanceStays(begin, WIDE), advanceStays(begin, WIDE)]);
    expect(await statusOf(bookingId)).toBe("checked_in");
    await advanceStays(market.systemAt(at("2026-05-17T15:00:00Z")), WIDE);
    expect(await statusOf(bookingId)).toBe("completed");
    expect((await typesOf(bookingId)).slice(3)).toEqual(["booking.checked_in", "booking.completed"]);
  });

  test("releases a long stay's money month by month, all of it in the end", async () => {
    const long = stay(localDate("2026-06-01"), localDate("2026-07-11"));
    const { bookingId, totalMinor } = await market.bookStay({ stay: long });
    await releaseFunds(market.systemAt(at("2026-06-02T18:59:59Z")), WIDE);
    expect(await centsOf(bookingId)).toMatchObject({ heldMinor: totalMinor });
    await releaseFunds(market.systemAt(at("2026-06-02T19:00:00Z")), WIDE);
    const first = await centsOf(bookingId);
    expect(first.heldMinor).toBeGreaterThan(totalMinor / 5);
    await releaseFunds(market.systemAt(at("2026-07-02T19:00:00Z")), WIDE);
    expect(await centsOf(bookingId)).toMatchObject({ heldMinor: 0, unownedMinor: 0 });
  });

  test("releases once, however often the job runs at once", async () => {
    const { bookingId } = await market.bookStay();
    const due = market.systemAt(at("2026-05-15T19:00:00Z"));
    await Promise.all([1, 2, 3].map(() => releaseFunds(due, WIDE)));
    const rows = await market.query(
      "select 1 from ledger_transactions where booking_id = $1 and kind = 'funds_released'",
      [uuidOf(bookingId)],
    );
    expect(rows).toHaveLength(1);
  });
});
