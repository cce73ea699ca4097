/**
 * What bookings tell the ledger, inside their own transactions: a stay confirmed, a stay cancelled, a payment that came
 * too late. Each is posted once, however often it is told.
 */
import {
  entriesOfConfirmation,
  entriesOfLatePayment,
  entriesOfSettlement,
  type Split,
} from "@/server/modules/payments/ledger/entries";
import { type Posting, postLedger, toPosting } from "@/server/modules/payments/ledger/post-ledger";
import { nextReleaseOf, type ReleaseFacts } from "@/server/modules/payments/ledger/release-schedule";
import { lockHeldFunds, readBalances, saveRelease } from "@/server/modules/payments/ledger/store";
import type { heldFunds } from "@/server/modules/payments/tables";
import type { Tx } from "@/server/platform/db";
import { assertPresent } from "@/server/primitives/assert";
import type { BookingId, PersonId } from "@/server/primitives/id";
import type { Money } from "@/server/primitives/money";

export interface ConfirmedMoney {
  readonly heldFunds: typeof heldFunds.$inferInsert;
  /** None for a stay that costs nothing. */
  readonly posting: Posting | undefined;
}

/** The market holds the guest's money for host, market and tax office from now on: what `confirm_stay` writes of it. */
export function toConfirmedMoney(input: {
  readonly bookingId: BookingId;
  readonly hostId: PersonId;
  readonly total: Money;
  readonly split: Split;
  readonly schedule: ReleaseFacts;
  readonly now: Date;
}): ConfirmedMoney {
  const { bookingId, hostId, total, split, schedule, now } = input;
  return {
    heldFunds: {
      bookingId,
      hostId,
      currency: total.currency,
      totalMinor: total.amountMinor,
      ...split,
      ...schedule,
      nightsReleased: 0,
      nextReleaseAt: nextReleaseOf(schedule, 0),
    },
    posting: toPosting({
      causeKey: `${bookingId}:confirmed`,
      kind: "booking_confirmed",
      description: "Booking confirmed",
      bookingId,
      hostId,
      occurredAt: now,
      currency: total.currency,
      entries: entriesOfConfirmation(total.amountMinor),
    }),
  };
}

/**
 * Splits a cancelled booking's money for good: the refund to the guest, what the policy leaves to the others. The row lock
 * makes it take turns with the release, so money is moved out of whichever account it stands on.
 */
export async function recordCancelled(
  tx: Tx,
  input: {
    readonly bookingId: BookingId;
    readonly refundMinor: number;
    /** What each keeps. */
    readonly kept: Split;
    readonly description: string;
    readonly now: Date;
  },
): Promise<void> {
  const { bookingId, refundMinor, kept, description, now } = input;
  const held = assertPresent(await lockHeldFunds(tx, bookingId), "the held funds of a confirmed booking");
  const balances = await readBalances(tx, bookingId);
  await postLedger(tx, {
    causeKey: `${bookingId}:cancelled`,
    kind: "booking_cancelled",
    description,
    bookingId,
    hostId: held.hostId,
    occurredAt: now,
    // Written from a Money alone, when the booking was confirmed.
    currency: held.currency as Money["currency"],
    entries: entriesOfSettlement(balances, kept, refundMinor, 0),
  });
  await saveRelease(tx, bookingId, { nightsReleased: held.nightsReleased, nextReleaseAt: null });
}

/** The nights were gone: the whole payment belongs to the guest. */
export async function recordLatePayment(
  tx: Tx,
  input: { readonly bookingId: BookingId; readonly amount: Money; readonly now: Date },
): Promise<void> {
  const { bookingId, amount, now } = input;
  await postLedger(tx, {
    causeKey: `${bookingId}:late-payment`,
    kind: "late_payment",
    description: "Payment after the hold lapsed, to be returned",
    bookingId,
    occurredAt: now,
    currency: amount.currency,
    entries: entriesOfLatePayment(amount.amountMinor),
  });
}
