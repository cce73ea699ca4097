/** Tells the host that a stay is off, who cancelled it, and what they keep after the host service fee. */
import { defineExternalConsumer } from "@/server/events/define-consumer";
import { type BookingPayload, bookingCancelled } from "@/server/modules/bookings/events";
import { amountOf } from "@/server/modules/notifications/amount";
import { deliver } from "@/server/modules/notifications/deliver";
import { readStay } from "@/server/modules/notifications/stay-facts";

export const emailHostOnBookingCancelled = defineExternalConsumer({
  name: "notifications.email-host-on-booking-cancelled",
  reactions(to) {
    to.on(bookingCancelled, (ctx, event) => {
      const { bookingId, hostId, by, reason, currency } = event.payload;
      return deliver(ctx, {
        event,
        template: "booking-cancelled-host",
        recipientId: hostId,
        bookingId,
        async compose() {
          const { facts } = await readStay(ctx, bookingId);
          return { facts: { ...facts, by, reason, keeps: amountOf(keptMinor(event.payload), currency) } };
        },
      });
    });
  },
});

type Refunds = { nightsRefundMinor: number; hostFeesRefundMinor: number; hostFeeRefundMinor: number };

/** Nights and host fees less what went back of them, less the host service fee on the rest. */
function keptMinor(payload: BookingPayload & Refunds): number {
  const nights = payload.nightsMinor - payload.nightsRefundMinor;
  const fees = payload.hostFeesMinor - payload.hostFeesRefundMinor;
  return nights + fees - (payload.hostFeeMinor - payload.hostFeeRefundMinor);
}
