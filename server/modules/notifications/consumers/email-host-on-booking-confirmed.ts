/** Tells the host who is coming, when, and what they receive for it. */
import { defineExternalConsumer } from "@/server/events/define-consumer";
import { bookingConfirmed } from "@/server/modules/bookings/events";
import { amountOf } from "@/server/modules/notifications/amount";
import { deliver } from "@/server/modules/notifications/deliver";
import { readStay } from "@/server/modules/notifications/stay-facts";

export const emailHostOnBookingConfirmed = defineExternalConsumer({
  name: "notifications.email-host-on-booking-confirmed",
  reactions(to) {
    to.on(bookingConfirmed, (ctx, event) => {
      const { bookingId, hostId, nightsMinor, hostFeesMinor, hostFeeMinor, currency } = event.payload;
      return deliver(ctx, {
        event,
        template: "booking-confirmed-host",
        recipientId: hostId,
        bookingId,
        async compose() {
          const { facts } = await readStay(ctx, bookingId);
          const grossMinor = nightsMinor + hostFeesMinor;
          return {
            facts: {
              ...facts,
              gross: amountOf(grossMinor, currency),
              hostFee: amountOf(hostFeeMinor, currency),
              net: amountOf(grossMinor - hostFeeMinor, currency),
            },
          };
        },
      });
    });
  },
});
