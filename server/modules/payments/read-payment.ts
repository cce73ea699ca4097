/** A guest reads the payment of their own booking. One statement. Refuses with `payment_not_found`. */
import type { PaymentView } from "@/server/modules/payments/contract";
import { type PaymentRow, readPaymentOfGuest } from "@/server/modules/payments/store";
import type { GuestCtx } from "@/server/platform/context";
import type { BookingId } from "@/server/primitives/id";
import { money } from "@/server/primitives/money";
import { refuse } from "@/server/primitives/refusal";

export async function readPayment(ctx: GuestCtx, input: { bookingId: BookingId }): Promise<PaymentView> {
  const { bookingId } = input;
  const payment = await readPaymentOfGuest(ctx.db, bookingId, ctx.actor.personId);
  if (!payment) throw refuse("payment_not_found", { bookingId });
  return toPaymentView(payment);
}

export function toPaymentView(payment: PaymentRow): PaymentView {
  const { currency } = payment;
  return {
    paymentId: payment.id,
    status: payment.status,
    amount: money(payment.amountMinor, currency),
    refunded: money(payment.refundedMinor, currency),
    cardBrand: payment.cardBrand,
    cardLast4: payment.cardLast4,
    failureCode: payment.failureCode,
    settledAt: payment.settledAt,
  };
}
