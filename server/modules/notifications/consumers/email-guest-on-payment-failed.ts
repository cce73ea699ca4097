/** Tells the guest that nothing was charged, why, and until when the nights wait for another try. */
import { defineExternalConsumer } from "@/server/events/define-consumer";
import { amountOf } from "@/server/modules/notifications/amount";
import { deliver } from "@/server/modules/notifications/deliver";
import { readStay } from "@/server/modules/notifications/stay-facts";
import { paymentFailed } from "@/server/modules/payments/events";

export const emailGuestOnPaymentFailed = defineExternalConsumer({
  name: "notifications.email-guest-on-payment-failed",
  reactions(to) {
    to.on(paymentFailed, (ctx, event) => {
      const { bookingId, guestId, amountMinor, currency, failureCode } = event.payload;
      return deliver(ctx, {
        event,
        template: "payment-failed",
        recipientId: guestId,
        bookingId,
        async compose() {
          const { facts, booking } = await readStay(ctx, bookingId);
          const { holdExpiresAt } = booking;
          const heldUntil = holdExpiresAt > ctx.now ? holdExpiresAt.toISOString() : null;
          return {
            facts: { ...facts, amount: amountOf(amountMinor, currency), failureCode, heldUntil },
          };
        },
      });
    });
  },
});
