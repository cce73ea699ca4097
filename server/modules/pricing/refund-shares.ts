/** Which share of each night a cancellation gives back: the cancellation policies, as shares per night in basis points. */
import type { CANCELLATION_POLICIES } from "@/server/modules/listings/contract";
import type { RefundReason } from "@/server/modules/pricing/contract";
import { addDays, daysBetween } from "@/server/primitives/local-date";
import { BPS_WHOLE } from "@/server/primitives/money";
import { nightCount, type Stay } from "@/server/primitives/stay";
import { addMs, dateAt, deadlineDaysBefore, HOUR_MS, instantAt } from "@/server/primitives/zoned";

export type CancellationPolicy = (typeof CANCELLATION_POLICIES)[number];
export type CancelledBy = "guest" | "host" | "operator";

/** When a stay is, on whose clocks, under which policy, and when it was booked. */
export interface PolicyFacts {
  readonly policy: CancellationPolicy;
  readonly stay: Stay;
  readonly timeZone: string;
  readonly checkInFromMinutes: number;
  readonly bookedAt: Date;
}

export interface NightShares {
  /** Per night, 0 to 10,000. */
  readonly refundBps: readonly number[];
  readonly because: RefundReason;
}

const GRACE_HOURS = 24;
const GRACE_DAYS_AHEAD_MIN = 7;
const FLEXIBLE_HOURS_AHEAD = 24;
const MODERATE_DAYS_AHEAD = 5;
const STRICT_HOURS_AFTER_BOOKING = 48;
const STRICT_DAYS_AHEAD_FULL = 14;
const STRICT_DAYS_AHEAD_HALF = 7;
/** Stays this long follow the long-stay rule, whatever the policy: the next 30 nights stay with the host. */
const LONG_STAY_NIGHTS_MIN = 28;
const LONG_STAY_NIGHTS_KEPT = 30;
const HALF_BPS = BPS_WHOLE / 2;

export function checkInInstant(facts: PolicyFacts): Date {
  return instantAt(facts.stay.checkIn, facts.checkInFromMinutes, facts.timeZone);
}

function daysAhead(facts: PolicyFacts, dayCount: number): Date {
  return deadlineDaysBefore(facts.stay.checkIn, facts.checkInFromMinutes, dayCount, facts.timeZone);
}

/** Within 24 hours of booking, when check-in was 7 days away or more at booking. Undefined where it never applied. */
function graceUntil(facts: PolicyFacts): Date | undefined {
  const farEnough = facts.bookedAt.getTime() <= daysAhead(facts, GRACE_DAYS_AHEAD_MIN).getTime();
  return farEnough ? addMs(facts.bookedAt, GRACE_HOURS * HOUR_MS) : undefined;
}

/** Until when the policy itself gives everything back. */
function fullUntil(facts: PolicyFacts): Date {
  switch (facts.policy) {
    case "flexible":
      return addMs(checkInInstant(facts), -FLEXIBLE_HOURS_AHEAD * HOUR_MS);
    case "moderate":
      return daysAhead(facts, MODERATE_DAYS_AHEAD);
    case "strict": {
      const fromBooking = addMs(facts.bookedAt, STRICT_HOURS_AFTER_BOOKING * HOUR_MS);
      const beforeStay = daysAhead(facts, STRICT_DAYS_AHEAD_FULL);
      return fromBooking < beforeStay ? fromBooking : beforeStay;
    }
  }
}

/** The instants before the stay at which what comes back may change, in no sequence; check-in is the last of them. */
export function policyInstants(facts: PolicyFacts): Date[] {
  const grace = graceUntil(facts);
  const own = isLongStay(facts) ? [] : [fullUntil(facts)];
  if (facts.policy === "strict" && !isLongStay(facts)) own.push(daysAhead(facts, STRICT_DAYS_AHEAD_HALF));
  return [...(grace ? [grace] : []), ...own, checkInInstant(facts)];
}

function isLongStay(facts: PolicyFacts): boolean {
  return nightCount(facts.stay) >= LONG_STAY_NIGHTS_MIN;
}

/** Nights that have begun at an instant: a night begins at the listing's check-in time on its date. */
export function nightsBegun(facts: PolicyFacts, at: Date): number {
  const nights = nightCount(facts.stay);
  const guess = daysBetween(facts.stay.checkIn, dateAt(at, facts.timeZone));
  if (guess < -1) return 0;
  // A zone's date may stand still or be skipped around a change of its clocks, so the neighbours are tried as well.
  for (let index = Math.min(guess + 1, nights - 1); index >= Math.max(guess - 1, 0); index -= 1) {
    const begins = instantAt(addDays(facts.stay.checkIn, index), facts.checkInFromMinutes, facts.timeZone);
    if (begins <= at) return index + 1;
  }
  return guess >= nights ? nights : Math.max(0, guess - 1);
}

/** The first `keptCount` nights stay with the host; the others come back at `restBps`. */
function keepFirst(
  facts: PolicyFacts,
  keptCount: number,
  restBps: number,
  because: RefundReason,
): NightShares {
  const length = nightCount(facts.stay);
  return { refundBps: Array.from({ length }, (_, i) => (i < keptCount ? 0 : restBps)), because };
}

function afterCheckIn(facts: PolicyFacts, begun: number): NightShares {
  switch (facts.policy) {
    case "flexible":
      return keepFirst(facts, begun + 1, BPS_WHOLE, "nights_spent_kept");
    case "moderate":
      return keepFirst(facts, begun + 1, HALF_BPS, "nights_spent_and_half_kept");
    case "strict":
      return keepFirst(facts, nightCount(facts.stay), 0, "not_refundable");
  }
}

function lateBeforeCheckIn(facts: PolicyFacts, at: Date): NightShares {
  switch (facts.policy) {
    case "flexible":
      return keepFirst(facts, 1, BPS_WHOLE, "first_night_kept");
    case "moderate":
      return keepFirst(facts, 1, HALF_BPS, "first_night_and_half_kept");
    case "strict":
      return at < daysAhead(facts, STRICT_DAYS_AHEAD_HALF)
        ? keepFirst(facts, 0, HALF_BPS, "half_kept")
        : keepFirst(facts, nightCount(facts.stay), 0, "not_refundable");
  }
}

/** The share of each night that comes back when `by` cancels at `at`. Deadlines are exclusive: at one, it has passed. */
export function computeNightShares(facts: PolicyFacts, by: CancelledBy, at: Date): NightShares {
  if (by !== "guest") return keepFirst(facts, 0, BPS_WHOLE, `cancelled_by_${by}`);
  const grace = graceUntil(facts);
  if (grace && at < grace) return keepFirst(facts, 0, BPS_WHOLE, "grace_period");
  const begun = nightsBegun(facts, at);
  if (isLongStay(facts))
    return keepFirst(facts, begun + LONG_STAY_NIGHTS_KEPT, BPS_WHOLE, "long_stay_nights_kept");
  if (at >= checkInInstant(facts)) return afterCheckIn(facts, begun);
  if (at < fullUntil(facts)) return keepFirst(facts, 0, BPS_WHOLE, "full_refund_period");
  return lateBeforeCheckIn(facts, at);
}
