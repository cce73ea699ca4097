import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EventDefinition } from "@/server/events/define-event";
import { publish } from "@/server/events/publish";
import { CONSUMERS } from "@/server/gateway/consumers";
import { verificationRequested } from "@/server/modules/accounts/events";
import { sealLink } from "@/server/modules/accounts/sealed-link";
import { people } from "@/server/modules/accounts/tables";
import {
  type BookingPayload,
  bookingCancelled,
  bookingConfirmed,
  latePaymentReturned,
} from "@/server/modules/bookings/events";
import { notificationsRouter } from "@/server/modules/notifications/router";
import { deliveries } from "@/server/modules/notifications/tables";
import { paymentFailed, refundSucceeded } from "@/server/modules/payments/events";
import { inTransaction } from "@/server/platform/db";
import { fakeMail } from "@/server/platform/fakes/mail";
import { type BookingId, newId, type PersonId } from "@/server/primitives/id";
import { addMs, HOUR_MS } from "@/server/primitives/zoned";
import { createCallerFactory } from "@/server/trpc/init";
import { relayAndRun } from "@/tests/support/events";
import { addFrozenBooking, FROZEN_STAY } from "@/tests/support/frozen-booking";
import { type Market, openMarket } from "@/tests/support/market";

const mail = fakeMail();
const LETTER_CONSUMERS = CONSUMERS.filter((consumer) => consumer.name.startsWith("notifications."));

let market: Market;
let guestId: PersonId;
let hostId: PersonId;
let bookingId: BookingId;
let base: BookingPayload;

beforeAll(async () => {
  market = await openMarket({ ports: { mail } });
  hostId = await market.addHost({ name: "Halina Nowak" });
  const { listingId } = await market.addListing({ hostId });
  guestId = await market.addPerson({ name: "Nina Okafor", email: "nina@example.com" });
  bookingId = await addFrozenBooking(market.db, { listingId, hostId, guestId, now: market.now });
  base = {
    bookingId,
    code: "RST-8TC3V",
    listingId,
    hostId,
    guestId,
    ...FROZEN_STAY,
    nightCount: 3,
    party: { adults: 2, children: 0, infants: 1, pets: 0 },
    currency: "USD",
    totalMinor: 64_200,
    nightsMinor: 47_000,
    hostFeesMinor: 6_500,
    guestFeeMinor: 7_490,
    hostFeeMinor: 1_605,
    taxMinor: 3_210,
    channel: "web",
    listingTitle: "Brick rowhouse with a reading window",
    timeZone: "America/New_York",
  };
});
afterAll(() => market.close());
beforeEach(async () => {
  mail.clear();
  await market.query("truncate deliveries, event_log, consumer_retries, dead_events");
  await market.query("update event_partitions set next_position = 0");
  await market.query("update consumer_positions set position = -1, lease_token = null, leased_until = null");
  await market.query("update people set email_suppressed_at = null");
});

const tell = <Payload>(event: EventDefinition<Payload>, payload: NoInfer<Payload>, at = market.now) =>
  inTransaction(market, (tx) => publish(tx, event, { payload, at, trace: "t" }));
const run = (now = market.now) => relayAndRun(market.systemCtx({ now }), LETTER_CONSUMERS, 2);
const log = () => market.db.select().from(deliveries).orderBy(deliveries.template);
const plain = (text: string | undefined) => (text ?? "").replaceAll(/[\u00a0\s]+/g, " ");
const confirmed = () => ({
  ...base,
  cancellationPolicy: "moderate",
  bookedOn: FROZEN_STAY.checkIn,
  leadDays: 16,
});

test("a confirmed booking tells guest and host once each, with what each needs", async () => {
  await tell(bookingConfirmed, confirmed());
  await run();
  await run();
  expect(mail.letters.map((letter) => letter.to).toSorted()).toHaveLength(2);
  const guest = mail.letters.find((letter) => letter.to === "nina@example.com");
  expect(plain(guest?.subject)).toBe("Booked: Brick rowhouse with a reading window, Thu 14 – Sun 17 May");
  const said = plain(guest?.text);
  for (const part of [
    "17 Willett Street, Apartment 2, Albany 12210",
    "Thursday 14 May 2026, from 3:00 pm EDT",
    "Total, USD $642.00",
    "Until Saturday 9 May 2026, 3:00 pm EDT $642.00 comes back",
    `http://localhost:3000/trips/${bookingId}`,
  ])
    expect(said).toContain(part);
  const host = mail.letters.find((letter) => letter.to !== "nina@example.com");
  expect(plain(host?.subject)).toContain("Nina Okafor booked Brick rowhouse");
  expect(plain(host?.text)).toContain("Yours, USD $518.95");
  expect(host?.text).not.toContain("17 Willett Street");
  expect(await log()).toMatchObject([
    { template: "booking-confirmed", status: "sent", recipientId: guestId, attempts: 1, bookingId },
    { template: "booking-confirmed-host", status: "sent", recipientId: hostId, attempts: 1, bookingId },
  ]);
});

test("an event handed over a second time tells nobody again", async () => {
  await tell(bookingConfirmed, confirmed());
  await run();
  await market.query("update consumer_positions set position = -1");
  await run();
  expect(mail.letters).toHaveLength(2);
});

test("a crash between sending and noting repeats the letter under the same Message-ID, and then never again", async () => {
  await tell(refundSucceeded, {
    paymentId: newId("payment"),
    bookingId,
    guestId,
    currency: "USD",
    amountMinor: 64_200,
    refundId: newId("refund"),
    reason: "cancelled_by_guest",
  });
  mail.loseNextAnswer();
  await run();
  expect((await log())[0]).toMatchObject({ status: "failed", lastError: "Error: the connection broke" });
  await run(addMs(market.now, 60_000));
  await run(addMs(market.now, 120_000));
  expect(mail.letters).toHaveLength(2);
  expect(mail.letters[0]?.messageId).toBe(mail.letters[1]?.messageId);
  expect((await log())[0]).toMatchObject({ status: "sent", attempts: 2, lastError: null });
});

test("while the mail server is down letters wait, and go out when it is back", async () => {
  await tell(latePaymentReturned, { ...base, refundMinor: 64_200 });
  mail.failNextSend();
  await run();
  expect(mail.letters).toHaveLength(0);
  await run(addMs(market.now, 5_000));
  expect(mail.letters.map((letter) => plain(letter.subject))).toEqual([
    "Your payment for Brick rowhouse with a reading window came too late: $642.00 goes back",
  ]);
});

test("an address that bounced is not written to, and the log says so", async () => {
  await market.db.update(people).set({ emailSuppressedAt: market.now }).where(eq(people.id, guestId));
  await tell(bookingConfirmed, confirmed());
  await run();
  expect(mail.letters.map((letter) => letter.to)).not.toContain("nina@example.com");
  expect((await log())[0]).toMatchObject({ status: "skipped", whyNot: "address_suppressed", sentAt: null });
});

test("what happened long ago is not written about", async () => {
  await tell(bookingConfirmed, confirmed(), addMs(market.now, -73 * HOUR_MS));
  await run();
  expect(mail.letters).toEqual([]);
  expect(await log()).toMatchObject([{ whyNot: "too_old" }, { whyNot: "too_old" }]);
});

test("a cancellation tells both sides who cancelled and what the money does", async () => {
  await tell(bookingCancelled, {
    ...base,
    by: "guest",
    reason: "My train was cancelled.",
    refundMinor: 40_000,
    nightsRefundMinor: 24_700,
    hostFeesRefundMinor: 6_500,
    guestFeeRefundMinor: 5_000,
    hostFeeRefundMinor: 936,
    taxRefundMinor: 3_800,
    bookedOn: FROZEN_STAY.checkIn,
  });
  await run();
  const [guest, host] = [
    mail.letters.find((letter) => letter.to === "nina@example.com"),
    mail.letters.find((letter) => letter.to !== "nina@example.com"),
  ];
  expect(plain(guest?.text)).toContain("$400.00 of the $642.00 you paid goes back");
  expect(plain(host?.text)).toContain("Nina Okafor cancelled the stay");
  // 470.00 − 247.00 of the nights, nothing of the fees, less 16.05 − 9.36 of the host service fee.
  expect(plain(host?.text)).toContain("You keep $216.31");
  expect(plain(host?.text)).toContain("My train was cancelled.");
});

test("a declined payment says why and until when the nights wait", async () => {
  const failed = { paymentId: newId("payment"), bookingId, guestId, currency: "USD", amountMinor: 64_200 };
  await tell(paymentFailed, { ...failed, failureCode: "insufficient_funds" });
  await run();
  const said = plain(mail.letters[0]?.text);
  expect(said).toContain("The account does not have enough money in it.");
  expect(said).toContain("The nights stay yours until Tuesday 28 April 2026, 3:45 pm EDT.");
});

describe("a letter that opens an account", () => {
  const LINK = "http://localhost:3000/verify-email?token=open-sesame";

  test("carries its link, and neither the log nor the delivery keeps it", async () => {
    const { authSecret } = market.systemCtx().config;
    const personId = await market.addPerson({ name: "Bo", email: "bo@example.com" });
    await tell(verificationRequested, { personId, sealedUrl: await sealLink(LINK, authSecret) });
    await run();
    expect(mail.letters[0]?.html).toContain(LINK);
    const kept = JSON.stringify([await log(), await market.query("select * from event_log")]);
    expect(kept).not.toContain("open-sesame");
  });

  test("is skipped when its link was sealed with another secret", async () => {
    const sealedUrl = await sealLink(LINK, "another-secret-that-nobody-knows-any-more-000");
    await tell(verificationRequested, { personId: guestId, sealedUrl });
    await run();
    expect(mail.letters).toEqual([]);
    expect(await log()).toMatchObject([{ status: "skipped", whyNot: "link_unreadable" }]);
  });
});

describe("the operator's log", () => {
  const caller = (role: "guest" | "operator", personId: PersonId) =>
    createCallerFactory(notificationsRouter)(market.trpcCtx({ personId, role }));

  test("is for operators alone", async () => {
    await expect(caller("guest", guestId).listLog({})).rejects.toMatchObject({ code: "FORBIDDEN" });
    const deliveryId = newId("delivery");
    await expect(caller("guest", guestId).readDelivery({ deliveryId })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("lists latest first in pages, by status, person, booking and address", async () => {
    const operatorId = await market.addOperator();
    for (let n = 0; n < 60; n += 1)
      await tell(latePaymentReturned, { ...base, refundMinor: n + 1 }, addMs(market.now, n));
    await run();
    const operator = caller("operator", operatorId);
    const first = await operator.listLog({});
    expect(first.items).toHaveLength(50);
    const second = await operator.listLog({ cursor: first.nextCursor });
    expect(second.items).toHaveLength(10);
    expect(second.nextCursor).toBeUndefined();
    const ids = [...first.items, ...second.items].map((item) => item.deliveryId);
    expect(new Set(ids).size).toBe(60);
    expect((await operator.listLog({ status: "failed" })).items).toEqual([]);
    expect((await operator.listLog({ recipientId: hostId })).items).toEqual([]);
    expect((await operator.listLog({ bookingId })).items).toHaveLength(50);
    expect((await operator.listLog({ address: "NINA@" })).items).toHaveLength(50);
    expect((await operator.listLog({ address: "%" })).items).toEqual([]);
    await expect(operator.listLog({ cursor: "bm9wZQ" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("shows a letter again, without the link that opened an account", async () => {
    const operator = caller("operator", await market.addOperator());
    const { authSecret } = market.systemCtx().config;
    const sealedUrl = await sealLink("http://localhost:3000/verify-email?token=open-sesame", authSecret);
    await tell(verificationRequested, { personId: guestId, sealedUrl });
    await tell(bookingConfirmed, confirmed());
    await run();
    for (const { deliveryId, template } of (await operator.listLog({})).items) {
      const { letter } = await operator.readDelivery({ deliveryId });
      expect(letter?.html).not.toContain("open-sesame");
      if (template === "booking-confirmed") expect(letter?.text).toContain("17 Willett Street");
    }
    await expect(operator.readDelivery({ deliveryId: newId("delivery") })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
