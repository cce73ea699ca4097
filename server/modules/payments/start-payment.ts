/**
 * Gives a guest what their browser or app needs to pay a held stay with the gateway itself.
 *
 * Calls the gateway outside any transaction; the intent is made once per payment (idempotent by its id) and remembered,
 * so a repeat gives the same client secret. A repeat after a crash between the two steps finds the same intent.
 *
 * Refuses with `payment_not_found`, `payment_not_payable` (paid already, or the hold lapsed) and `temporarily_unavailable`.
 */
import type { z } from "zod";
import type { startPaymentOutput } from "@/server/modules/payments/contract";
import { nextSyncOf, whyNotPayable } from "@/server/modules/payments/rules";
import { noteIntent, type PaymentRow, readPaymentOfGuest } from "@/server/modules/payments/store";
import type { GuestCtx } from "@/server/platform/context";
import { GatewayUnavailable, type PaymentIntent } from "@/server/platform/ports";
import { assertPresent } from "@/server/primitives/assert";
import type { BookingId } from "@/server/primitives/id";
import { money } from "@/server/primitives/money";
import { refuse } from "@/server/primitives/refusal";

export async function startPayment(
  ctx: GuestCtx,
  input: { bookingId: BookingId },
): Promise<z.output<typeof startPaymentOutput>> {
  const { bookingId } = input;
  const payment = await readPaymentOfGuest(ctx.db, bookingId, ctx.actor.personId);
  if (!payment) throw refuse("payment_not_found", { bookingId });
  const code = whyNotPayable(payment, ctx.now);
  if (code) throw refuse(code, { bookingId, status: payment.status });
  const intent = await openIntent(ctx, payment);
  const { payments: gateway } = ctx.ports;
  return {
    paymentId: payment.id,
    intentId: intent.intentId,
    clientSecret: assertPresent(intent.clientSecret, "the intent's client secret"),
    publishableKey: gateway.publishableKey,
    apiBase: gateway.apiBase,
    amount: money(payment.amountMinor, payment.currency),
    payableUntil: payment.payableUntil,
  };
}

async function openIntent(ctx: GuestCtx, payment: PaymentRow): Promise<PaymentIntent> {
  const { payments: gateway } = ctx.ports;
  try {
    if (payment.intentId !== null) return await gateway.readIntent(payment.intentId);
    const intent = await gateway.createIntent({
      paymentId: payment.id,
      amount: money(payment.amountMinor, payment.currency),
      captureMethod: "automatic",
      description: `Roost stay ${payment.bookingId}`,
      metadata: { payment_id: payment.id, booking_id: payment.bookingId },
    });
    const { id: paymentId } = payment;
    const nextSyncAt = nextSyncOf(ctx.now, ctx.now);
    await noteIntent(ctx.db, { paymentId, intentId: intent.intentId, nextSyncAt });
    return intent;
  } catch (error) {
    if (!(error instanceof GatewayUnavailable)) throw error;
    ctx.log.warn({ err: error, paymentId: payment.id }, "the payment gateway did not answer");
    throw refuse("temporarily_unavailable", { service: "payments" });
  }
}
