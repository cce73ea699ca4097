/**
 * Works off the webhook inbox: for each webhook it reads the present state of the payment it is about and applies that.
 *
 * Bounded. A row is leased before the gateway is asked, so no transaction spans a network call; a run that dies leaves its
 * rows to the next one. A webhook about something we do not know is quarantined, not lost.
 */
import { Allowance, type Bounds, type RunOutcome } from "@/server/events/bounded-run";
import { applyIntent } from "@/server/modules/payments/apply-intent";
import {
  claimInbox,
  countInbox,
  type InboxRow,
  postponeInbox,
  settleInbox,
} from "@/server/modules/payments/inbox-store";
import { nextInboxAttempt, nextSyncOf } from "@/server/modules/payments/rules";
import { settleRefundByGatewayId } from "@/server/modules/payments/send-refund";
import {
  noteIntent,
  type PaymentRow,
  readPayment,
  readPaymentByIntent,
} from "@/server/modules/payments/store";
import type { SystemCtx } from "@/server/platform/context";
import type { PaymentIntent } from "@/server/platform/ports";
import { isId } from "@/server/primitives/id";

const BATCH_MAX = 50;

export async function handleStripeInbox(ctx: SystemCtx, bounds: Bounds): Promise<RunOutcome> {
  const allowance = new Allowance(bounds);
  const counts = { claimed: 0, handled: 0, failed: 0 };
  while (!allowance.isSpent) {
    const rows = await claimInbox(ctx.db, ctx.now, Math.min(BATCH_MAX, allowance.recordsLeft));
    if (rows.length === 0) break;
    allowance.spend(rows.length);
    counts.claimed += rows.length;
    for (const row of rows) {
      if (await handleOne(ctx, row)) counts.handled += 1;
      else counts.failed += 1;
    }
  }
  return { ...counts, lagAfter: await countInbox(ctx.db) };
}

interface Outcome {
  readonly status: "handled" | "ignored" | "quarantined";
  readonly outcome: string;
}

/** Whether it is settled; a fault is noted and tried again later, up to a bound. */
async function handleOne(ctx: SystemCtx, row: InboxRow): Promise<boolean> {
  const id = row.gateway_event_id;
  try {
    await settleInbox(ctx.db, id, { ...(await work(ctx, row)), at: ctx.now });
    return true;
  } catch (error) {
    const outcome = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : "unknown";
    ctx.log.warn(
      { err: error, gatewayEventId: id, attempts: row.attempts },
      "a webhook could not be handled",
    );
    const until = nextInboxAttempt(row.attempts, ctx.now);
    if (until) await postponeInbox(ctx.db, id, { until, outcome });
    else await settleInbox(ctx.db, id, { status: "failed", outcome, at: ctx.now });
    return false;
  }
}

async function work(ctx: SystemCtx, row: InboxRow): Promise<Outcome> {
  if (row.account !== null) return { status: "quarantined", outcome: "unknown account" };
  if (row.type.startsWith("refund.") || row.type === "charge.refund.updated") {
    const settled = await settleRefundByGatewayId(ctx, row.object_id);
    if (settled) return { status: "handled", outcome: settled };
  }
  if (row.intent_id === null) return { status: "ignored", outcome: "not about a payment" };
  const known = await readPaymentByIntent(ctx.db, row.intent_id);
  if (known) {
    const intent = await ctx.ports.payments.readIntent(row.intent_id);
    return { status: "handled", outcome: await applyIntent(ctx, known.id, intent) };
  }
  return adopt(ctx, row.intent_id);
}

/** An intent that was made just before a crash says in its metadata whose it is. */
async function adopt(ctx: SystemCtx, intentId: string): Promise<Outcome> {
  const intent = await ctx.ports.payments.readIntent(intentId);
  const payment = await readOwner(ctx, intent);
  if (!payment) return { status: "quarantined", outcome: "unknown payment" };
  const nextSyncAt = nextSyncOf(payment.createdAt, ctx.now);
  await noteIntent(ctx.db, { paymentId: payment.id, intentId, nextSyncAt });
  return { status: "handled", outcome: await applyIntent(ctx, payment.id, intent) };
}

async function readOwner(ctx: SystemCtx, intent: PaymentIntent): Promise<PaymentRow | undefined> {
  const paymentId = intent.metadata.payment_id ?? "";
  if (!isId("payment", paymentId)) return undefined;
  const payment = await readPayment(ctx.db, paymentId);
  return payment?.intentId === null ? payment : undefined;
}
