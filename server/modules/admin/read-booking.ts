import { type AdminBooking, storedSnapshotContract } from "@/server/modules/admin/contract";
import { listEventsOfBooking } from "@/server/modules/admin/event-store";
import { bookingRowOf, moneyOf } from "@/server/modules/admin/list-bookings";
import {
  listDeliveriesOf,
  listLedgerOf,
  listPaymentsOf,
  listRefundsOf,
  listTransitionsOf,
  readBookingRecord,
} from "@/server/modules/admin/money-store";
import { holdersOf } from "@/server/modules/admin/rules";
import { listActions, listBookingRows } from "@/server/modules/admin/store";
import { traceEvents } from "@/server/modules/admin/trace-events";
import { computeCentOwners } from "@/server/modules/payments/ledger/entries";
import type { OperatorCtx } from "@/server/platform/context";
import type { BookingId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

/** A booking has tens of events; more than this are not shown. */
const EVENTS_MAX = 200;
const ACTIONS_MAX = 100;

type Ledger = Awaited<ReturnType<typeof listLedgerOf>>;
type Payments = Awaited<ReturnType<typeof listPaymentsOf>>;
type Refunds = Awaited<ReturnType<typeof listRefundsOf>>;

/**
 * Everything there is about a booking: people, lines, frozen facts, transitions, payments, refunds, ledger, who has each
 * cent, events with every consumer's outcome, and what operators did. Writes nothing. Refuses with `booking_not_found`.
 */
export async function readBooking(ctx: OperatorCtx, input: { bookingId: BookingId }): Promise<AdminBooking> {
  const { db } = ctx;
  const { bookingId } = input;
  const [row] = await listBookingRows(db, { bookingId, rowsMax: 1 });
  const record = await readBookingRecord(db, bookingId);
  if (!row || !record) throw refuse("booking_not_found", { bookingId });
  const snapshot = storedSnapshotContract.parse(record.snapshot);
  const { quote } = snapshot;
  const ledger = await listLedgerOf(db, bookingId);
  const payments = await listPaymentsOf(db, bookingId);
  const refunds = await listRefundsOf(db, bookingId);
  const object = { kind: "booking", id: bookingId };
  return {
    booking: {
      ...bookingRowOf(row),
      party: record.party,
      timeZone: snapshot.timeZone,
      confirmedAt: row.confirmedAt,
      checkedInAt: row.checkedInAt,
      completedAt: row.completedAt,
      cancelledAt: row.cancelledAt,
      refund: record.refundMinor === null ? null : moneyOf(record.refundMinor, row.currency),
    },
    lines: quote.lines,
    hostFee: moneyOf(quote.hostFeeMinor, row.currency),
    snapshot,
    transitions: await readTransitions(ctx, bookingId),
    payments: payments.map(paymentOf),
    refunds: refunds.map(refundOf),
    ledger: ledgerOf(ledger, row.currency),
    cents: centsOf(ledger, row.currency),
    events: await traceEvents(db, await listEventsOfBooking(db, bookingId, EVENTS_MAX)),
    deliveries: await listDeliveriesOf(db, bookingId),
    references: referencesOf(record.quoteId, payments, refunds),
    actions: await listActions(db, { object, rowsMax: ACTIONS_MAX }),
  };
}

async function readTransitions(ctx: OperatorCtx, bookingId: BookingId): Promise<AdminBooking["transitions"]> {
  const rows = await listTransitionsOf(ctx.db, bookingId);
  return rows.map(({ actorId, actorName, ...transition }) => ({
    ...transition,
    actor: actorId && actorName ? { personId: actorId, name: actorName } : null,
  }));
}

function paymentOf(row: Payments[number]): AdminBooking["payments"][number] {
  return {
    paymentId: row.id,
    status: row.status,
    amount: moneyOf(row.amountMinor, row.currency),
    refunded: moneyOf(row.refundedMinor, row.currency),
    fee: row.feeMinor === null ? null : moneyOf(row.feeMinor, row.currency),
    cardBrand: row.cardBrand,
    cardLast4: row.cardLast4,
    failureCode: row.failureCode,
    createdAt: row.createdAt,
    settledAt: row.settledAt,
  };
}

function refundOf(row: Refunds[number]): AdminBooking["refunds"][number] {
  return {
    refundId: row.id,
    amount: moneyOf(row.amountMinor, row.currency),
    reason: row.reason,
    status: row.status,
    failure: row.failure,
    requestedAt: row.requestedAt,
    settledAt: row.settledAt,
  };
}

function balancesOf(ledger: Ledger): Map<string, number> {
  const balances = new Map<string, number>();
  for (const { account, amountMinor } of ledger.flatMap((transaction) => transaction.entries))
    balances.set(account, (balances.get(account) ?? 0) + amountMinor);
  return balances;
}

function ledgerOf(ledger: Ledger, currency: string): AdminBooking["ledger"] {
  const balances = balancesOf(ledger);
  const sumMinor = [...balances.values()].reduce((sum, balance) => sum + balance, 0);
  return {
    transactions: ledger.map((transaction) => ({
      transactionId: transaction.id,
      kind: transaction.kind,
      description: transaction.description,
      occurredAt: transaction.occurredAt,
      references: transaction.references,
      entries: transaction.entries.map((entry) => ({
        account: entry.account,
        amountMinor: entry.amountMinor,
        currency: entry.currency,
      })),
    })),
    sum: moneyOf(sumMinor, currency),
    balances: [...balances].map(([account, balanceMinor]) => ({ account, balanceMinor })),
  };
}

function centsOf(ledger: Ledger, currency: string): AdminBooking["cents"] {
  const entries = ledger.flatMap(({ kind, entries }) =>
    entries.map(({ account, amountMinor }) => ({ kind, account, amountMinor })),
  );
  const owners = computeCentOwners(entries);
  return {
    paid: moneyOf(owners.paidMinor, currency),
    holders: holdersOf(owners).map(({ holder, amountMinor }) => ({
      holder,
      amount: moneyOf(amountMinor, currency),
    })),
    gatewayFee: moneyOf(owners.pspFeeMinor, currency),
    unowned: moneyOf(owners.unownedMinor, currency),
  };
}

function referencesOf(quoteId: string, payments: Payments, refunds: Refunds): AdminBooking["references"] {
  const named = (name: string, value: string | null) => (value ? [{ name, value }] : []);
  return [
    { name: "quote", value: quoteId },
    ...payments.flatMap((payment) => [
      ...named("payment_intent", payment.intentId),
      ...named("charge", payment.chargeId),
    ]),
    ...refunds.flatMap((refund) => named("refund", refund.gatewayRefundId)),
  ];
}
