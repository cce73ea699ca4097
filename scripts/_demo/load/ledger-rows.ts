import type { BookingPayload } from "@/server/modules/bookings/events";
import {
  computeReleasedSplit,
  entriesOfCapture,
  entriesOfConfirmation,
  entriesOfRefundSent,
  entriesOfSettlement,
  type Split,
} from "@/server/modules/payments/ledger/entries";
import type { LedgerEntry, LedgerKind } from "@/server/modules/payments/ledger/post-ledger";
import type { ComputedCancellation } from "@/server/modules/pricing/compute-cancellation";
import type { PaymentId } from "@/server/primitives/id";
import { addMs, HOUR_MS } from "@/server/primitives/zoned";
import type { DemoIds } from "./ids";
import type { Sinks } from "./sinks";

const RELEASE_HOURS = 24;
const LONG_STAY_NIGHTS = 28;
const MONTH_NIGHTS = 30;

export type StayMoney = {
  payload: BookingPayload;
  paymentId: PaymentId;
  feeMinor: number;
  times: { confirmedAt: Date; checkInAt: Date; cancelledAt: Date | null };
  settledAt: Date;
  refundSentAt: Date | null;
  cancellation: ComputedCancellation | null;
  now: Date;
};

/** The ledger of one booking up to now, by the payments module's own entries: paid, confirmed, released or given back. */
export function postStayToLedger(sinks: Sinks, ids: DemoIds, money: StayMoney): void {
  const { payload, paymentId, times } = money;
  const { bookingId, totalMinor } = payload;
  const book = new StayBook(sinks, ids, payload);
  book.post(
    "payment_captured",
    `${paymentId}:captured`,
    money.settledAt,
    entriesOfCapture(totalMinor, money.feeMinor),
  );
  book.post(
    "booking_confirmed",
    `${bookingId}:confirmed`,
    times.confirmedAt,
    entriesOfConfirmation(totalMinor),
  );
  const split: Split = {
    hostMinor: payload.nightsMinor + payload.hostFeesMinor - payload.hostFeeMinor,
    feeMinor: payload.guestFeeMinor + payload.hostFeeMinor,
    taxMinor: payload.taxMinor,
  };
  if (money.cancellation && times.cancelledAt) {
    cancel(book, money, money.cancellation, times.cancelledAt);
    return;
  }
  for (const { at, nights } of releasesOf(payload.nightCount, times.checkInAt)) {
    if (at > money.now) return;
    const target = computeReleasedSplit(split, nights, payload.nightCount);
    const released = target.hostMinor + target.feeMinor + target.taxMinor;
    const entries = entriesOfSettlement(book.balances, target, 0, totalMinor - released);
    book.post("funds_released", `${bookingId}:released:${nights}`, at, entries);
  }
}

function cancel(book: StayBook, money: StayMoney, cancellation: ComputedCancellation, at: Date): void {
  const { payload } = money;
  const paid = (what: string) => cancellation.parts.filter((part) => part.what === what);
  const kept = (what: string) => paid(what).reduce((sum, part) => sum + part.paidMinor - part.refundMinor, 0);
  const target: Split = {
    hostMinor: cancellation.hostKeepsMinor,
    feeMinor: kept("guest_service_fee") + payload.hostFeeMinor - cancellation.hostFeeRefundMinor,
    taxMinor: kept("tax"),
  };
  const { refundMinor } = cancellation;
  book.post(
    "booking_cancelled",
    `${payload.bookingId}:cancelled`,
    at,
    entriesOfSettlement(book.balances, target, refundMinor, 0),
  );
  if (money.refundSentAt)
    book.post(
      "refund_sent",
      `${payload.bookingId}:refund`,
      money.refundSentAt,
      entriesOfRefundSent(refundMinor),
    );
}

/** 24 hours after check-in; a stay of 28 nights or more is released month by month. */
function releasesOf(nightCount: number, checkInAt: Date): Array<{ at: Date; nights: number }> {
  const first = addMs(checkInAt, RELEASE_HOURS * HOUR_MS);
  if (nightCount < LONG_STAY_NIGHTS) return [{ at: first, nights: nightCount }];
  const steps: Array<{ at: Date; nights: number }> = [];
  for (let from = 0; from < nightCount; from += MONTH_NIGHTS) {
    steps.push({ at: addMs(first, from * 24 * HOUR_MS), nights: Math.min(nightCount, from + MONTH_NIGHTS) });
  }
  return steps;
}

/** A booking's own account book while its rows are made. */
class StayBook {
  readonly balances: Partial<Record<LedgerEntry["account"], number>> = {};

  constructor(
    private readonly sinks: Sinks,
    private readonly ids: DemoIds,
    private readonly payload: BookingPayload,
  ) {}

  post(kind: LedgerKind, causeKey: string, at: Date, entries: readonly LedgerEntry[]): void {
    const moved = entries.filter((entry) => entry.amountMinor !== 0);
    if (moved.length === 0) return;
    const { bookingId, hostId, currency } = this.payload;
    const transactionId = this.ids.of("ledgertx", at.getTime(), causeKey);
    this.sinks.ledgerTransactions.add({
      id: transactionId,
      causeKey,
      kind,
      description: `${DESCRIPTIONS[kind]} ${this.payload.code}`,
      bookingId,
      references: {},
      occurredAt: at,
    });
    for (const { account, amountMinor } of moved) {
      this.balances[account] = (this.balances[account] ?? 0) + amountMinor;
      this.sinks.ledgerEntries.add({ transactionId, account, currency, amountMinor, bookingId, hostId });
    }
  }
}

const DESCRIPTIONS: Record<LedgerKind, string> = {
  payment_captured: "Paid for",
  gateway_fee: "Gateway fee of",
  booking_confirmed: "Confirmed",
  late_payment: "Late payment for",
  booking_cancelled: "Cancelled",
  refund_sent: "Refund of",
  funds_released: "Released for",
};
