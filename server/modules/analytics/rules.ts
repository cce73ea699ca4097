/** The definitions of the figures, on sums of additive parts. Pure. */
import type { Figures, Funnel, FunnelStep } from "@/server/modules/analytics/contract";
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
    nightsSold: nights.sold,
    nightsAvailable: nights.available,
    nightsBlocked: nights.blocked,
    nightRevenueMinor: nights.revenueMinor,
    ...computeNightFigures(nights),
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
