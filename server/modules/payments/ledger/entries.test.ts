import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Balances,
  computeCentOwners,
  computeReleasedSplit,
  entriesOfCapture,
  entriesOfConfirmation,
  entriesOfLatePayment,
  entriesOfRefundSent,
  entriesOfSettlement,
} from "@/server/modules/payments/ledger/entries";
import type { LedgerEntry } from "@/server/modules/payments/ledger/post-ledger";

const sumOf = (entries: readonly LedgerEntry[]) => entries.reduce((total, e) => total + e.amountMinor, 0);
function balancesOf(entries: readonly LedgerEntry[]): Balances {
  const balances: Record<string, number> = {};
  for (const entry of entries) balances[entry.account] = (balances[entry.account] ?? 0) + entry.amountMinor;
  return balances;
}
const as = (kind: string, entries: readonly LedgerEntry[]) => entries.map((entry) => ({ ...entry, kind }));

test("the booking of the operator's page: every cent is where the page says", () => {
  const split = { hostMinor: 50_246, feeMinor: 8_806, taxMinor: 7_252 };
  const confirmed = [...entriesOfCapture(66_304, 1_953), ...entriesOfConfirmation(66_304)];
  const released = entriesOfSettlement(balancesOf(confirmed), split, 0, 0);
  expect(released.filter((entry) => entry.amountMinor !== 0)).toEqual([
    { account: "held_funds", amountMinor: 66_304 },
    { account: "host_payable", amountMinor: -50_246 },
    { account: "service_fee_revenue", amountMinor: -8_806 },
    { account: "tax_payable", amountMinor: -7_252 },
  ]);
  const after = { hostMinor: 43_359, feeMinor: 7_469, taxMinor: 6_258 };
  const refund = entriesOfSettlement(balancesOf([...confirmed, ...released]), after, 9_218, 0);
  expect(refund.filter((entry) => entry.amountMinor !== 0)).toEqual([
    { account: "host_payable", amountMinor: 6_887 },
    { account: "service_fee_revenue", amountMinor: 1_337 },
    { account: "tax_payable", amountMinor: 994 },
    { account: "refunds_payable", amountMinor: -9_218 },
  ]);
  const all = [
    ...as("payment_captured", entriesOfCapture(66_304, 1_953)),
    ...as("booking_confirmed", entriesOfConfirmation(66_304)),
    ...as("funds_released", released),
    ...as("booking_cancelled", refund),
    ...as("refund_sent", entriesOfRefundSent(9_218)),
  ];
  expect(computeCentOwners(all)).toEqual({
    paidMinor: 66_304,
    heldMinor: 0,
    hostMinor: 43_359,
    feesMinor: 7_469,
    taxMinor: 6_258,
    refundedMinor: 9_218,
    refundPendingMinor: 0,
    pspFeeMinor: 1_953,
    unownedMinor: 0,
  });
});

test("a payment that came too late belongs to the guest until it is sent back", () => {
  const late = [
    ...as("payment_captured", entriesOfCapture(53_248, 1_574)),
    ...as("late_payment", entriesOfLatePayment(53_248)),
  ];
  expect(computeCentOwners(late)).toMatchObject({ refundPendingMinor: 53_248, unownedMinor: 0 });
  const sent = [...late, ...as("refund_sent", entriesOfRefundSent(53_248))];
  expect(computeCentOwners(sent)).toMatchObject({
    refundedMinor: 53_248,
    refundPendingMinor: 0,
    unownedMinor: 0,
  });
});

const amount = fc.integer({ min: 0, max: 1_000_000_000 });
const anySplit = fc.record({ hostMinor: amount, feeMinor: amount, taxMinor: amount });
const totalOf = (split: { hostMinor: number; feeMinor: number; taxMinor: number }) =>
  split.hostMinor + split.feeMinor + split.taxMinor;

describe("any booking", () => {
  test("every set of entries sums to zero, released in any number of steps and cancelled at any point", () => {
    fc.assert(
      fc.property(
        anySplit,
        fc.integer({ min: 1, max: 365 }),
        fc.array(fc.integer({ min: 0, max: 365 }), { maxLength: 6 }),
        fc.tuple(fc.nat(10_000), fc.nat(10_000), fc.nat(10_000)),
        (split, nightCount, steps, kept) => {
          const total = totalOf(split);
          let all: LedgerEntry[] = [...entriesOfCapture(total, 0), ...entriesOfConfirmation(total)];
          for (const nights of [...steps].sort((a, b) => a - b)) {
            const target = computeReleasedSplit(split, Math.min(nights, nightCount), nightCount);
            const entries = entriesOfSettlement(balancesOf(all), target, 0, total - totalOf(target));
            expect(sumOf(entries)).toBe(0);
            all = [...all, ...entries];
          }
          const part = (minor: number, share: number) => Math.floor((minor * share) / 10_000);
          const target = {
            hostMinor: part(split.hostMinor, kept[0]),
            feeMinor: part(split.feeMinor, kept[1]),
            taxMinor: part(split.taxMinor, kept[2]),
          };
          const cancelled = entriesOfSettlement(balancesOf(all), target, total - totalOf(target), 0);
          expect(sumOf(cancelled)).toBe(0);
          const ended = balancesOf([...all, ...cancelled]);
          expect(ended.held_funds).toBe(0);
          expect(0 - (ended.host_payable ?? 0)).toBe(target.hostMinor);
        },
      ),
    );
  });

  test("releasing all nights releases the whole split", () => {
    fc.assert(
      fc.property(anySplit, fc.integer({ min: 1, max: 365 }), (split, nights) => {
        expect(computeReleasedSplit(split, nights, nights)).toEqual(split);
      }),
    );
  });
});
