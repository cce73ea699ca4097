/** The entries of each kind of ledger transaction: pure, in minor units, debits positive and credits negative. */
import type { LedgerEntry } from "@/server/modules/payments/ledger/post-ledger";
import type { LedgerAccount } from "@/server/modules/payments/tables";
import { applyRatioHalfUp } from "@/server/primitives/money";

const debit = (account: LedgerAccount, amountMinor: number): LedgerEntry => ({ account, amountMinor });
const credit = (account: LedgerAccount, amountMinor: number): LedgerEntry => ({
  account,
  amountMinor: -amountMinor,
});

/** The gateway has the guest's money, less its fee, which the market bears. */
export function entriesOfCapture(amountMinor: number, feeMinor: number): LedgerEntry[] {
  return [
    debit("gateway_balance", amountMinor - feeMinor),
    debit("psp_fees", feeMinor),
    credit("guest_receivable", amountMinor),
  ];
}

/** The gateway told its fee only after the capture was posted without one. */
export function entriesOfFee(feeMinor: number): LedgerEntry[] {
  return [debit("psp_fees", feeMinor), credit("gateway_balance", feeMinor)];
}

/** The guest owes the stay, and the market holds it for all it belongs to. */
export function entriesOfConfirmation(totalMinor: number): LedgerEntry[] {
  return [debit("guest_receivable", totalMinor), credit("held_funds", totalMinor)];
}

/** Money that came too late belongs to the guest. */
export function entriesOfLatePayment(amountMinor: number): LedgerEntry[] {
  return [debit("guest_receivable", amountMinor), credit("refunds_payable", amountMinor)];
}

export function entriesOfRefundSent(amountMinor: number): LedgerEntry[] {
  return [debit("refunds_payable", amountMinor), credit("gateway_balance", amountMinor)];
}

/** How a booking's total is split between those it belongs to. */
export interface Split {
  readonly hostMinor: number;
  readonly feeMinor: number;
  readonly taxMinor: number;
}
/** What stands on a booking's accounts: the sum of its entries, debits positive. */
export type Balances = Readonly<Partial<Record<LedgerAccount, number>>>;

/** What has been released to whom once `nightsReleased` of `nightCount` nights are due. */
export function computeReleasedSplit(split: Split, nightsReleased: number, nightCount: number): Split {
  const part = (amountMinor: number) => applyRatioHalfUp(amountMinor, nightsReleased, nightCount);
  return { hostMinor: part(split.hostMinor), feeMinor: part(split.feeMinor), taxMinor: part(split.taxMinor) };
}

/**
 * Moves a booking's money from where it stands to where it belongs: `target` to its owners, `refundMinor` to the guest,
 * and what is left stays held. Before the release it comes out of held funds, after it out of what was released.
 */
export function entriesOfSettlement(
  balances: Balances,
  target: Split,
  refundMinor: number,
  heldMinor: number,
): LedgerEntry[] {
  const to = (account: LedgerAccount, wantedMinor: number): LedgerEntry => ({
    account,
    amountMinor: -wantedMinor - (balances[account] ?? 0),
  });
  return [
    to("held_funds", heldMinor),
    to("host_payable", target.hostMinor),
    to("service_fee_revenue", target.feeMinor),
    to("tax_payable", target.taxMinor),
    credit("refunds_payable", refundMinor),
  ];
}

export interface CentOwners {
  /** What the guest paid. */
  readonly paidMinor: number;
  readonly heldMinor: number;
  readonly hostMinor: number;
  readonly feesMinor: number;
  readonly taxMinor: number;
  /** Back to the guest: sent, and promised. */
  readonly refundedMinor: number;
  readonly refundPendingMinor: number;
  /** The gateway's fee, which the market pays out of its own. */
  readonly pspFeeMinor: number;
  /** What was paid less all owners; anything but zero is a fault that the audit reports. */
  readonly unownedMinor: number;
}

/** Who has each cent that a guest paid for a booking, from the booking's entries alone. */
export function computeCentOwners(entries: readonly (LedgerEntry & { readonly kind: string })[]): CentOwners {
  const sumOf = (account: LedgerAccount, pick: (entry: { amountMinor: number; kind: string }) => boolean) =>
    entries
      .filter((entry) => entry.account === account && pick(entry))
      .reduce((total, entry) => total + entry.amountMinor, 0);
  const owed = (account: LedgerAccount) => 0 - sumOf(account, () => true);
  const paidMinor = 0 - sumOf("guest_receivable", (entry) => entry.kind === "payment_captured");
  const owners = {
    heldMinor: owed("held_funds"),
    hostMinor: owed("host_payable"),
    feesMinor: owed("service_fee_revenue"),
    taxMinor: owed("tax_payable"),
    refundedMinor: sumOf("refunds_payable", (entry) => entry.kind === "refund_sent"),
    refundPendingMinor: owed("refunds_payable"),
  };
  const owned = Object.values(owners).reduce((total, amount) => total + amount, 0);
  // Between the capture and what it was for, the guest has a credit with the market.
  const creditOfGuest = owed("guest_receivable");
  const pspFeeMinor = sumOf("psp_fees", () => true);
  return { paidMinor, ...owners, pspFeeMinor, unownedMinor: paidMinor - owned - creditOfGuest };
}
