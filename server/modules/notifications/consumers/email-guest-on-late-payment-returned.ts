/** Tells the guest that a payment came after the hold had ended and the nights were gone, and that it goes back. */
import { defineExternalConsumer } from "@/server/events/define-consumer";
import { latePaymentReturned } from "@/server/modules/bookings/events";
import { amountOf } from "@/server/modules/notifications/amount";
import { deliver } from "@/server/modules/notifications/deliver";
import { readStay } from "@/server/modules/notifications/stay-facts";

export const emailGuestOnLatePaymentReturned = defineExternalConsumer({
  name: "notifications.email-guest-on-late-payment-returned",
  reactions(to) {
    to.on(latePaymentReturned, (ctx, event) => {
      const { bookingId, guestId, refundMinor, currency } = event.payload;
      return deliver(ctx, {
        event,
        template: "booking-late-payment-returned",
        recipientId: guestId,
        bookingId,
        async compose() {
          const { facts } = await readStay(ctx, bookingId);
          return { facts: { ...facts, amount: amountOf(refundMinor, currency) } };
        },
      });
    });
  },
});
