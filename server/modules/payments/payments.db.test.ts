import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handleStripeInbox } from "@/server/modules/payments/handle-stripe-inbox";
import { receiveWebhook } from "@/server/modules/payments/receive-webhook";
import { paymentsRouter } from "@/server/modules/payments/router";
import { startPayment } from "@/server/modules/payments/start-payment";
import { syncPayments } from "@/server/modules/payments/sync-payments";
import {
  type CardFate,
  type FakePaymentGateway,
  fakePaymentGateway,
} from "@/server/platform/fakes/payment-gateway";
import type { GatewayEvent } from "@/server/platform/ports";
import { type BookingId, uuidOf } from "@/server/primitives/id";
import { addMs, DAY_MS, MINUTE_MS } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import { holdStayOf } from "@/tests/support/bookings";
import { type Market, openMarket } from "@/tests/support/market";

let market: Market;
let gateway: FakePaymentGateway;
const WIDE = { recordsMax: 1_000, msMax: 20_000 };
const callerOf = createCallerFactory(paymentsRouter);

beforeAll(async () => {
  market = await openMarket();
  gateway = fakePaymentGateway({ now: () => market.now });
});
afterAll(() => market.close());

const withGateway = () =>
  Object.defineProperty({ blob: undefined, mail: undefined } as never, "payments", { value: gateway });
async function heldBooking() {
  const { listingId } = await market.addListing();
  const guest = market.guestCtx(await market.addPerson(), { ports: withGateway() });
  const { bookingId } = await holdStayOf(guest, { listingId });
  return { guest, bookingId };
}
const system = (now = market.now) => market.systemCtx({ now, ports: withGateway() });
async function paymentOf(bookingId: BookingId) {
  const rows = await market.query("select * from payments where booking_id = $1", [uuidOf(bookingId)]);
  return rows[0];
}
async function typesOf(bookingId: BookingId) {
  const rows = await market.query<{ type: string }>(
    "select type from event_log where key = $1 and topic = 'payments' order by seq",
    [bookingId],
  );
  return rows.map((row) => row.type);
}
const ledgerOf = (bookingId: BookingId) =>
  market.query(
    `select t.kind, e.account, e.amount_minor::int as minor from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
     where e.booking_id = $1 order by e.seq`,
    [uuidOf(bookingId)],
  );

describe("payments.start", () => {
  test("gives the client what it needs, and the same again on a repeat", async () => {
    const { guest, bookingId } = await heldBooking();
    const first = await startPayment(guest, { bookingId });
    expect(first).toMatchObject({ publishableKey: "pk_test_fake", amount: { amountMinor: 53_248 } });
    expect(await startPayment(guest, { bookingId })).toEqual(first);
  });

  test("called 20 times at once makes one intent", async () => {
    const { guest, bookingId } = await heldBooking();
    const before = gateway.intents.size;
    const started = await Promise.all(Array.from({ length: 20 }, () => startPayment(guest, { bookingId })));
    expect(new Set(started.map((each) => each.intentId)).size).toBe(1);
    expect(gateway.intents.size).toBe(before + 1);
  });

  test("is refused when the hold lapsed, when it is paid, and for somebody else's booking", async () => {
    const { guest, bookingId } = await heldBooking();
    const late = { ...guest, now: addMs(market.now, 15 * MINUTE_MS) };
    await expect(startPayment(late, { bookingId })).rejects.toMatchObject({ code: "payment_not_payable" });
    const { intentId } = await startPayment(guest, { bookingId });
    gateway.confirm(intentId);
    await syncPayments(system(addMs(market.now, 2 * MINUTE_MS)), WIDE);
    await expect(startPayment(guest, { bookingId })).rejects.toMatchObject({ code: "payment_not_payable" });
    const stranger = callerOf({
      ...market.trpcCtx({ personId: await market.addPerson() }),
      ports: withGateway(),
    });
    await expect(stranger.start({ bookingId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(stranger.read({ bookingId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const nobody = callerOf(market.trpcCtx());
    await expect(nobody.read({ bookingId })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  test("fails closed while the gateway is down, and succeeds after it", async () => {
    const { guest, bookingId } = await heldBooking();
    gateway.failNext(1);
    await expect(startPayment(guest, { bookingId })).rejects.toMatchObject({
      code: "temporarily_unavailable",
    });
    await expect(startPayment(guest, { bookingId })).resolves.toBeDefined();
  });
});

describe("what the gateway tells", () => {
  async function pay(fate: CardFate = "succeeds") {
    const held = await heldBooking();
    const { intentId } = await startPayment(held.guest, { bookingId: held.bookingId });
    gateway.confirm(intentId, fate);
    return { ...held, intentId };
  }
  const eventsOf = (intentId: string) => gateway.events.filter((event) => event.intentId === intentId);
  const deliver = async (events: readonly GatewayEvent[], now = market.now) => {
    for (const event of events) await receiveWebhook(system(now), event);
    await handleStripeInbox(system(now), WIDE);
  };

  test("a success is written down once: payment, ledger, event", async () => {
    const { bookingId, intentId } = await pay();
    await deliver(eventsOf(intentId));
    expect(await paymentOf(bookingId)).toMatchObject({
      status: "succeeded",
      fee_minor: "1574",
      card_last4: "4242",
    });
    expect(await ledgerOf(bookingId)).toEqual([
      { kind: "payment_captured", account: "gateway_balance", minor: 51_674 },
      { kind: "payment_captured", account: "psp_fees", minor: 1_574 },
      { kind: "payment_captured", account: "guest_receivable", minor: -53_248 },
    ]);
    expect(await typesOf(bookingId)).toEqual(["payment.succeeded"]);
  });

  test("a decline and a later success end in one success", async () => {
    const { bookingId, intentId } = await pay("declines");
    await deliver(eventsOf(intentId));
    expect(await paymentOf(bookingId)).toMatchObject({ status: "failed", failure_code: "generic_decline" });
    gateway.confirm(intentId);
    await deliver(eventsOf(intentId));
    expect(await typesOf(bookingId)).toEqual(["payment.failed", "payment.succeeded"]);
  });

  test("any sequence, repetition and delay of the webhooks ends in the same state", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<CardFate[]>(["succeeds"], ["declines", "succeeds"], ["requires_action", "succeeds"]),
        fc.array(fc.nat(30), { minLength: 1, maxLength: 10 }),
        fc.nat(3),
        async (fates, picks, delayDays) => {
          const held = await heldBooking();
          const { intentId } = await startPayment(held.guest, { bookingId: held.bookingId });
          for (const fate of fates) gateway.confirm(intentId, fate);
          const all = eventsOf(intentId);
          const shuffled = picks.flatMap((pick) => all[pick % all.length] ?? []);
          const later = addMs(market.now, delayDays * DAY_MS);
          await deliver(shuffled, later);
          await deliver(all, later);
          expect(await paymentOf(held.bookingId)).toMatchObject({ status: "succeeded" });
          expect(await ledgerOf(held.bookingId)).toHaveLength(3);
          expect((await typesOf(held.bookingId)).filter((type) => type === "payment.succeeded")).toHaveLength(
            1,
          );
        },
      ),
      { numRuns: 12 },
    );
  });

  test("two workers at once apply it once", async () => {
    const { bookingId, intentId } = await pay();
    for (const event of eventsOf(intentId)) await receiveWebhook(system(), event);
    await Promise.all([1, 2, 3, 4].map(() => handleStripeInbox(system(), WIDE)));
    expect(await ledgerOf(bookingId)).toHaveLength(3);
    expect(await typesOf(bookingId)).toEqual(["payment.succeeded"]);
  });

  test("a lost webhook is made up for within minutes", async () => {
    const { bookingId } = await pay();
    await syncPayments(system(addMs(market.now, MINUTE_MS - 1)), WIDE);
    expect(await paymentOf(bookingId)).toMatchObject({ status: "open" });
    await syncPayments(system(addMs(market.now, MINUTE_MS)), WIDE);
    expect(await paymentOf(bookingId)).toMatchObject({ status: "succeeded", next_sync_at: null });
  });

  test("a webhook that could not be handled is tried again later", async () => {
    const { bookingId, intentId } = await pay();
    gateway.failNext(100);
    await deliver(eventsOf(intentId));
    expect(await paymentOf(bookingId)).toMatchObject({ status: "open" });
    gateway.failNext(0);
    await handleStripeInbox(system(), WIDE);
    expect(await paymentOf(bookingId)).toMatchObject({ status: "open" });
    await handleStripeInbox(system(addMs(market.now, MINUTE_MS)), WIDE);
    expect(await paymentOf(bookingId)).toMatchObject({ status: "succeeded" });
  });

  test("an intent that a crash kept us from writing down is recognised by its metadata", async () => {
    const { bookingId, intentId } = await pay();
    await market.query("update payments set intent_id = null where booking_id = $1", [uuidOf(bookingId)]);
    await deliver(eventsOf(intentId));
    expect(await paymentOf(bookingId)).toMatchObject({ status: "succeeded", intent_id: intentId });
  });

  test("an intent that is not ours is quarantined", async () => {
    const intent = await gateway.createIntent({
      paymentId: "not-ours",
      amount: { amountMinor: 100, currency: "USD" },
      captureMethod: "automatic",
      description: "",
      metadata: {},
    });
    await deliver(eventsOf(intent.intentId));
    const rows = await market.query("select status from stripe_inbox where intent_id = $1", [
      intent.intentId,
    ]);
    expect(rows).toEqual([{ status: "quarantined" }]);
  });
});

describe("the ledger", () => {
  const id = "01890000-0000-7000-8000-000000000001";
  test.each([
    ["update ledger_entries set amount_minor = amount_minor + 1"],
    ["delete from ledger_entries"],
    ["update ledger_transactions set description = 'x'"],
    ["delete from ledger_transactions"],
    ["truncate ledger_entries"],
    ["truncate ledger_transactions cascade"],
  ])("refuses: %s", async (statement) => {
    const { guest, bookingId } = await heldBooking();
    const { intentId } = await startPayment(guest, { bookingId });
    gateway.confirm(intentId);
    await syncPayments(system(addMs(market.now, MINUTE_MS)), WIDE);
    await expect(market.query(statement)).rejects.toThrow("the ledger is immutable");
  });

  test("refuses at commit a transaction without entries, and one that does not sum to zero", async () => {
    const insert = `insert into ledger_transactions (id, cause_key, kind, description, occurred_at)
                    values ('${id}', 'x', 'x', 'x', now())`;
    await expect(market.query(insert)).rejects.toThrow("has no entries");
    await expect(
      market.query(`begin; ${insert};
        insert into ledger_entries (transaction_id, account, currency, amount_minor) values
          ('${id}', 'held_funds', 'USD', 5), ('${id}', 'psp_fees', 'EUR', -5); commit`),
    ).rejects.toThrow("does not sum to zero");
    await market.query("rollback");
  });
});

test("an intent that nobody paid within a day after its hold is cancelled, so that it cannot be paid later", async () => {
  const { guest, bookingId } = await heldBooking();
  const { intentId } = await startPayment(guest, { bookingId });
  await syncPayments(system(addMs(market.now, 23 * 60 * MINUTE_MS)), WIDE);
  expect(gateway.intents.get(intentId)?.status).toBe("requires_payment_method");
  for (const hours of [25, 32, 50])
    await syncPayments(system(addMs(market.now, hours * 60 * MINUTE_MS)), WIDE);
  expect(gateway.intents.get(intentId)?.status).toBe("canceled");
  expect(await paymentOf(bookingId)).toMatchObject({ status: "canceled", next_sync_at: null });
});
