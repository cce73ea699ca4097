/** Tells the guest that the gateway has sent their money back. */
import { defineExternalConsumer } from "@/server/events/define-consumer";
import { amountOf } from "@/server/modules/notifications/amount";
import { deliver } from "@/server/modules/notifications/deliver";
import { readStay } from "@/server/modules/notifications/stay-facts";
import { refundSucceeded } from "@/server/modules/payments/events";

export const emailGuestOnRefundSucceeded = defineExternalConsumer({
  name: "notifications.email-guest-on-refund-succeeded",
  reactions(to) {
    to.on(refundSucceeded, (ctx, event) => {
      const { bookingId, guestId, amountMinor, currency } = event.payload;
      return deliver(ctx, {
        event,
        template: "payment-refund-succeeded",
        recipientId: guestId,
        bookingId,
        async compose() {
          const { facts } = await readStay(ctx, bookingId);
          return { facts: { ...facts, amount: amountOf(amountMinor, currency) } };
        },
      });
    });
  },
});
