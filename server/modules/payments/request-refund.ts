/**
 * Promises a guest money back, inside the caller's transaction; a consumer sends it afterwards.
 *
 * A booking has one refund per reason, so a repeat promises nothing and answers undefined. Refuses with
 * `refund_exceeds_charge`: the row lock makes racing refunds take turns, and what is promised counts as gone.
 */
import { publish } from "@/server/events/publish";
import { refundRequested } from "@/server/modules/payments/events";
import { insertRefund, lockPaymentOfBooking, savePayment } from "@/server/modules/payments/store";
import type { refunds } from "@/server/modules/payments/tables";
import type { Tx } from "@/server/platform/db";
import { type BookingId, newId, type RefundId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

export async function requestRefund(
  tx: Tx,
  input: {
    readonly bookingId: BookingId;
    readonly amountMinor: number;
    readonly reason: (typeof refunds.$inferSelect)["reason"];
    readonly now: Date;
    readonly trace: string;
  },
): Promise<RefundId | undefined> {
  const { bookingId, amountMinor, reason, now, trace } = input;
  const payment = await lockPaymentOfBooking(tx, bookingId);
  if (payment?.status !== "succeeded") throw refuse("refund_exceeds_charge", { bookingId });
  const refundId = newId("refund", now.getTime());
  const isNew = await insertRefund(tx, {
    id: refundId,
    paymentId: payment.id,
    bookingId,
    amountMinor,
    currency: payment.currency,
    reason,
    status: "requested",
    requestedAt: now,
  });
  if (!isNew) return undefined;
  if (amountMinor <= 0 || payment.refundedMinor + amountMinor > payment.amountMinor)
    throw refuse("refund_exceeds_charge", {
      paidMinor: payment.amountMinor,
      refundedMinor: payment.refundedMinor,
    });
  await savePayment(tx, payment.id, { refundedMinor: payment.refundedMinor + amountMinor });
  const { guestId, currency } = payment;
  await publish(tx, refundRequested, {
    payload: { paymentId: payment.id, bookingId, guestId, currency, amountMinor, refundId, reason },
    at: now,
    trace,
  });
  return refundId;
}
