/**
 * Releases held money 24 hours after check-in to whom it belongs: host, market, tax office. What the host gets stands on
 * `host_payable` until a payout takes it. Bounded; one transaction per booking, whose row lock makes it take turns with a
 * cancellation; safe to repeat.
 */
import { Allowance, type Bounds, type RunOutcome } from "@/server/events/bounded-run";
import { computeReleasedSplit, entriesOfSettlement } from "@/server/modules/payments/ledger/entries";
import { postLedger } from "@/server/modules/payments/ledger/post-ledger";
import { nextReleaseOf, nightsAfterRelease } from "@/server/modules/payments/ledger/release-schedule";
import {
  listDueReleases,
  lockHeldFunds,
  readBalances,
  saveRelease,
} from "@/server/modules/payments/ledger/store";
import type { SystemCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import type { BookingId } from "@/server/primitives/id";
import type { Currency } from "@/server/primitives/money";

export async function releaseFunds(ctx: SystemCtx, bounds: Bounds): Promise<RunOutcome> {
  const allowance = new Allowance(bounds);
  const due = await listDueReleases(ctx.db, ctx.now, bounds.recordsMax);
  let handled = 0;
  for (const bookingId of due) {
    if (allowance.isSpent) break;
    allowance.spend(1);
    await releaseOne(ctx, bookingId);
    handled += 1;
  }
  return { claimed: handled, handled, failed: 0, lagAfter: due.length - handled };
}

function releaseOne(ctx: SystemCtx, bookingId: BookingId): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const held = await lockHeldFunds(tx, bookingId);
    if (!held?.nextReleaseAt || held.nextReleaseAt > ctx.now) return;
    const nightsReleased = nightsAfterRelease(held, held.nightsReleased);
    const target = computeReleasedSplit(held, nightsReleased, held.nightCount);
    const releasedMinor = target.hostMinor + target.feeMinor + target.taxMinor;
    await postLedger(tx, {
      causeKey: `${bookingId}:released:${nightsReleased}`,
      kind: "funds_released",
      description: "Released, 24 h after check-in",
      bookingId,
      hostId: held.hostId,
      occurredAt: ctx.now,
      // Written from a Money alone, when the booking was confirmed.
      currency: held.currency as Currency,
      entries: entriesOfSettlement(
        await readBalances(tx, bookingId),
        target,
        0,
        held.totalMinor - releasedMinor,
      ),
    });
    await saveRelease(tx, bookingId, { nightsReleased, nextReleaseAt: nextReleaseOf(held, nightsReleased) });
  });
}
