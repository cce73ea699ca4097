/** A guest reads the payment of their own booking. One statement. Refuses with `payment_not_found`. */
import type { PaymentView } from "@/server/modules/payments/contract";
import { type PaymentRow, readPaymentOfGuest } from "@/server/modules/payments/store";
import type { GuestCtx } from "@/server/platform/context";
import type { BookingId } from "@/server/primitives/id";
import { money } from "@/server/primitives/money";
import { refuse } from "@/server/primitives/refusal";

export async function readPayment(ctx: GuestCtx, input: { bookingId: BookingId }): Promise<PaymentView> {
  const payment = await readPaymentIfAny(ctx, input);
  if (!payment) throw refuse("payment_not_found", { bookingId: input.bookingId });
  return payment;
}

/** For the page of a booking, which shows itself with or without one. */
export async function readPaymentIfAny(
  ctx: GuestCtx,
  input: { bookingId: BookingId },
): Promise<PaymentView | null> {
  const payment = await readPaymentOfGuest(ctx.db, input.bookingId, ctx.actor.personId);
  return payment ? toPaymentView(payment) : null;
}

function toPaymentView(payment: PaymentRow): PaymentView {
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
