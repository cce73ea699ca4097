import type { BookingPayload } from "@/server/modules/bookings/events";
import { paymentSucceeded, refundRequested, refundSucceeded } from "@/server/modules/payments/events";
import type { ComputedCancellation } from "@/server/modules/pricing/compute-cancellation";
import type { BookingId, PaymentId, PersonId, RefundId } from "@/server/primitives/id";
import { addMs, MINUTE_MS } from "@/server/primitives/zoned";
import type { DemoListing } from "../market/types";
import { postStayToLedger } from "./ledger-rows";
import { type DemoStatus, HOLD_MINUTES, type StayTools, type Times } from "./stay-facts";

/** Stripe's price for a card of the country: 2.9 % and 30 cents. */
const PSP_FEE_PER_MILLE = 29;

const PSP_FEE_MINOR = 30;

const CARDS = ["visa", "mastercard", "amex", "visa"] as const;

type PaidStay = {
  times: Times;
  cancellation: ComputedCancellation | null;
  index: number;
  home: DemoListing;
  status: DemoStatus;
};

export function addPayment(tools: StayTools, payload: BookingPayload, paid: PaidStay): void {
  const { sinks, events, ids, now } = tools;
  const { times, cancellation, index, home, status } = paid;
  const { bookingId, guestId, currency, totalMinor } = payload;
  const paymentId = ids.of("payment", times.heldAt.getTime(), bookingId);
  if (status === "expired") {
    addUnpaid(tools, payload, paymentId, times);
    return;
  }
  const settledAt = addMs(times.confirmedAt, -2_000);
  const feeMinor = Math.floor((totalMinor * PSP_FEE_PER_MILLE + 500) / 1000) + PSP_FEE_MINOR;
  const mark = bookingId.slice(-20);
  const [intentId, chargeId] = [`pi_demo${mark}`, `ch_demo${mark}`];
  const cardBrand = CARDS[index % CARDS.length] ?? "visa";
  const cardLast4 = String(1000 + ((index * 7919 + totalMinor) % 9000));
  const refundMinor = cancellation?.refundMinor ?? 0;
  sinks.payments.add({
    id: paymentId,
    bookingId,
    guestId,
    purpose: "stay",
    status: "succeeded",
    currency,
    amountMinor: totalMinor,
    refundedMinor: refundMinor,
    feeMinor,
    intentId,
    chargeId,
    cardBrand,
    cardLast4,
    failureCode: null,
    payableUntil: addMs(times.heldAt, HOLD_MINUTES * MINUTE_MS),
    createdAt: addMs(times.heldAt, 20_000),
    settledAt,
  });
  if (status === "confirmed" || status === "checked_in") {
    const amounts = { amountMinor: totalMinor, feeMinor, currency };
    tools.charges.push({
      intentId,
      chargeId,
      paymentId,
      bookingId,
      ...amounts,
      cardBrand,
      cardLast4,
      settledAt,
    });
  }
  const payer = { paymentId, bookingId, guestId, currency };
  events.note(
    paymentSucceeded,
    { ...payer, amountMinor: totalMinor, intentId, chargeId, feeMinor },
    settledAt,
  );
  let refund: { refundId: RefundId; sentAt: Date } | null = null;
  if (refundMinor > 0 && times.cancelledAt) {
    refund = {
      refundId: ids.of("refund", times.cancelledAt.getTime(), bookingId),
      sentAt: addMs(times.cancelledAt, 40_000),
    };
    addRefund(tools, { ...payer, amountMinor: refundMinor }, refund, status, times.cancelledAt);
  }
  const { checkInFromMinutes } = home;
  postStayToLedger(sinks, ids, {
    payload,
    paymentId,
    feeMinor,
    checkInFromMinutes,
    times,
    settledAt,
    refund,
    cancellation,
    now,
  });
}

/** A payment that was opened with its hold and never made. */
function addUnpaid({ sinks }: StayTools, payload: BookingPayload, paymentId: PaymentId, times: Times): void {
  const { bookingId, guestId, currency, totalMinor } = payload;
  sinks.payments.add({
    id: paymentId,
    bookingId,
    guestId,
    purpose: "stay",
    status: "open",
    currency,
    amountMinor: totalMinor,
    refundedMinor: 0,
    feeMinor: null,
    intentId: null,
    chargeId: null,
    cardBrand: null,
    cardLast4: null,
    failureCode: null,
    payableUntil: addMs(times.heldAt, HOLD_MINUTES * MINUTE_MS),
    createdAt: times.heldAt,
    settledAt: null,
  });
}

function addRefund(
  { sinks, events }: StayTools,
  payer: {
    paymentId: PaymentId;
    bookingId: BookingId;
    guestId: PersonId;
    currency: string;
    amountMinor: number;
  },
  { refundId, sentAt }: { refundId: RefundId; sentAt: Date },
  status: DemoStatus,
  requestedAt: Date,
): void {
  const reason = status === "cancelled_by_host" ? "cancelled_by_host" : "cancelled_by_guest";
  const { paymentId, bookingId, currency, amountMinor } = payer;
  sinks.refunds.add({
    id: refundId,
    paymentId,
    bookingId,
    amountMinor,
    currency,
    reason,
    status: "succeeded",
    gatewayRefundId: `re_demo${bookingId.slice(-20)}`,
    failure: null,
    requestedAt,
    settledAt: sentAt,
  });
  events.note(refundRequested, { ...payer, refundId, reason }, requestedAt);
  events.note(refundSucceeded, { ...payer, refundId, reason }, sentAt);
}
