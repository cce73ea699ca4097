/**
 * A booking's money for operators: every ledger transaction, and who holds each cent of what the guest paid. Two
 * statements. Not scoped to anybody: for operators, consumers and the audit.
 */
import type { LedgerTransactionView } from "@/server/modules/payments/contract";
import { type CentOwners, computeCentOwners } from "@/server/modules/payments/ledger/entries";
import { listLedgerOfBooking } from "@/server/modules/payments/ledger/store";
import type { DbOrTx } from "@/server/platform/db";
import type { BookingId } from "@/server/primitives/id";

export interface BookingMoney {
  readonly transactions: readonly LedgerTransactionView[];
  readonly whoHoldsEachCent: CentOwners;
}

export async function readBookingMoneyUnscoped(db: DbOrTx, bookingId: BookingId): Promise<BookingMoney> {
  const transactions = await listLedgerOfBooking(db, bookingId);
  const entries = transactions.flatMap(({ kind, entries: own }) => own.map((entry) => ({ ...entry, kind })));
  return {
    transactions: transactions.map(({ id, kind, description, occurredAt, references, entries: own }) => ({
      transactionId: id,
      kind,
      description,
      occurredAt,
      references,
      entries: own.map(({ account, amountMinor, currency }) => ({ account, amountMinor, currency })),
    })),
    whoHoldsEachCent: computeCentOwners(entries),
  };
}
