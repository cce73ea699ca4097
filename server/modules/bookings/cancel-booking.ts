/**
 * Cancels a confirmed stay: previews and executes with the one function that the timeline used.
 *
 * Executing is one transaction and no network call; the refund is sent afterwards by a consumer of payments. The booking's
 * guest, its host or an operator may; for anybody else it is not found. The host's cancelling keeps the nights blocked.
 *
 * Refuses with `booking_not_found`, `booking_not_cancellable` and, when time or anything else made the refund another one
 * than the person was shown, `refund_changed` with the new preview.
 */
import { publish } from "@/server/events/publish";
import type { BookingStatus, Cancellation } from "@/server/modules/bookings/contract";
import { bookingCancelled } from "@/server/modules/bookings/events";
import { type Booking, paidFactsOf, splitOf, toPayload } from "@/server/modules/bookings/payload";
import { whyNotCancellable } from "@/server/modules/bookings/rules";
import { changeStatus, lockBookingUnscoped, readBookingUnscoped } from "@/server/modules/bookings/store";
import { keepNightsBlocked } from "@/server/modules/calendar/keep-nights-blocked";
import { releaseClaims } from "@/server/modules/calendar/release-claims";
import { recordCancelled } from "@/server/modules/payments/ledger/record-booking-money";
import { requestRefund } from "@/server/modules/payments/request-refund";
import {
  type ComputedCancellation,
  computeCancellation,
} from "@/server/modules/pricing/compute-cancellation";
import type { CancelledBy } from "@/server/modules/pricing/refund-shares";
import type { GuestCtx } from "@/server/platform/context";
import { inTransaction, type Tx } from "@/server/platform/db";
import { assert } from "@/server/primitives/assert";
import { type BookingId, uuidOf } from "@/server/primitives/id";
import { type Currency, money } from "@/server/primitives/money";
import { refuse } from "@/server/primitives/refusal";
import { dateAt } from "@/server/primitives/zoned";

/** In which role somebody may cancel a booking; undefined: it is none of their business. */
function roleOf(ctx: GuestCtx, booking: Booking | undefined): CancelledBy | undefined {
  if (booking?.guestId === ctx.actor.personId) return "guest";
  if (booking?.hostId === ctx.actor.personId) return "host";
  return booking && ctx.actor.isOperator ? "operator" : undefined;
}

function toPreview(computed: ComputedCancellation, currency: Currency, asOf: Date): Cancellation {
  return {
    refund: money(computed.refundMinor, currency),
    hostKeeps: money(computed.hostKeepsMinor, currency),
    derivation: computed.parts.map((part) => ({ ...part })),
    asOf,
  };
}

export async function previewCancellation(
  ctx: GuestCtx,
  input: { bookingId: BookingId },
): Promise<Cancellation> {
  const { bookingId } = input;
  const booking = await readBookingUnscoped(ctx.db, bookingId);
  const by = roleOf(ctx, booking);
  if (!booking || !by) throw refuse("booking_not_found", { bookingId });
  const code = whyNotCancellable(booking.status);
  if (code) throw refuse(code, { bookingId, status: booking.status });
  return toPreview(computeCancellation(paidFactsOf(booking), by, ctx.now), booking.currency, ctx.now);
}

export interface CancelInput {
  readonly bookingId: BookingId;
  readonly reason: string;
  readonly expectedRefundMinor: number;
}
export interface CancelAnswer {
  readonly bookingId: BookingId;
  readonly status: BookingStatus;
  readonly cancellation: Cancellation;
}

export function cancelBooking(ctx: GuestCtx, input: CancelInput): Promise<CancelAnswer> {
  const { bookingId } = input;
  return inTransaction(ctx, async (tx) => {
    // The row lock makes cancelling, check-in and a second cancelling take turns on one booking.
    const booking = await lockBookingUnscoped(tx, bookingId);
    const by = roleOf(ctx, booking);
    if (!booking || !by) throw refuse("booking_not_found", { bookingId });
    const code = whyNotCancellable(booking.status);
    if (code) throw refuse(code, { bookingId, status: booking.status });
    const computed = computeCancellation(paidFactsOf(booking), by, ctx.now);
    const cancellation = toPreview(computed, booking.currency, ctx.now);
    if (computed.refundMinor !== input.expectedRefundMinor) throw refuse("refund_changed", { cancellation });
    const status = await end(tx, ctx, booking, by, input.reason, computed.refundMinor);
    await freeNights(tx, ctx, booking, by);
    await moveMoney(tx, ctx, booking, by, computed);
    await tell(tx, ctx, booking, by, input.reason, computed);
    return { bookingId, status, cancellation };
  });
}

async function end(
  tx: Tx,
  ctx: GuestCtx,
  booking: Booking,
  by: CancelledBy,
  reason: string,
  refundMinor: number,
): Promise<BookingStatus> {
  const to = `cancelled_by_${by}` as const;
  const moved = await changeStatus(tx, {
    bookingId: booking.id,
    from: booking.status,
    to,
    actorKind: by,
    actorId: ctx.actor.personId,
    reason,
    at: ctx.now,
    set: { cancelledAt: ctx.now, refundMinor },
  });
  assert(moved, "a locked booking changed its status");
  return to;
}

async function freeNights(tx: Tx, ctx: GuestCtx, booking: Booking, by: CancelledBy): Promise<void> {
  const { now, trace } = ctx;
  await releaseClaims(tx, { claimId: uuidOf(booking.id), kinds: ["hold", "booking"], now, trace });
  if (by !== "host") return;
  const { listingId, checkIn, checkOut, code } = booking;
  await keepNightsBlocked(tx, {
    listingId,
    stay: { checkIn, checkOut },
    note: `Cancelled ${code}`,
    now,
    trace,
  });
}

/** What host, market and tax office keep is what was theirs less what the cancellation takes back. */
async function moveMoney(
  tx: Tx,
  ctx: GuestCtx,
  booking: Booking,
  by: CancelledBy,
  computed: ComputedCancellation,
): Promise<void> {
  const { now, trace } = ctx;
  const refunded = (what: string) =>
    computed.parts.filter((part) => part.what === what).reduce((sum, part) => sum + part.refundMinor, 0);
  const split = splitOf(booking);
  await recordCancelled(tx, {
    bookingId: booking.id,
    refundMinor: computed.refundMinor,
    kept: {
      hostMinor: computed.hostKeepsMinor,
      feeMinor: split.feeMinor - refunded("guest_service_fee") - computed.hostFeeRefundMinor,
      taxMinor: split.taxMinor - refunded("tax"),
    },
    description: `Cancelled by ${by}`,
    now,
  });
  if (computed.refundMinor === 0) return;
  const reason = `cancelled_by_${by}` as const;
  await requestRefund(tx, { bookingId: booking.id, amountMinor: computed.refundMinor, reason, now, trace });
}

async function tell(
  tx: Tx,
  ctx: GuestCtx,
  booking: Booking,
  by: CancelledBy,
  reason: string,
  computed: ComputedCancellation,
): Promise<void> {
  const refunded = (...what: string[]) =>
    computed.parts
      .filter((part) => what.includes(part.what))
      .reduce((sum, part) => sum + part.refundMinor, 0);
  await publish(tx, bookingCancelled, {
    payload: {
      ...toPayload(booking),
      by,
      reason,
      refundMinor: computed.refundMinor,
      nightsRefundMinor: refunded("nights"),
      hostFeesRefundMinor: refunded("host_fees", "cleaning_fee"),
      guestFeeRefundMinor: refunded("guest_service_fee"),
      hostFeeRefundMinor: computed.hostFeeRefundMinor,
      taxRefundMinor: refunded("tax"),
      bookedOn: dateAt(booking.confirmedAt ?? booking.heldAt, booking.snapshot.timeZone),
    },
    at: ctx.now,
    trace: ctx.trace,
  });
}
