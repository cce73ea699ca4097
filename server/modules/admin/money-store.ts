/** SQL that shows a booking's money and the market's: payments, refunds, ledger. */
import { asc, eq, inArray } from "drizzle-orm";
import { people } from "@/server/modules/accounts/tables";
import { bookings, bookingTransitions } from "@/server/modules/bookings/tables";
import { deliveries } from "@/server/modules/notifications/tables";
import { ledgerEntries, ledgerTransactions, payments, refunds } from "@/server/modules/payments/tables";
import { type DbOrTx, instantOf, rowsOf, sql } from "@/server/platform/db";
import type { BookingId } from "@/server/primitives/id";
import type { LocalDate } from "@/server/primitives/local-date";

export async function readBookingRecord(db: DbOrTx, bookingId: BookingId) {
  const [row] = await db
    .select({
      snapshot: bookings.snapshot,
      party: bookings.party,
      quoteId: bookings.quoteId,
      refundMinor: bookings.refundMinor,
    })
    .from(bookings)
    .where(eq(bookings.id, bookingId));
  return row;
}

export async function listTransitionsOf(db: DbOrTx, bookingId: BookingId) {
  return db
    .select({
      fromStatus: bookingTransitions.fromStatus,
      status: bookingTransitions.toStatus,
      actorKind: bookingTransitions.actorKind,
      actorId: people.id,
      actorName: people.name,
      reason: bookingTransitions.reason,
      at: bookingTransitions.at,
    })
    .from(bookingTransitions)
    .leftJoin(people, eq(people.id, bookingTransitions.actorId))
    .where(eq(bookingTransitions.bookingId, bookingId))
    .orderBy(asc(bookingTransitions.seq));
}

export async function listPaymentsOf(db: DbOrTx, bookingId: BookingId) {
  return db.select().from(payments).where(eq(payments.bookingId, bookingId)).orderBy(asc(payments.createdAt));
}

export async function listRefundsOf(db: DbOrTx, bookingId: BookingId) {
  return db.select().from(refunds).where(eq(refunds.bookingId, bookingId)).orderBy(asc(refunds.requestedAt));
}

/** Letters about a booking, to any recipient, in the sequence they were asked for. */
export async function listDeliveriesOf(db: DbOrTx, bookingId: BookingId) {
  const rows = await db
    .select({
      deliveryId: deliveries.id,
      eventId: deliveries.eventId,
      template: deliveries.template,
      subject: deliveries.subject,
      channel: deliveries.channel,
      recipient: { personId: people.id, name: people.name },
      status: deliveries.status,
      whyNot: deliveries.whyNot,
      lastError: deliveries.lastError,
      queuedAt: deliveries.queuedAt,
      sentAt: deliveries.sentAt,
    })
    .from(deliveries)
    .innerJoin(people, eq(people.id, deliveries.recipientId))
    .where(eq(deliveries.bookingId, bookingId))
    .orderBy(asc(deliveries.queuedAt), asc(deliveries.id));
  return rows.map(({ lastError, whyNot, ...row }) => ({ ...row, whyNot: whyNot ?? lastError }));
}

/** The booking's ledger transactions with their entries, in the sequence they were posted. */
export async function listLedgerOf(db: DbOrTx, bookingId: BookingId) {
  const transactions = await db
    .select()
    .from(ledgerTransactions)
    .where(eq(ledgerTransactions.bookingId, bookingId));
  if (transactions.length === 0) return [];
  const entries = await db
    .select()
    .from(ledgerEntries)
    .where(
      inArray(
        ledgerEntries.transactionId,
        transactions.map((row) => row.id),
      ),
    )
    .orderBy(asc(ledgerEntries.seq));
  const posted = transactions.map((transaction) => ({
    ...transaction,
    entries: entries.filter((entry) => entry.transactionId === transaction.id),
  }));
  // Two of the same instant stand in the sequence of their entries; ids of one millisecond say nothing.
  return posted.sort(
    (a, b) =>
      a.occurredAt.getTime() - b.occurredAt.getTime() || (a.entries[0]?.seq ?? 0) - (b.entries[0]?.seq ?? 0),
  );
}

/** Balance of every account in one currency; debit positive. Index ledger_entries_account. */
export async function sumAccounts(db: DbOrTx, currency: string): Promise<Map<string, number>> {
  const rows = await rowsOf<{ account: string; balance: number }>(
    db,
    sql`select account, sum(amount_minor)::float8 as balance from ${ledgerEntries}
      where currency = ${currency} group by 1`,
  );
  return new Map(rows.map((row) => [row.account, row.balance]));
}

/** Service fees booked since an instant; a credit account, so turned positive. */
export async function sumFeeRevenueSince(db: DbOrTx, currency: string, since: Date): Promise<number> {
  const [row] = await rowsOf<{ revenue: number }>(
    db,
    sql`select coalesce(-sum(e.amount_minor), 0)::float8 as revenue
      from ${ledgerEntries} e join ${ledgerTransactions} t on t.id = e.transaction_id
      where e.account = 'service_fee_revenue' and e.currency = ${currency}
        and t.occurred_at >= ${since.toISOString()}::timestamptz`,
  );
  return row?.revenue ?? 0;
}

/** Stays that are paid and have not begun: what the held money is for. Index bookings_hold_expiry. */
export async function countHeldStays(db: DbOrTx): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(bookings)
    .where(eq(bookings.status, "confirmed"));
  return row?.count ?? 0;
}

export async function summariseFailedRefunds(db: DbOrTx) {
  const [row] = await rowsOf<{ count: number; since: string | null; booking_id: string | null }>(
    db,
    sql`select count(*)::int as count, min(requested_at) as since, min(booking_id::text) as booking_id
      from ${refunds} where status = 'failed'`,
  );
  return {
    count: row?.count ?? 0,
    since: row?.since ? instantOf(row.since) : null,
    bookingUuid: row?.booking_id ?? null,
  };
}

export async function countToday(db: DbOrTx, day: LocalDate) {
  const [row] = await rowsOf<{ arrivals: number; departures: number; in_house: number }>(
    db,
    sql`select count(*) filter (where check_in = ${day})::int as arrivals,
        count(*) filter (where check_out = ${day})::int as departures,
        count(*) filter (where check_in <= ${day} and check_out > ${day})::int as in_house
      from ${bookings} where status in ('confirmed', 'checked_in', 'completed')
        and check_in <= ${day} and check_out >= ${day}`,
  );
  return { arrivals: row?.arrivals ?? 0, departures: row?.departures ?? 0, inHouse: row?.in_house ?? 0 };
}
