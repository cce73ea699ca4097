/** SQL of bookings that decides and changes. Lists and pages are read in `list-store.ts`. */
import { and, eq, inArray } from "drizzle-orm";
import {
  type BookingSnapshot,
  type BookingStatus,
  bookingSnapshotContract,
} from "@/server/modules/bookings/contract";
import type { Booking } from "@/server/modules/bookings/payload";
import { mayBecome, statusesBefore } from "@/server/modules/bookings/rules";
import { bookings, bookingTransitions } from "@/server/modules/bookings/tables";
import type { ConfirmedMoney } from "@/server/modules/payments/ledger/record-booking-money";
import { type DbOrTx, instantOf, rowsOf, sql, type Tx } from "@/server/platform/db";
import { toRecord } from "@/server/platform/record-rows";
import { assert, assertPresent } from "@/server/primitives/assert";
import { type BookingId, idFromUuid, type PersonId } from "@/server/primitives/id";
import type { Currency } from "@/server/primitives/money";

type BookingRow = typeof bookings.$inferSelect;

/** The column holds JSON: instants come back as text. */
export function parseSnapshot(stored: unknown): BookingSnapshot {
  const json = stored as { quote: { issuedAt: unknown; expiresAt: unknown } };
  const { quote } = json;
  const issuedAt = instantOf(quote.issuedAt);
  return bookingSnapshotContract.parse({
    ...json,
    quote: { ...quote, issuedAt, expiresAt: instantOf(quote.expiresAt) },
  });
}

export function toBooking(row: BookingRow): Booking {
  // The currency column is written from a Money alone.
  return { ...row, currency: row.currency as Currency, snapshot: parseSnapshot(row.snapshot) };
}

export interface HoldRows {
  readonly booking: BookingRow;
  readonly quote: Readonly<Record<string, unknown>>;
  readonly payment: Readonly<Record<string, unknown>>;
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly reason: string;
}
export type HoldOutcome =
  | {
      readonly outcome: "held" | "resumed" | "replaces";
      readonly bookingId: BookingId;
      readonly holdExpiresAt: Date;
    }
  | { readonly outcome: "too_many_holds" }
  | { readonly outcome: "listing_not_found" };

/** One statement, `hold_stay` in drizzle/sql/55_hold_stay.sql. Ends in SQLSTATE RS001 when a night is somebody else's. */
export async function holdStay(db: DbOrTx, rows: HoldRows, holdsMax: number): Promise<HoldOutcome> {
  const given = {
    booking: toRecord(rows.booking),
    quote: toRecord(rows.quote),
    payment: toRecord(rows.payment),
    events: rows.events.map(toRecord),
    reason: rows.reason,
  };
  const answers = await rowsOf<{ answer: { outcome: string; bookingUuid?: string; holdExpiresAt?: string } }>(
    db,
    sql`select hold_stay(${JSON.stringify(given)}::jsonb, ${holdsMax}) as answer`,
  );
  const answer = answers[0]?.answer;
  if (answer?.bookingUuid === undefined) return { outcome: answer?.outcome as "too_many_holds" };
  return {
    outcome: answer.outcome as "held",
    bookingId: idFromUuid("booking", answer.bookingUuid),
    holdExpiresAt: instantOf(answer.holdExpiresAt),
  };
}

/** What a confirmation writes beside the booking itself. */
export interface ConfirmRows {
  readonly transition: {
    readonly bookingId: BookingId;
    readonly fromStatus: BookingStatus;
    readonly reason: string;
    readonly at: Date;
  };
  readonly money: ConfirmedMoney;
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

/**
 * One statement, `confirm_stay` in drizzle/sql/55_confirm_stay.sql, on a booking that the caller has locked. With
 * `nights_taken` nothing was written.
 */
export async function confirmStay(tx: Tx, rows: ConfirmRows): Promise<"confirmed" | "nights_taken"> {
  const { transition, money, events } = rows;
  const toStatus = "confirmed";
  assert(mayBecome(transition.fromStatus, toStatus), `a booking ${transition.fromStatus} is confirmed`);
  const given = {
    transition: toRecord({ ...transition, toStatus, actorKind: "system" }),
    heldFunds: toRecord(money.heldFunds),
    posting: money.posting,
    events: events.map(toRecord),
  };
  const answers = await rowsOf<{ answer: "confirmed" | "nights_taken" }>(
    tx,
    sql`select confirm_stay(${JSON.stringify(given)}::jsonb) as answer`,
  );
  return assertPresent(answers[0], "the answer of confirm_stay").answer;
}

/** The row lock makes confirm, cancel, expiry and check-in of one booking take turns. For consumers and crons. */
export async function lockBookingUnscoped(tx: Tx, bookingId: BookingId): Promise<Booking | undefined> {
  const rows = await tx.select().from(bookings).where(eq(bookings.id, bookingId)).for("update");
  return rows[0] && toBooking(rows[0]);
}

export async function readBookingUnscoped(db: DbOrTx, bookingId: BookingId): Promise<Booking | undefined> {
  const rows = await db.select().from(bookings).where(eq(bookings.id, bookingId));
  return rows[0] && toBooking(rows[0]);
}

export interface Change {
  readonly bookingId: BookingId;
  readonly from: BookingStatus;
  readonly to: BookingStatus;
  readonly actorKind: "guest" | "host" | "operator" | "system";
  readonly actorId: PersonId | undefined;
  readonly reason: string;
  readonly at: Date;
  /** Columns that change with the status. */
  readonly set?: Partial<typeof bookings.$inferInsert>;
}

/**
 * The one way a booking's status changes: a compare-and-swap along the state machine, with who, when and why written
 * beside it. False when it stood elsewhere by now; then nothing is written.
 */
export async function changeStatus(tx: Tx, change: Change): Promise<boolean> {
  const { bookingId, from, to, actorKind, actorId, reason, at } = change;
  if (!statusesBefore(to).includes(from)) return false;
  const moved = await tx
    .update(bookings)
    .set({ ...change.set, status: to })
    .where(and(eq(bookings.id, bookingId), inArray(bookings.status, [from])))
    .returning({ id: bookings.id });
  if (moved.length === 0) return false;
  await tx.insert(bookingTransitions).values({
    bookingId,
    fromStatus: from,
    toStatus: to,
    actorKind,
    actorId: actorId ?? null,
    reason,
    at,
  });
  return true;
}

/** Bookings that a clock has made due, oldest first: their ids. Indexes: bookings_hold_expiry, _to_check_in, _to_check_out. */
export async function listDue(
  db: DbOrTx,
  what: "hold_expiry" | "check_in" | "check_out",
  now: Date,
  max: number,
): Promise<BookingId[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const due = {
    hold_expiry: sql`status = 'held' and hold_expires_at <= ${at} order by hold_expires_at`,
    check_in: sql`status = 'confirmed' and check_in_at <= ${at} order by check_in_at`,
    check_out: sql`status = 'checked_in' and check_out_at <= ${at} order by check_out_at`,
  }[what];
  const rows = await rowsOf<{ id: string }>(db, sql`select id from bookings where ${due} limit ${max}`);
  return rows.map((row) => idFromUuid("booking", row.id));
}
