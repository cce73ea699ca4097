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
import { nextReleaseOf, nightsAfterRelease } from "@/server/modules/payments/ledger/release-schedule";
import type { ComputedCancellation } from "@/server/modules/pricing/compute-cancellation";
import type { PaymentId, RefundId } from "@/server/primitives/id";
import type { DemoIds } from "./ids";
import type { Sinks } from "./sinks";

export type StayMoney = {
  payload: BookingPayload;
  paymentId: PaymentId;
  feeMinor: number;
  checkInFromMinutes: number;
  times: { confirmedAt: Date; cancelledAt: Date | null };
  settledAt: Date;
  refund: { refundId: RefundId; sentAt: Date } | null;
  cancellation: ComputedCancellation | null;
  now: Date;
};

/** The ledger of one booking up to now, by the payments module's own entries: paid, confirmed, released or given back. */
export function postStayToLedger(sinks: Sinks, ids: DemoIds, money: StayMoney): void {
  const { payload, paymentId, times } = money;
  const { bookingId, hostId, currency, totalMinor, nightCount } = payload;
  const book = new StayBook(sinks, ids, payload);
  const captured = entriesOfCapture(totalMinor, money.feeMinor);
  book.post("payment_captured", "Payment captured", `${paymentId}:captured`, money.settledAt, captured);
  const confirmed = entriesOfConfirmation(totalMinor);
  book.post("booking_confirmed", "Booking confirmed", `${bookingId}:confirmed`, times.confirmedAt, confirmed);
  const split: Split = {
    hostMinor: payload.nightsMinor + payload.hostFeesMinor - payload.hostFeeMinor,
    feeMinor: payload.guestFeeMinor + payload.hostFeeMinor,
    taxMinor: payload.taxMinor,
  };
  const { checkIn, timeZone } = payload;
  const schedule = { checkIn, nightCount, timeZone, checkInFromMinutes: money.checkInFromMinutes };
  let nightsReleased = 0;
  let nextReleaseAt = nextReleaseOf(schedule, 0);
  if (money.cancellation && times.cancelledAt) {
    cancel(book, money, money.cancellation, times.cancelledAt);
    nextReleaseAt = null;
  }
  while (nextReleaseAt && nextReleaseAt <= money.now) {
    const at = nextReleaseAt;
    nightsReleased = nightsAfterRelease(schedule, nightsReleased);
    const target = computeReleasedSplit(split, nightsReleased, nightCount);
    const heldMinor = totalMinor - target.hostMinor - target.feeMinor - target.taxMinor;
    const entries = entriesOfSettlement(book.balances, target, 0, heldMinor);
    book.post(
      "funds_released",
      "Released, 24 h after check-in",
      `${bookingId}:released:${nightsReleased}`,
      at,
      entries,
    );
    nextReleaseAt = nextReleaseOf(schedule, nightsReleased);
  }
  sinks.heldFunds.add({
    bookingId,
    hostId,
    currency,
    totalMinor,
    ...split,
    ...schedule,
    nightsReleased,
    nextReleaseAt,
  });
}

function cancel(book: StayBook, money: StayMoney, cancellation: ComputedCancellation, at: Date): void {
  const { payload, refund } = money;
  const kept = (what: string) =>
    cancellation.parts
      .filter((part) => part.what === what)
      .reduce((sum, part) => sum + part.paidMinor - part.refundMinor, 0);
  const target: Split = {
    hostMinor: cancellation.hostKeepsMinor,
    feeMinor: kept("guest_service_fee") + payload.hostFeeMinor - cancellation.hostFeeRefundMinor,
    taxMinor: kept("tax"),
  };
  const { refundMinor } = cancellation;
  const entries = entriesOfSettlement(book.balances, target, refundMinor, 0);
  book.post("booking_cancelled", "Booking cancelled", `${payload.bookingId}:cancelled`, at, entries);
  if (!refund) return;
  book.post(
    "refund_sent",
    "Refund sent",
    `${refund.refundId}:sent`,
    refund.sentAt,
    entriesOfRefundSent(refundMinor),
  );
}

/** A booking's own account book while its rows are made. */
class StayBook {
  readonly balances: Partial<Record<LedgerEntry["account"], number>> = {};

  constructor(
    private readonly sinks: Sinks,
    private readonly ids: DemoIds,
    private readonly payload: BookingPayload,
  ) {}

  post(
    kind: LedgerKind,
    description: string,
    causeKey: string,
    at: Date,
    entries: readonly LedgerEntry[],
  ): void {
    const moved = entries.filter((entry) => entry.amountMinor !== 0);
    if (moved.length === 0) return;
    const { bookingId, hostId, currency } = this.payload;
    const id = this.ids.of("ledgertx", at.getTime(), causeKey);
    this.sinks.ledgerTransactions.add({
      id,
      causeKey,
      kind,
      description,
      bookingId,
      references: {},
      occurredAt: at,
    });
    for (const { account, amountMinor } of moved) {
      this.balances[account] = (this.balances[account] ?? 0) + amountMinor;
      this.sinks.ledgerEntries.add({ transactionId: id, account, currency, amountMinor, bookingId, hostId });
    }
  }
}
