import { describe, expect, test } from "vitest";
import {
  isToBeCancelled,
  nextInboxAttempt,
  nextSyncOf,
  type PaymentFacts,
  whatChanged,
  whyNotPayable,
} from "@/server/modules/payments/rules";
import type { PaymentIntent } from "@/server/platform/ports";

const now = new Date("2026-04-28T19:30:00Z");
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const payment: PaymentFacts = {
  status: "open",
  amountMinor: 53_248,
  currency: "USD",
  payableUntil: minutes(15),
  failureCode: null,
  feeMinor: null,
};
const intent = (change: Partial<PaymentIntent>): PaymentIntent => ({
  intentId: "pi_1",
  status: "requires_payment_method",
  amount: { amountMinor: 53_248, currency: "USD" },
  amountReceivedMinor: 0,
  clientSecret: undefined,
  chargeId: undefined,
  feeMinor: undefined,
  refundedMinor: 0,
  cardBrand: undefined,
  cardLast4: undefined,
  failureCode: undefined,
  metadata: {},
  ...change,
});
const paid = intent({ status: "succeeded", amountReceivedMinor: 53_248, feeMinor: 1_574 });

describe("what an intent's state means", () => {
  test("money that arrived stays, whatever is told later", () => {
    const settled = { ...payment, status: "succeeded", feeMinor: 1_574 } as const;
    for (const status of ["requires_payment_method", "requires_action", "processing", "canceled"] as const)
      expect(whatChanged(settled, intent({ status, failureCode: "generic_decline" }))).toEqual({
        to: "same",
      });
    expect(whatChanged(settled, paid)).toEqual({ to: "same" });
  });

  test("money counts only in the sum and the currency that were asked for", () => {
    expect(whatChanged(payment, paid)).toEqual({ to: "succeeded" });
    expect(whatChanged(payment, { ...paid, amountReceivedMinor: 53_247 })).toEqual({ to: "mismatch" });
    const euros = { ...paid, amount: { amountMinor: 53_248, currency: "EUR" as const } };
    expect(whatChanged(payment, euros)).toEqual({ to: "mismatch" });
  });

  test("a fee that is told later is noted once", () => {
    const settled = { ...payment, status: "succeeded" } as const;
    expect(whatChanged(settled, paid)).toEqual({ to: "fee_known", feeMinor: 1_574 });
    expect(whatChanged({ ...settled, feeMinor: 1_574 }, paid)).toEqual({ to: "same" });
  });

  test("the same decline is told once, another one again", () => {
    const declined = intent({ failureCode: "generic_decline" });
    expect(whatChanged(payment, declined)).toEqual({ to: "failed", failureCode: "generic_decline" });
    const failed = { ...payment, status: "failed", failureCode: "generic_decline" } as const;
    expect(whatChanged(failed, declined)).toEqual({ to: "same" });
    expect(whatChanged(failed, intent({ failureCode: "expired_card" }))).toMatchObject({ to: "failed" });
    expect(whatChanged(failed, intent({ status: "requires_action" }))).toEqual({ to: "requires_action" });
  });
});

test("a hold can be paid until its very end", () => {
  expect(whyNotPayable(payment, minutes(14.999))).toBeUndefined();
  expect(whyNotPayable(payment, minutes(15))).toBe("payment_not_payable");
  expect(whyNotPayable({ ...payment, status: "failed" }, now)).toBeUndefined();
  expect(whyNotPayable({ ...payment, status: "succeeded" }, now)).toBe("payment_not_payable");
});

test("an unpaid intent is cancelled a day after its hold, money under way is not", () => {
  const dayAfter = minutes(15 + 24 * 60);
  expect(isToBeCancelled(payment, intent({}), new Date(dayAfter.getTime() - 1))).toBe(false);
  expect(isToBeCancelled(payment, intent({}), dayAfter)).toBe(true);
  expect(isToBeCancelled(payment, intent({ status: "processing" }), dayAfter)).toBe(false);
  expect(isToBeCancelled(payment, paid, dayAfter)).toBe(false);
});

test("waits grow, and stay bounded", () => {
  expect(nextSyncOf(now, now)).toEqual(minutes(1));
  expect(nextSyncOf(now, minutes(60))).toEqual(minutes(75));
  expect(nextSyncOf(now, minutes(60 * 24 * 30)).getTime()).toBe(minutes(60 * 24 * 31).getTime());
  expect(nextInboxAttempt(1, now)).toEqual(new Date(now.getTime() + 2_000));
  expect(nextInboxAttempt(19, now)).toEqual(minutes(60));
  expect(nextInboxAttempt(20, now)).toBeUndefined();
});
