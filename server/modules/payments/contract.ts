/** Contracts of payments and the ledger. */
import { z } from "zod";
import { idContract, moneyContract } from "@/server/primitives/contracts";

export const startPaymentInput = z.strictObject({ bookingId: idContract("booking") });
/** What a client needs to confirm the payment with the gateway itself. */
export const startPaymentOutput = z.object({
  paymentId: idContract("payment"),
  intentId: z.string(),
  clientSecret: z.string(),
  publishableKey: z.string(),
  apiBase: z.string(),
  amount: moneyContract,
  payableUntil: z.date(),
});
export const readPaymentInput = z.strictObject({ bookingId: idContract("booking") });
export const paymentContract = z.object({
  paymentId: idContract("payment"),
  status: z.enum(["open", "requires_action", "failed", "succeeded", "canceled"]),
  amount: moneyContract,
  refunded: moneyContract,
  cardBrand: z.string().nullable(),
  cardLast4: z.string().nullable(),
  failureCode: z.string().nullable(),
  settledAt: z.date().nullable(),
});
export type PaymentView = z.output<typeof paymentContract>;

export const ledgerEntryContract = z.object({
  account: z.string(),
  amountMinor: z.int(),
  currency: z.string(),
});
export const ledgerTransactionContract = z.object({
  transactionId: idContract("ledgertx"),
  kind: z.string(),
  description: z.string(),
  occurredAt: z.date(),
  references: z.record(z.string(), z.string()),
  entries: z.array(ledgerEntryContract),
});
export type LedgerTransactionView = z.output<typeof ledgerTransactionContract>;
