/** The payment of a stay as it is opened with its hold: what `hold_stay` writes beside the booking. Pure. */
import type { payments } from "@/server/modules/payments/tables";
import { type BookingId, newId, type PersonId } from "@/server/primitives/id";
import type { Money } from "@/server/primitives/money";

export function openPayment(input: {
  readonly bookingId: BookingId;
  readonly guestId: PersonId;
  readonly amount: Money;
  readonly payableUntil: Date;
  readonly now: Date;
}): typeof payments.$inferInsert {
  const { bookingId, guestId, amount, payableUntil, now } = input;
  return {
    id: newId("payment", now.getTime()),
    bookingId,
    guestId,
    purpose: "stay",
    status: "open",
    currency: amount.currency,
    amountMinor: amount.amountMinor,
    refundedMinor: 0,
    payableUntil,
    createdAt: now,
  };
}
