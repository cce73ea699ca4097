/**
 * Applies an intent's present state to its payment, in one transaction with the ledger and the event.
 *
 * Webhooks only say that something happened: what is so now is read from the gateway and applied here, so their sequence
 * and number do not matter. Two runs at once take turns by the payment's row lock; the second finds nothing to do.
 */
import { readFirstTrace } from "@/server/events/inspect";
import { publish } from "@/server/events/publish";
import { paymentFailed, paymentSucceeded } from "@/server/modules/payments/events";
import { entriesOfCapture, entriesOfFee } from "@/server/modules/payments/ledger/entries";
import { postLedger } from "@/server/modules/payments/ledger/post-ledger";
import { nextSyncOf, type PaymentChange, whatChanged } from "@/server/modules/payments/rules";
import { lockPaymentUnscoped, type PaymentRow, savePayment } from "@/server/modules/payments/store";
import type { SystemCtx } from "@/server/platform/context";
import { inTransaction, type Tx } from "@/server/platform/db";
import type { PaymentIntent } from "@/server/platform/ports";
import { assertPresent } from "@/server/primitives/assert";
import type { PaymentId } from "@/server/primitives/id";

type IntentCtx = Pick<SystemCtx, "db" | "now" | "trace" | "log">;

export async function applyIntent(
  ctx: IntentCtx,
  paymentId: PaymentId,
  intent: PaymentIntent,
): Promise<PaymentChange["to"]> {
  return inTransaction(ctx, async (tx) => {
    const payment = assertPresent(await lockPaymentUnscoped(tx, paymentId), "the payment of an intent");
    const change = whatChanged(payment, intent);
    await carryOut(ctx, tx, payment, intent, change);
    return change.to;
  });
}

async function carryOut(
  ctx: IntentCtx,
  tx: Tx,
  payment: PaymentRow,
  intent: PaymentIntent,
  change: PaymentChange,
): Promise<void> {
  const isSettled = intent.status === "succeeded" && intent.feeMinor !== undefined;
  const nextSyncAt =
    isSettled || intent.status === "canceled" ? null : nextSyncOf(payment.createdAt, ctx.now);
  switch (change.to) {
    case "same":
      return savePayment(tx, payment.id, { nextSyncAt });
    case "succeeded":
      return succeed(ctx, tx, payment, intent, nextSyncAt);
    case "failed":
      await savePayment(tx, payment.id, { status: "failed", failureCode: change.failureCode, nextSyncAt });
      await publish(tx, paymentFailed, {
        payload: { ...payloadOf(payment), failureCode: change.failureCode },
        at: ctx.now,
        trace: await traceOf(ctx, tx, payment),
      });
      return;
    case "fee_known":
      await savePayment(tx, payment.id, { feeMinor: change.feeMinor, nextSyncAt });
      await postLedger(tx, {
        ...ledgerFieldsOf(payment, intent),
        causeKey: `${payment.id}:fee`,
        kind: "gateway_fee",
        description: "Gateway fee",
        occurredAt: ctx.now,
        entries: entriesOfFee(change.feeMinor),
      });
      return;
    case "mismatch":
      ctx.log.error(
        { paymentId: payment.id, intentId: intent.intentId },
        "the gateway has another sum than was asked for",
      );
      return;
    default:
      return savePayment(tx, payment.id, { status: change.to, nextSyncAt });
  }
}

async function succeed(
  ctx: IntentCtx,
  tx: Tx,
  payment: PaymentRow,
  intent: PaymentIntent,
  nextSyncAt: Date | null,
): Promise<void> {
  await savePayment(tx, payment.id, {
    status: "succeeded",
    chargeId: intent.chargeId ?? null,
    feeMinor: intent.feeMinor ?? null,
    cardBrand: intent.cardBrand ?? null,
    cardLast4: intent.cardLast4 ?? null,
    failureCode: null,
    settledAt: ctx.now,
    nextSyncAt,
  });
  await postLedger(tx, {
    ...ledgerFieldsOf(payment, intent),
    causeKey: `${payment.id}:captured`,
    kind: "payment_captured",
    description: "Payment captured",
    occurredAt: ctx.now,
    entries: entriesOfCapture(payment.amountMinor, intent.feeMinor ?? 0),
  });
  await publish(tx, paymentSucceeded, {
    payload: {
      ...payloadOf(payment),
      intentId: intent.intentId,
      chargeId: intent.chargeId ?? null,
      feeMinor: intent.feeMinor ?? null,
    },
    at: ctx.now,
    trace: await traceOf(ctx, tx, payment),
  });
}

/** A webhook knows nothing of the guest's request; what follows from it belongs to the trace of the stay it pays for. */
async function traceOf(ctx: IntentCtx, tx: Tx, payment: PaymentRow): Promise<string> {
  return (await readFirstTrace(tx, payment.bookingId)) ?? ctx.trace;
}

function payloadOf(payment: PaymentRow) {
  const { id: paymentId, bookingId, guestId, currency, amountMinor } = payment;
  return { paymentId, bookingId, guestId, currency, amountMinor };
}

function ledgerFieldsOf(payment: PaymentRow, intent: PaymentIntent) {
  const { bookingId, currency } = payment;
  const references: Record<string, string> = { payment: payment.id, intent: intent.intentId };
  if (intent.chargeId !== undefined) references.charge = intent.chargeId;
  return { bookingId, currency, references };
}
