/**
 * Sends each promised refund to the gateway once.
 *
 * Delivery is at least once; our refund id is the gateway's idempotency key, and the row is moved by compare-and-swap, so
 * a repeat sends nothing. Tried for long: the sweep `sync-payments` goes on where this gives up.
 */
import { defineExternalConsumer } from "@/server/events/define-consumer";
import { refundRequested } from "@/server/modules/payments/events";
import { sendRefund } from "@/server/modules/payments/send-refund";

export const sendRefundOnRefundRequested = defineExternalConsumer({
  name: "payments.send-refund-on-refund-requested",
  attemptsMax: 12,
  reactions(to) {
    to.on(refundRequested, (ctx, event) => sendRefund(ctx, event.payload.refundId));
  },
});
