/**
 * Posts one transaction to the ledger, inside the caller's transaction. One statement.
 *
 * Idempotent by `causeKey`: what has been posted for a cause is not posted again, and the answer says so. Entries are
 * debits (positive) and credits (negative) in minor units; nothing-entries are left out. A set that does not sum to zero
 * is a bug here and is refused once more by the database at commit.
 */
import type { LedgerAccount } from "@/server/modules/payments/tables";
import { rowsOf, sql, type Tx } from "@/server/platform/db";
import { assert } from "@/server/primitives/assert";
import { type BookingId, newId, type PersonId, uuidOf } from "@/server/primitives/id";
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

export async function postLedger(tx: Tx, input: PostLedgerInput): Promise<boolean> {
  const entries = input.entries.filter((entry) => entry.amountMinor !== 0);
  if (entries.length === 0) return false;
  const sum = entries.reduce((total, entry) => total + entry.amountMinor, 0);
  assert(sum === 0, `ledger entries of ${input.causeKey} sum to ${sum}`);
  const booking = uuidOf(input.bookingId);
  const rows = await rowsOf<{ count: number }>(
    tx,
    sql`with posted as (
          insert into ledger_transactions (id, cause_key, kind, description, booking_id, "references", occurred_at)
          values (${uuidOf(newId("ledgertx", input.occurredAt.getTime()))}::uuid, ${input.causeKey}, ${input.kind},
                  ${input.description}, ${booking}::uuid, ${JSON.stringify(input.references ?? {})}::jsonb,
                  ${input.occurredAt.toISOString()}::timestamptz)
          on conflict (cause_key) do nothing
          returning id
        ), written as (
          insert into ledger_entries (transaction_id, account, currency, amount_minor, booking_id, host_id)
          select posted.id, e.account, ${input.currency}, e."amountMinor", ${booking}::uuid,
                 ${input.hostId === undefined ? null : uuidOf(input.hostId)}::uuid
          from posted, jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as e(account text, "amountMinor" bigint)
          returning 1
        )
        select count(*)::int as count from written`,
  );
  return (rows[0]?.count ?? 0) > 0;
}
