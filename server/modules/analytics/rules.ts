/** The definitions of the figures, on sums of additive parts. Pure. */
import type { Figures, Funnel, FunnelStep } from "@/server/modules/analytics/contract";
import type { Distribution, ReportFigures } from "@/server/modules/analytics/report-contracts";
import type { Parts } from "@/server/modules/analytics/tables";
import { divideRoundHalfUp } from "@/server/primitives/money";

/** Sums over nights of stay. `available` counts a night that is published and not blocked, or sold. */
export interface NightSums {
  readonly sold: number;
  readonly available: number;
  readonly blocked: number;
  readonly revenueMinor: number;
}
export const NO_NIGHTS: NightSums = { sold: 0, available: 0, blocked: 0, revenueMinor: 0 };

export function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

export function perUnitMinor(amountMinor: number, count: number): number | null {
  return count > 0 ? divideRoundHalfUp(amountMinor, count) : null;
}

/** Occupancy, ADR and RevPAR of the same sums: RevPAR = occupancy × ADR, exactly, before rounding. */
export function computeNightFigures(nights: NightSums) {
  return {
    occupancy: ratio(nights.sold, nights.available),
    adrMinor: perUnitMinor(nights.revenueMinor, nights.sold),
    revparMinor: perUnitMinor(nights.revenueMinor, nights.available),
  };
}

/** Night sums with the figures computed from them. */
export function computeNightReport(nights: NightSums) {
  return {
    nightsSold: nights.sold,
    nightsAvailable: nights.available,
    nightsBlocked: nights.blocked,
    nightRevenueMinor: nights.revenueMinor,
    ...computeNightFigures(nights),
  };
}

/** The figures of one group or step of a report. */
export function computeReportFigures(
  parts: Parts,
  nights: NightSums | null,
  cancelledOfBooked: number,
): ReportFigures {
  const all = computeFigures(parts, NO_NIGHTS, cancelledOfBooked);
  return {
    bookings: all.bookings,
    cancellations: all.cancellations,
    gbvMinor: all.gbvMinor,
    serviceFeeMinor: all.serviceFeeMinor,
    taxMinor: all.taxMinor,
    refundMinor: all.refundMinor,
    accommodationMinor: all.accommodationMinor,
    takeRate: all.takeRate,
    cancellationRate: all.cancellationRate,
    leadDaysMean: all.leadDaysMean,
    nightsPerStayMean: all.nightsPerStayMean,
    searches: parts.searches,
    views: parts.views,
    saves: parts.saves,
    quotes: parts.quotes,
    holds: parts.holds,
    nights: nights && computeNightReport(nights),
  };
}

/** `cancelledOfBooked`: of the bookings made in the span, those cancelled until now. */
export function computeFigures(parts: Parts, nights: NightSums, cancelledOfBooked: number): Figures {
  const gbvMinor = parts.grossMinor - parts.refundMinor;
  const serviceFeeMinor = parts.guestFeeMinor + parts.hostFeeMinor - parts.serviceFeeRefundMinor;
  return {
    bookings: parts.bookings,
    cancellations: parts.cancellations,
    gbvMinor,
    serviceFeeMinor,
    taxMinor: parts.taxMinor - parts.taxRefundMinor,
    refundMinor: parts.refundMinor,
    accommodationMinor: parts.accommodationMinor - parts.accommodationRefundMinor,
    paidMinor: parts.paidMinor,
    returnedMinor: parts.returnedMinor,
    pspFeeMinor: parts.pspFeeMinor,
    takeRate: ratio(serviceFeeMinor, gbvMinor),
    cancellationRate: ratio(cancelledOfBooked, parts.bookings),
    leadDaysMean: ratio(parts.leadDays, parts.bookings),
    nightsPerStayMean: ratio(parts.nightsBooked, parts.bookings),
    ...computeNightReport(nights),
    searches: parts.searches,
    views: parts.views,
    saves: parts.saves,
  };
}

/** Counts by deepest step (1 search … 5 booking) into guests who came at least that far. */
export function computeFunnel(
  guestsByDepth: ReadonlyMap<number, number>,
  steps: readonly FunnelStep[],
): Funnel {
  return steps.map((step, index) => {
    let guests = 0;
    for (const [depth, count] of guestsByDepth) if (depth >= index + 1) guests += count;
    return { step, guests };
  });
}

/** Booking guests over all guests who took a step. */
export function conversionOf(funnel: Funnel): number | null {
  return ratio(funnel.at(-1)?.guests ?? 0, funnel[0]?.guests ?? 0);
}

/** Bounds of the buckets, each the first value of one; the last is open. */
export const LEAD_DAY_BUCKETS = [0, 1, 2, 4, 8, 15, 31, 61, 91] as const;
export const STAY_NIGHT_BUCKETS = [1, 2, 3, 4, 5, 6, 7, 14, 28] as const;

export interface ValueCount {
  readonly value: number;
  readonly count: number;
  readonly cancelled: number;
}

/** Puts counts by value into buckets; a value below the first bound counts in the first. */
export function computeDistribution(
  counts: readonly ValueCount[],
  compared: readonly ValueCount[],
  bounds: readonly number[],
): Distribution {
  const buckets = bounds.map((from, index) => {
    const next = bounds[index + 1];
    const isIn = ({ value }: ValueCount) =>
      (index === 0 || value >= from) && (next === undefined || value < next);
    return {
      from,
      until: next === undefined ? null : next - 1,
      bookings: sumBy(counts.filter(isIn), (each) => each.count),
      cancelled: sumBy(counts.filter(isIn), (each) => each.cancelled),
      compared: sumBy(compared.filter(isIn), (each) => each.count),
    };
  });
  const all = sumBy(counts, (each) => each.count);
  const mean = ratio(
    sumBy(counts, (each) => each.value * each.count),
    all,
  );
  return { buckets, mean, median: medianOf(counts), comparedMedian: medianOf(compared) };
}

function sumBy<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

/** The middle value, or the mean of the two in the middle. */
export function medianOf(counts: readonly ValueCount[]): number | null {
  const sorted = [...counts].sort((a, b) => a.value - b.value);
  const all = sumBy(sorted, (each) => each.count);
  if (all === 0) return null;
  const at = (place: number) => {
    let passed = 0;
    for (const { value, count } of sorted) {
      passed += count;
      if (passed > place) return value;
    }
    return sorted.at(-1)?.value ?? 0;
  };
  return (at(Math.floor((all - 1) / 2)) + at(Math.floor(all / 2))) / 2;
}
