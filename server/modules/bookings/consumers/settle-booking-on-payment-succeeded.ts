/**
 * Confirms the booking that was paid, or sends the money back, in the transaction that moves this consumer's position:
 * delivery may repeat, the effect does not.
 */
import { defineDatabaseConsumer } from "@/server/events/define-consumer";
import { settlePaidBooking } from "@/server/modules/bookings/settle-paid-booking";
import { paymentSucceeded } from "@/server/modules/payments/events";

export const settleBookingOnPaymentSucceeded = defineDatabaseConsumer({
  name: "bookings.settle-booking-on-payment-succeeded",
  attemptsMax: 20,
  reactions(to) {
    to.on(paymentSucceeded, (ctx, event) => settlePaidBooking(ctx, { bookingId: event.payload.bookingId }));
  },
});
