/** Decisions on payments: pure. */
import type { PaymentIntent } from "@/server/platform/ports";
import type { RefusalCode } from "@/server/primitives/refusal";

export type PaymentStatus = "open" | "requires_action" | "failed" | "succeeded" | "canceled";

export interface PaymentFacts {
  readonly status: PaymentStatus;
  readonly amountMinor: number;
  readonly currency: string;
  readonly payableUntil: Date;
  readonly failureCode: string | null;
  readonly feeMinor: number | null;
}

export function whyNotPayable(payment: PaymentFacts, now: Date): RefusalCode | undefined {
  if (payment.status === "succeeded" || payment.status === "canceled") return "payment_not_payable";
  return now >= payment.payableUntil ? "payment_not_payable" : undefined;
}

/** What the intent's present state means for a payment. */
export type PaymentChange =
  | { readonly to: "same" }
  | { readonly to: "open" | "requires_action" | "canceled" }
  | { readonly to: "failed"; readonly failureCode: string }
  | { readonly to: "succeeded" }
  | { readonly to: "fee_known"; readonly feeMinor: number }
  /** The gateway has another sum than was asked for: nobody may act on it but an operator. */
  | { readonly to: "mismatch" };

/**
 * Money that arrived never leaves again by a webhook: a succeeded payment stays succeeded whatever comes late, so any
 * sequence and repetition of webhooks ends in the same state.
 */
export function whatChanged(payment: PaymentFacts, intent: PaymentIntent): PaymentChange {
  if (intent.status === "succeeded") {
    const isExact =
      intent.amountReceivedMinor === payment.amountMinor && intent.amount.currency === payment.currency;
    if (!isExact) return { to: "mismatch" };
    if (payment.status !== "succeeded") return { to: "succeeded" };
    return payment.feeMinor === null && intent.feeMinor !== undefined
      ? { to: "fee_known", feeMinor: intent.feeMinor }
      : { to: "same" };
  }
  if (payment.status === "succeeded") return { to: "same" };
  const to = statusOf(intent);
  if (to === "failed") {
    const failureCode = intent.failureCode ?? "unknown";
    const isKnown = payment.status === "failed" && payment.failureCode === failureCode;
    return isKnown ? { to: "same" } : { to, failureCode };
  }
  return to === payment.status ? { to: "same" } : { to };
}

function statusOf(intent: PaymentIntent): "open" | "requires_action" | "canceled" | "failed" {
  switch (intent.status) {
    case "canceled":
      return "canceled";
    case "requires_action":
      return "requires_action";
    case "requires_payment_method":
      return intent.failureCode === undefined ? "open" : "failed";
    default:
      return "open";
  }
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** When to read an intent again that no webhook told of: after a minute at first, then ever more rarely, daily at last. */
export function nextSyncOf(createdAt: Date, now: Date): Date {
  const ageMs = Math.max(0, now.getTime() - createdAt.getTime());
  return new Date(now.getTime() + Math.min(DAY_MS, Math.max(MINUTE_MS, Math.floor(ageMs / 4))));
}

/** Once the hold has been over for this long, an unpaid intent is cancelled, so that nobody can pay it years later. */
const UNPAID_HOURS_MAX = 24;

export function isToBeCancelled(payment: PaymentFacts, intent: PaymentIntent, now: Date): boolean {
  const isUnpaid =
    intent.status === "requires_payment_method" ||
    intent.status === "requires_confirmation" ||
    intent.status === "requires_action";
  return isUnpaid && now.getTime() >= payment.payableUntil.getTime() + UNPAID_HOURS_MAX * HOUR_MS;
}

const INBOX_ATTEMPTS_MAX = 20;
const INBOX_WAIT_MS_MAX = 3_600_000;

/** When a webhook that failed is tried again; undefined: given up, for an operator to see. */
export function nextInboxAttempt(attempts: number, now: Date): Date | undefined {
  if (attempts >= INBOX_ATTEMPTS_MAX) return undefined;
  return new Date(now.getTime() + Math.min(INBOX_WAIT_MS_MAX, 2 ** attempts * 1_000));
}
