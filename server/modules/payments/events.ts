/** Events that payments publish. Amounts are minor units of `currency`. */
import { z } from "zod";
import { defineEvent } from "@/server/events/define-event";
import { idContract } from "@/server/primitives/contracts";

const base = z.object({
  paymentId: idContract("payment"),
  bookingId: idContract("booking"),
  guestId: idContract("person"),
  currency: z.string(),
  amountMinor: z.int(),
});

export const paymentSucceeded = defineEvent({
  type: "payment.succeeded",
  version: 1,
  topic: "payments",
  summary: "The gateway has the guest's money.",
  payload: base.extend({
    intentId: z.string(),
    chargeId: z.string().nullable(),
    feeMinor: z.int().nullable(),
  }),
  keyOf: (p) => p.bookingId,
});

export const paymentFailed = defineEvent({
  type: "payment.failed",
  version: 1,
  topic: "payments",
  summary: "A try to pay was declined; the hold stands until it lapses.",
  payload: base.extend({ failureCode: z.string() }),
  keyOf: (p) => p.bookingId,
});

export const refundRequested = defineEvent({
  type: "payment.refund_requested",
  version: 1,
  topic: "payments",
  summary: "Money is to go back to a guest.",
  payload: base.extend({ refundId: idContract("refund"), reason: z.string() }),
  keyOf: (p) => p.bookingId,
});

export const refundSucceeded = defineEvent({
  type: "payment.refund_succeeded",
  version: 1,
  topic: "payments",
  summary: "The gateway sent money back to a guest.",
  payload: base.extend({ refundId: idContract("refund"), reason: z.string() }),
  keyOf: (p) => p.bookingId,
});

export const refundFailed = defineEvent({
  type: "payment.refund_failed",
  version: 1,
  topic: "payments",
  summary: "The gateway could not send money back; an operator must look.",
  payload: base.extend({ refundId: idContract("refund"), reason: z.string(), failure: z.string() }),
  keyOf: (p) => p.bookingId,
});
