/** SQL of held funds and of a booking's balances. Writing the ledger is `post-ledger.ts` alone. */
import { eq } from "drizzle-orm";
import type { Balances } from "@/server/modules/payments/ledger/entries";
import { heldFunds, type LedgerAccount } from "@/server/modules/payments/tables";
import { type DbOrTx, rowsOf, sql, type Tx } from "@/server/platform/db";
import { type BookingId, idFromUuid, uuidOf } from "@/server/primitives/id";

export type HeldFunds = typeof heldFunds.$inferSelect;

export async function lockHeldFunds(tx: Tx, bookingId: BookingId): Promise<HeldFunds | undefined> {
  const rows = await tx.select().from(heldFunds).where(eq(heldFunds.bookingId, bookingId)).for("update");
  return rows[0];
}

export async function saveRelease(
  tx: Tx,
  bookingId: BookingId,
  change: { nightsReleased: number; nextReleaseAt: Date | null },
): Promise<void> {
  await tx.update(heldFunds).set(change).where(eq(heldFunds.bookingId, bookingId));
}

/** Bookings whose money is due to be released, oldest first. Index: held_funds_due. */
export async function listDueReleases(db: DbOrTx, now: Date, max: number): Promise<BookingId[]> {
  const rows = await rowsOf<{ booking_id: string }>(
    db,
    sql`select booking_id from held_funds where next_release_at <= ${now.toISOString()}::timestamptz
        order by next_release_at limit ${max}`,
  );
  return rows.map((row) => idFromUuid("booking", row.booking_id));
}

/** What stands on a booking's accounts. Index: ledger_entries_booking. */
export async function readBalances(db: DbOrTx, bookingId: BookingId): Promise<Balances> {
  const rows = await rowsOf<{ account: LedgerAccount; amount_minor: number }>(
    db,
    sql`select account, sum(amount_minor)::float8 as amount_minor from ledger_entries
        where booking_id = ${uuidOf(bookingId)}::uuid group by account`,
  );
  return Object.fromEntries(rows.map((row) => [row.account, row.amount_minor]));
}
