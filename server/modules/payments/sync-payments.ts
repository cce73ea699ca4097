/**
 * Reads again what a lost webhook or a crash may have left open: intents of unpaid payments older than a minute, and
 * refunds that were promised but not settled. With it no payment depends on a webhook's arrival. An intent that nobody paid
 * within a day after its hold is cancelled at the gateway. Bounded.
 */
import { Allowance, type Bounds, type RunOutcome } from "@/server/events/bounded-run";
import { applyIntent } from "@/server/modules/payments/apply-intent";
import { isToBeCancelled, nextSyncOf } from "@/server/modules/payments/rules";
import { sendRefund } from "@/server/modules/payments/send-refund";
import {
  listDueForSync,
  listOpenRefunds,
  type PaymentRow,
  type RefundRow,
  setNextSync,
} from "@/server/modules/payments/store";
import type { SystemCtx } from "@/server/platform/context";
import { assertPresent } from "@/server/primitives/assert";
import { addMs, MINUTE_MS } from "@/server/primitives/zoned";

/** The consumer sends a refund within seconds; one that is older was missed. */
const REFUND_WAIT_MINUTES = 5;

export async function syncPayments(ctx: SystemCtx, bounds: Bounds): Promise<RunOutcome> {
  const allowance = new Allowance(bounds);
  const counts = { claimed: 0, handled: 0, failed: 0 };
  const run = async <T>(items: readonly T[], work: (item: T) => Promise<void>, name: (item: T) => string) => {
    for (const item of items) {
      if (allowance.isSpent) return;
      allowance.spend(1);
      counts.claimed += 1;
      try {
        await work(item);
        counts.handled += 1;
      } catch (error) {
        // One payment's fault must not keep the others waiting; it is due again in the next run.
        counts.failed += 1;
        ctx.log.warn({ err: error, id: name(item) }, "a payment could not be synchronised");
      }
    }
  };
  await run(
    await listDueForSync(ctx.db, ctx.now, allowance.recordsLeft),
    (item) => syncOne(ctx, item),
    (item) => item.id,
  );
  const before = addMs(ctx.now, -REFUND_WAIT_MINUTES * MINUTE_MS);
  const open: RefundRow[] = await listOpenRefunds(ctx.db, before, allowance.recordsLeft);
  await run(
    open,
    (refund) => sendRefund(ctx, refund.id),
    (refund) => refund.id,
  );
  return { ...counts, lagAfter: 0 };
}

/**
 * The next time is set before the gateway is asked, so that one broken intent does not stand first for ever. An intent
 * that was left unpaid for a day is cancelled; if it was paid in that very moment, the gateway refuses and the next run
 * finds the money.
 */
async function syncOne(ctx: SystemCtx, payment: PaymentRow): Promise<void> {
  await setNextSync(ctx.db, payment.id, nextSyncOf(payment.createdAt, ctx.now));
  const intentId = assertPresent(payment.intentId, "the intent of a due payment");
  const intent = await ctx.ports.payments.readIntent(intentId);
  const present = isToBeCancelled(payment, intent, ctx.now)
    ? await ctx.ports.payments.cancelIntent(intentId)
    : intent;
  await applyIntent(ctx, payment.id, present);
}
