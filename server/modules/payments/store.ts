/** SQL of payments and refunds. The ledger's stands in `ledger/`, the inbox's in `inbox-store.ts`. */
import { and, asc, eq, inArray, isNotNull, isNull, lte, sql as raw } from "drizzle-orm";
import { payments, refunds } from "@/server/modules/payments/tables";
import type { DbOrTx, Tx } from "@/server/platform/db";
import type { BookingId, PaymentId, PersonId, RefundId } from "@/server/primitives/id";
import type { Currency } from "@/server/primitives/money";

type PaymentColumns = typeof payments.$inferSelect;
export type PaymentRow = Omit<PaymentColumns, "currency"> & { readonly currency: Currency };
export type RefundRow = typeof refunds.$inferSelect & { readonly currency: Currency };

/** The currency column is written from a Money alone. */
const toPayment = (row: PaymentColumns | undefined): PaymentRow | undefined =>
  row && { ...row, currency: row.currency as Currency };
const toRefund = (row: typeof refunds.$inferSelect): RefundRow => ({
  ...row,
  currency: row.currency as Currency,
});

export async function readPaymentOfGuest(
  db: DbOrTx,
  bookingId: BookingId,
  guestId: PersonId,
): Promise<PaymentRow | undefined> {
  const rows = await db
    .select()
    .from(payments)
    .where(and(eq(payments.bookingId, bookingId), eq(payments.guestId, guestId)));
  return toPayment(rows[0]);
}

export async function lockPaymentUnscoped(tx: Tx, paymentId: PaymentId): Promise<PaymentRow | undefined> {
  const rows = await tx.select().from(payments).where(eq(payments.id, paymentId)).for("update");
  return toPayment(rows[0]);
}

export async function lockPaymentOfBooking(tx: Tx, bookingId: BookingId): Promise<PaymentRow | undefined> {
  const rows = await tx.select().from(payments).where(eq(payments.bookingId, bookingId)).for("update");
  return toPayment(rows[0]);
}

export async function readPaymentByIntent(db: DbOrTx, intentId: string): Promise<PaymentRow | undefined> {
  const rows = await db.select().from(payments).where(eq(payments.intentId, intentId));
  return toPayment(rows[0]);
}

export async function readPayment(db: DbOrTx, paymentId: PaymentId): Promise<PaymentRow | undefined> {
  const rows = await db.select().from(payments).where(eq(payments.id, paymentId));
  return toPayment(rows[0]);
}

/** Keeps the first intent: a payment never gets a second one. */
export async function noteIntent(
  db: DbOrTx,
  input: { paymentId: PaymentId; intentId: string; nextSyncAt: Date | null },
): Promise<void> {
  const { paymentId, intentId, nextSyncAt } = input;
  await db
    .update(payments)
    .set({ intentId, nextSyncAt })
    .where(and(eq(payments.id, paymentId), isNull(payments.intentId)));
}

export async function savePayment(
  tx: Tx,
  paymentId: PaymentId,
  change: Partial<typeof payments.$inferInsert>,
): Promise<void> {
  await tx.update(payments).set(change).where(eq(payments.id, paymentId));
}

/** Payments whose intents are due to be read again. Index: payments_next_sync. */
export async function listDueForSync(db: DbOrTx, now: Date, max: number): Promise<PaymentRow[]> {
  const rows = await db
    .select()
    .from(payments)
    .where(and(lte(payments.nextSyncAt, now), isNotNull(payments.intentId)))
    .orderBy(asc(payments.nextSyncAt))
    .limit(max);
  return rows.flatMap((row) => toPayment(row) ?? []);
}

export async function setNextSync(db: DbOrTx, paymentId: PaymentId, at: Date | null): Promise<void> {
  await db.update(payments).set({ nextSyncAt: at }).where(eq(payments.id, paymentId));
}

/** Whether the row is new: a booking has one refund per reason. */
export async function insertRefund(tx: Tx, row: typeof refunds.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(refunds).values(row).onConflictDoNothing().returning({ id: refunds.id });
  return inserted.length > 0;
}

export async function readRefund(db: DbOrTx, refundId: RefundId): Promise<RefundRow | undefined> {
  const rows = await db.select().from(refunds).where(eq(refunds.id, refundId));
  return rows[0] && toRefund(rows[0]);
}

export async function readRefundIdByGatewayId(
  db: DbOrTx,
  gatewayRefundId: string,
): Promise<RefundId | undefined> {
  const rows = await db
    .select({ id: refunds.id })
    .from(refunds)
    .where(eq(refunds.gatewayRefundId, gatewayRefundId));
  return rows[0]?.id;
}

/** Moves a refund on if it still stands in one of `from`; whether it did. */
export async function markRefund(
  tx: DbOrTx,
  refundId: RefundId,
  from: readonly RefundRow["status"][],
  change: Partial<typeof refunds.$inferInsert> & { status: RefundRow["status"] },
): Promise<boolean> {
  const moved = await tx
    .update(refunds)
    .set(change)
    .where(and(eq(refunds.id, refundId), inArray(refunds.status, [...from])))
    .returning({ id: refunds.id });
  return moved.length > 0;
}

/** Refunds that are not settled though they were asked for before `before`. Index: refunds_open. */
export async function listOpenRefunds(db: DbOrTx, before: Date, max: number): Promise<RefundRow[]> {
  const rows = await db
    .select()
    .from(refunds)
    .where(and(raw`${refunds.status} in ('requested', 'sent')`, lte(refunds.requestedAt, before)))
    .orderBy(asc(refunds.requestedAt))
    .limit(max);
  return rows.map(toRefund);
}
