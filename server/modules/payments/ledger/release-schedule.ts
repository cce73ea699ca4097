/**
 * When a booking's held money becomes the host's: 24 hours after check-in; for stays of 28 nights or more month by month,
 * each month's nights 24 hours after that month began. Pure.
 */
import { addDays, type LocalDate } from "@/server/primitives/local-date";
import { addMs, HOUR_MS, instantAt } from "@/server/primitives/zoned";

export interface ReleaseFacts {
  readonly checkIn: LocalDate;
  readonly nightCount: number;
  readonly timeZone: string;
  readonly checkInFromMinutes: number;
}

const HOURS_AFTER_CHECK_IN = 24;
const LONG_STAY_NIGHTS_MIN = 28;
const MONTH_NIGHTS = 30;

/** When the next release is due, once `nightsReleased` nights are released; null: all are. */
export function nextReleaseOf(facts: ReleaseFacts, nightsReleased: number): Date | null {
  if (nightsReleased >= facts.nightCount) return null;
  const begins = instantAt(addDays(facts.checkIn, nightsReleased), facts.checkInFromMinutes, facts.timeZone);
  return addMs(begins, HOURS_AFTER_CHECK_IN * HOUR_MS);
}

/** How many nights are released after the release that is due now. */
export function nightsAfterRelease(facts: ReleaseFacts, nightsReleased: number): number {
  if (facts.nightCount < LONG_STAY_NIGHTS_MIN) return facts.nightCount;
  return Math.min(facts.nightCount, nightsReleased + MONTH_NIGHTS);
}
