/**
 * Sends a promised refund through the gateway, then writes down how it went: status, ledger, event.
 *
 * The gateway gets our refund id, under which it sends money once, however often this is repeated; the second step is a
 * compare-and-swap. A crash between the two is mended by the next run.
 */

import { publish } from "@/server/events/publish";
import { refundFailed, refundSucceeded } from "@/server/modules/payments/events";
import { entriesOfRefundSent } from "@/server/modules/payments/ledger/entries";
import { postLedger } from "@/server/modules/payments/ledger/post-ledger";
import {
  markRefund,
  type PaymentRow,
  type RefundRow,
  readPayment,
  readRefund,
  readRefundIdByGatewayId,
} from "@/server/modules/payments/store";
import type { SystemCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import type { GatewayRefund } from "@/server/platform/ports";
import { assertPresent } from "@/server/primitives/assert";
import type { RefundId } from "@/server/primitives/id";

export async function sendRefund(ctx: SystemCtx, refundId: RefundId): Promise<void> {
  const refund = await readRefund(ctx.db, refundId);
  if (!refund || refund.status === "succeeded" || refund.status === "failed") return;
  const payment = assertPresent(await readPayment(ctx.db, refund.paymentId), "the payment of a refund");
  const answer =
    refund.gatewayRefundId === null
      ? await ctx.ports.payments.refund({
          refundId,
          intentId: assertPresent(payment.intentId, "the intent of a paid payment"),
          amountMinor: refund.amountMinor,
          reason: refund.reason,
        })
      : await ctx.ports.payments.readRefund(refund.gatewayRefundId);
  await writeDown(ctx, refund, payment, answer);
}

/** Settles the refund that the gateway knows by its own id; undefined when it is not one of ours. */
export async function settleRefundByGatewayId(
  ctx: SystemCtx,
  gatewayRefundId: string,
): Promise<string | undefined> {
  const refundId = await readRefundIdByGatewayId(ctx.db, gatewayRefundId);
  if (!refundId) return undefined;
  await sendRefund(ctx, refundId);
  return "refund settled";
}

async function writeDown(
  ctx: SystemCtx,
  refund: RefundRow,
  payment: PaymentRow,
  answer: GatewayRefund,
): Promise<void> {
  const { gatewayRefundId } = answer;
  switch (answer.status) {
    case "pending":
    case "requires_action":
      await markRefund(ctx.db, refund.id, ["requested", "sent"], { status: "sent", gatewayRefundId });
      return;
    case "succeeded":
      return succeed(ctx, refund, payment, gatewayRefundId);
    default:
      return fail(ctx, refund, payment, answer);
  }
}

const payloadOf = (refund: RefundRow, payment: PaymentRow) => ({
  paymentId: payment.id,
  bookingId: refund.bookingId,
  guestId: payment.guestId,
  currency: refund.currency,
  amountMinor: refund.amountMinor,
  refundId: refund.id,
  reason: refund.reason,
});

function succeed(
  ctx: SystemCtx,
  refund: RefundRow,
  payment: PaymentRow,
  gatewayRefundId: string,
): Promise<void> {
  const { now, trace } = ctx;
  return inTransaction(ctx, async (tx) => {
    const change = { status: "succeeded", gatewayRefundId, settledAt: now } as const;
    if (!(await markRefund(tx, refund.id, ["requested", "sent"], change))) return;
    await postLedger(tx, {
      causeKey: `${refund.id}:sent`,
      kind: "refund_sent",
      description: "Refund sent",
      bookingId: refund.bookingId,
      occurredAt: now,
      currency: refund.currency,
      entries: entriesOfRefundSent(refund.amountMinor),
      references: { refund: refund.id, gatewayRefund: gatewayRefundId, payment: payment.id },
    });
    await publish(tx, refundSucceeded, { payload: payloadOf(refund, payment), at: now, trace });
  });
}

/** The money stays promised: an operator must find another way. */
function fail(ctx: SystemCtx, refund: RefundRow, payment: PaymentRow, answer: GatewayRefund): Promise<void> {
  const { now, trace } = ctx;
  const failure = answer.failure ?? answer.status;
  return inTransaction(ctx, async (tx) => {
    const { gatewayRefundId } = answer;
    const change = { status: "failed", gatewayRefundId, failure, settledAt: now } as const;
    if (!(await markRefund(tx, refund.id, ["requested", "sent"], change))) return;
    await publish(tx, refundFailed, { payload: { ...payloadOf(refund, payment), failure }, at: now, trace });
  });
}
