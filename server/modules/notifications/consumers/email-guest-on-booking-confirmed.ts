/**
 * Sends the guest one confirmation per confirmed booking: address, check-in, price, and until when plans may change.
 *
 * Delivery is at least once and may be late, so the letter is made of the event and of what was frozen into the booking,
 * never of its status, which may already say "cancelled".
 */
import { defineExternalConsumer } from "@/server/events/define-consumer";
import { bookingConfirmed } from "@/server/modules/bookings/events";
import { deliver } from "@/server/modules/notifications/deliver";
import { readStay, type StayOfLetter } from "@/server/modules/notifications/stay-facts";
import { computeRefundSteps } from "@/server/modules/pricing/compute-cancellation";
import { money } from "@/server/primitives/money";

export const emailGuestOnBookingConfirmed = defineExternalConsumer({
  name: "notifications.email-guest-on-booking-confirmed",
  reactions(to) {
    to.on(bookingConfirmed, (ctx, event) => {
      const { bookingId, guestId } = event.payload;
      return deliver(ctx, {
        event,
        template: "booking-confirmed",
        recipientId: guestId,
        bookingId,
        async compose() {
          const stay = await readStay(ctx, bookingId);
          const { addressLine, postalCode, checkInNote, quote } = stay.booking.snapshot;
          const { lines, total } = quote;
          const steps = stepsOf(stay, event.occurredAt);
          return {
            facts: { ...stay.facts, addressLine, postalCode, checkInNote, lines, total, steps },
          };
        },
      });
    });
  },
});

function stepsOf({ booking }: StayOfLetter, bookedAt: Date) {
  const { snapshot, checkIn, checkOut } = booking;
  const { quote } = snapshot;
  const facts = {
    policy: snapshot.cancellationPolicy,
    stay: { checkIn, checkOut },
    timeZone: snapshot.timeZone,
    checkInFromMinutes: snapshot.checkInFromMinutes,
    bookedAt,
    lines: quote.lines,
    nightAmountsMinor: quote.nightAmountsMinor,
    totalMinor: quote.total.amountMinor,
    hostFeeMinor: quote.hostFeeMinor,
  };
  return computeRefundSteps(facts, bookedAt).map(({ until, refundMinor, kind }) => ({
    until: until?.toISOString() ?? null,
    refund: money(refundMinor, quote.total.currency),
    kind,
  }));
}
