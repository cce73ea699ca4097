/**
 * Posts one transaction to the ledger, inside the caller's transaction. One statement, `post_ledger` in
 * drizzle/sql/50_ledger.sql.
 *
 * Idempotent by `causeKey`: what has been posted for a cause is not posted again, and the answer says so. Entries are
 * debits (positive) and credits (negative) in minor units; nothing-entries are left out. A set that does not sum to zero
 * is a bug here and is refused once more by the database at commit.
 */
import type { LedgerAccount } from "@/server/modules/payments/tables";
import { rowsOf, sql, type Tx } from "@/server/platform/db";
import { toRecord } from "@/server/platform/record-rows";
import { assert } from "@/server/primitives/assert";
import { type BookingId, newId, type PersonId } from "@/server/primitives/id";
import type { Currency } from "@/server/primitives/money";

export interface LedgerEntry {
  readonly account: LedgerAccount;
  readonly amountMinor: number;
}

export interface PostLedgerInput {
  /** What caused it, e.g. `payment_01h…:captured`. */
  readonly causeKey: string;
  readonly kind: LedgerKind;
  readonly description: string;
  readonly bookingId: BookingId;
  readonly hostId?: PersonId | undefined;
  readonly occurredAt: Date;
  readonly currency: Currency;
  readonly entries: readonly LedgerEntry[];
  /** Ids at the gateway and of our own, for whoever looks it up. */
  readonly references?: Readonly<Record<string, string>>;
}

export type LedgerKind =
  | "payment_captured"
  | "gateway_fee"
  | "booking_confirmed"
  | "late_payment"
  | "booking_cancelled"
  | "refund_sent"
  | "funds_released";

/** A transaction and its entries as `post_ledger` of the database takes them. */
export interface Posting {
  readonly transaction: Readonly<Record<string, unknown>>;
  readonly entries: readonly Readonly<Record<string, unknown>>[];
}

/** Undefined when there is nothing to post. Pure but for the new id. */
export function toPosting(input: PostLedgerInput): Posting | undefined {
  const { causeKey, kind, description, bookingId, hostId, currency, occurredAt } = input;
  const entries = input.entries.filter((entry) => entry.amountMinor !== 0);
  if (entries.length === 0) return undefined;
  const sum = entries.reduce((total, entry) => total + entry.amountMinor, 0);
  assert(sum === 0, `ledger entries of ${causeKey} sum to ${sum}`);
  const id = newId("ledgertx", occurredAt.getTime());
  const references = input.references ?? {};
  return {
    transaction: toRecord({ id, causeKey, kind, description, bookingId, references, occurredAt }),
    entries: entries.map((entry) => toRecord({ ...entry, currency, bookingId, hostId })),
  };
}

/** Whether it was new. */
export async function postLedger(tx: Tx, input: PostLedgerInput): Promise<boolean> {
  const posting = toPosting(input);
  if (!posting) return false;
  const rows = await rowsOf<{ count: number }>(
    tx,
    sql`select post_ledger(${JSON.stringify(posting)}::jsonb) as count`,
  );
  return (rows[0]?.count ?? 0) > 0;
}
