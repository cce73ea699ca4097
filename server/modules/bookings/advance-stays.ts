/**
 * Lets stays begin and end by the clock of each listing: confirmed → checked in at check-in time, checked in → completed
 * at check-out time. Bounded; one transaction per booking, whose row lock makes it take turns with a cancellation.
 */
import { Allowance, type Bounds, type RunOutcome } from "@/server/events/bounded-run";
import { publish } from "@/server/events/publish";
import { bookingCheckedIn, bookingCompleted } from "@/server/modules/bookings/events";
import { toPayload } from "@/server/modules/bookings/payload";
import { changeStatus, listDue, lockBookingUnscoped } from "@/server/modules/bookings/store";
import type { SystemCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import type { BookingId } from "@/server/primitives/id";

const BEGIN = {
  from: "confirmed",
  to: "checked_in",
  reason: "check-in time",
  event: bookingCheckedIn,
} as const;
const END = {
  from: "checked_in",
  to: "completed",
  reason: "check-out time",
  event: bookingCompleted,
} as const;

export async function advanceStays(ctx: SystemCtx, bounds: Bounds): Promise<RunOutcome> {
  const allowance = new Allowance(bounds);
  let claimed = 0;
  let handled = 0;
  for (const [what, step] of [["check_in", BEGIN] as const, ["check_out", END] as const])
    for (const bookingId of await listDue(ctx.db, what, ctx.now, allowance.recordsLeft)) {
      if (allowance.isSpent) break;
      allowance.spend(1);
      claimed += 1;
      if (await advanceOne(ctx, bookingId, step)) handled += 1;
    }
  return { claimed, handled, failed: 0, lagAfter: 0 };
}

function advanceOne(ctx: SystemCtx, bookingId: BookingId, step: typeof BEGIN | typeof END): Promise<boolean> {
  const { now, trace } = ctx;
  return inTransaction(ctx, async (tx) => {
    const booking = await lockBookingUnscoped(tx, bookingId);
    if (booking?.status !== step.from) return false;
    const set = step.to === "checked_in" ? { checkedInAt: now } : { completedAt: now };
    const { from, to, reason, event } = step;
    const change = {
      bookingId,
      from,
      to,
      actorKind: "system",
      actorId: undefined,
      reason,
      at: now,
      set,
    } as const;
    if (!(await changeStatus(tx, change))) return false;
    await publish(tx, event, { payload: toPayload(booking), at: now, trace });
    return true;
  });
}
