/** Tells the guest that the stay is off, who cancelled it, and what goes back. */
import { defineExternalConsumer } from "@/server/events/define-consumer";
import { bookingCancelled } from "@/server/modules/bookings/events";
import { amountOf } from "@/server/modules/notifications/amount";
import { deliver } from "@/server/modules/notifications/deliver";
import { readStay } from "@/server/modules/notifications/stay-facts";

export const emailGuestOnBookingCancelled = defineExternalConsumer({
  name: "notifications.email-guest-on-booking-cancelled",
  reactions(to) {
    to.on(bookingCancelled, (ctx, event) => {
      const { bookingId, guestId, by, reason, totalMinor, refundMinor, currency } = event.payload;
      return deliver(ctx, {
        event,
        template: "booking-cancelled",
        recipientId: guestId,
        bookingId,
        async compose() {
          const { facts } = await readStay(ctx, bookingId);
          const paid = amountOf(totalMinor, currency);
          return { facts: { ...facts, by, reason, paid, refund: amountOf(refundMinor, currency) } };
        },
      });
    });
  },
});
