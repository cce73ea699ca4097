/**
 * What becomes of a booking whose payment succeeded: confirmed, or the money goes back. Never both, never neither.
 *
 * Runs in the transaction of the event that told of the payment. A confirmation is two statements: one locks and reads the
 * booking, one writes everything. The row lock makes it take turns with expiry and cancellation. A hold that lapsed is booked after all when its nights are still free and the stay lies ahead; else the
 * whole payment is promised back and the guest is told. A repeat finds the booking settled and does nothing.
 */
import { publish, toEventRow } from "@/server/events/publish";
import { bookingConfirmed, bookingExpired, latePaymentReturned } from "@/server/modules/bookings/events";
import { type Booking, splitOf, toPayload } from "@/server/modules/bookings/payload";
import { awaitsPayment, isStillBookable } from "@/server/modules/bookings/rules";
import {
  type ConfirmRows,
  changeStatus,
  confirmStay,
  lockBookingUnscoped,
} from "@/server/modules/bookings/store";
import { nightsChanged } from "@/server/modules/calendar/events";
import { releaseClaims } from "@/server/modules/calendar/release-claims";
import { recordLatePayment, toConfirmedMoney } from "@/server/modules/payments/ledger/record-booking-money";
import { requestRefund } from "@/server/modules/payments/request-refund";
import type { Tx } from "@/server/platform/db";
import { assertPresent } from "@/server/primitives/assert";
import { type BookingId, uuidOf } from "@/server/primitives/id";
import { daysBetween } from "@/server/primitives/local-date";
import { money } from "@/server/primitives/money";
import { nightCount } from "@/server/primitives/stay";
import { dateAt } from "@/server/primitives/zoned";

interface SettleCtx {
  readonly tx: Tx;
  readonly now: Date;
  readonly trace: string;
}

export async function settlePaidBooking(ctx: SettleCtx, input: { bookingId: BookingId }): Promise<void> {
  const booking = assertPresent(
    await lockBookingUnscoped(ctx.tx, input.bookingId),
    "the booking of a payment",
  );
  if (!awaitsPayment(booking.status)) return;
  const timeZone = booking.snapshot.timeZone;
  const isAhead =
    booking.status === "held" || isStillBookable({ checkIn: booking.checkIn, timeZone }, ctx.now);
  if (isAhead && (await confirmed(ctx, booking))) return;
  await returnMoney(ctx, booking);
}

/** False when somebody else has a night by now; then nothing was written. */
async function confirmed(ctx: SettleCtx, booking: Booking): Promise<boolean> {
  return (await confirmStay(ctx.tx, toConfirmRows(ctx, booking))) === "confirmed";
}

/** The rows that `confirmStay` writes. */
function toConfirmRows({ now, trace }: SettleCtx, booking: Booking): ConfirmRows {
  const { id: bookingId, listingId, hostId, snapshot, checkIn, checkOut } = booking;
  const { timeZone, checkInFromMinutes, cancellationPolicy } = snapshot;
  const isLate = booking.status === "expired" || booking.holdExpiresAt <= now;
  const bookedOn = dateAt(now, timeZone);
  const payload = {
    ...toPayload(booking),
    ...{ cancellationPolicy, bookedOn, leadDays: daysBetween(bookedOn, checkIn) },
  };
  const night = { listingId, checkIn, checkOut, cause: "booked" as const };
  return {
    transition: {
      bookingId,
      fromStatus: booking.status,
      reason: isLate ? "paid after the hold lapsed, nights still free" : "paid in full",
      at: now,
    },
    money: toConfirmedMoney({
      bookingId,
      hostId,
      total: money(booking.totalMinor, booking.currency),
      split: splitOf(booking),
      schedule: { checkIn, nightCount: nightCount({ checkIn, checkOut }), timeZone, checkInFromMinutes },
      now,
    }),
    events: [
      toEventRow(nightsChanged, { payload: night, at: now, trace }),
      toEventRow(bookingConfirmed, { payload, at: now, trace }),
    ],
  };
}

async function returnMoney(ctx: SettleCtx, booking: Booking): Promise<void> {
  const { tx, now, trace } = ctx;
  if (booking.status === "held") await endHold(ctx, booking);
  const amount = money(booking.totalMinor, booking.currency);
  await recordLatePayment(tx, { bookingId: booking.id, amount, now });
  const refundId = await requestRefund(tx, {
    bookingId: booking.id,
    amountMinor: amount.amountMinor,
    reason: "late_payment",
    now,
    trace,
  });
  if (!refundId) return;
  const payload = { ...toPayload(booking), refundMinor: amount.amountMinor };
  await publish(tx, latePaymentReturned, { payload, at: now, trace });
}

/** The hold had lapsed and its nights were taken, before the cron came by. */
async function endHold(ctx: SettleCtx, booking: Booking): Promise<void> {
  const { tx, now, trace } = ctx;
  await changeStatus(tx, {
    bookingId: booking.id,
    from: "held",
    to: "expired",
    actorKind: "system",
    actorId: undefined,
    reason: "the hold lapsed and another guest has the nights",
    at: now,
  });
  await releaseClaims(tx, { claimId: uuidOf(booking.id), kinds: ["hold"], now, trace });
  await publish(tx, bookingExpired, { payload: toPayload(booking), at: now, trace });
}
