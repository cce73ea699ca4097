/**
 * Ends holds that lapsed without a payment and frees their nights.
 *
 * Bounded; one transaction per hold, so that locks of different stays are never taken together. A hold that was paid or
 * taken meanwhile is left as it is: status and claims are compared, and only rows of kind hold are freed.
 */
import { Allowance, type Bounds, type RunOutcome } from "@/server/events/bounded-run";
import { publish } from "@/server/events/publish";
import { bookingExpired } from "@/server/modules/bookings/events";
import { toPayload } from "@/server/modules/bookings/payload";
import { changeStatus, listDue, lockBookingUnscoped } from "@/server/modules/bookings/store";
import { releaseClaims } from "@/server/modules/calendar/release-claims";
import type { SystemCtx } from "@/server/platform/context";
import { inTransaction, type Tx } from "@/server/platform/db";
import { type BookingId, uuidOf } from "@/server/primitives/id";

export async function expireHolds(ctx: SystemCtx, bounds: Bounds): Promise<RunOutcome> {
  const allowance = new Allowance(bounds);
  const due = await listDue(ctx.db, "hold_expiry", ctx.now, bounds.recordsMax);
  let handled = 0;
  for (const bookingId of due) {
    if (allowance.isSpent) break;
    allowance.spend(1);
    await expireHold(ctx, bookingId, { early: false, reason: "the hold lapsed" });
    handled += 1;
  }
  return { claimed: handled, handled, failed: 0, lagAfter: due.length - handled };
}

type ExpiryCtx = Pick<SystemCtx, "db" | "now" | "trace">;

/** Ends one hold; `early` ends it before its time, when the guest gave it up for another. */
export function expireHold(
  ctx: ExpiryCtx,
  bookingId: BookingId,
  how: { readonly early: boolean; readonly reason: string },
): Promise<boolean> {
  return inTransaction(ctx, (tx) => endHold(tx, ctx, bookingId, how));
}

async function endHold(
  tx: Tx,
  ctx: ExpiryCtx,
  bookingId: BookingId,
  how: { readonly early: boolean; readonly reason: string },
): Promise<boolean> {
  const { now, trace } = ctx;
  const booking = await lockBookingUnscoped(tx, bookingId);
  if (booking?.status !== "held" || (!how.early && booking.holdExpiresAt > now)) return false;
  const ended = await changeStatus(tx, {
    bookingId,
    from: "held",
    to: "expired",
    actorKind: how.early ? "guest" : "system",
    actorId: how.early ? booking.guestId : undefined,
    reason: how.reason,
    at: now,
  });
  if (!ended) return false;
  await releaseClaims(tx, { claimId: uuidOf(bookingId), kinds: ["hold"], now, trace });
  await publish(tx, bookingExpired, { payload: toPayload(booking), at: now, trace });
  return true;
}
