import { countByValue } from "@/server/modules/analytics/guests-store";
import type { DaySpan } from "@/server/modules/analytics/night-store";
import type { Comparison, DistributionsReport } from "@/server/modules/analytics/report-contracts";
import { headOf, openReport, type ReportCtx } from "@/server/modules/analytics/report-frame";
import { computeDistribution, LEAD_DAY_BUCKETS, STAY_NIGHT_BUCKETS } from "@/server/modules/analytics/rules";

/**
 * How far ahead and for how long the bookings made in a span were, whatever their currency. Reads only.
 *
 * Refuses with `invalid_input` a span that is too long.
 */
export async function readDistributions(
  ctx: ReportCtx,
  input: DaySpan & { readonly compareTo: Comparison },
): Promise<DistributionsReport> {
  const frame = await openReport(ctx, input);
  const read = async (value: "lead_days" | "night_count", bounds: readonly number[]) => {
    const [counts, compared] = await Promise.all([
      countByValue(frame.store, frame.current.instants, value),
      frame.compared ? countByValue(frame.store, frame.compared.instants, value) : [],
    ]);
    return computeDistribution(counts, compared, bounds);
  };
  return {
    ...headOf(frame),
    leadDays: await read("lead_days", LEAD_DAY_BUCKETS),
    nightsPerStay: await read("night_count", STAY_NIGHT_BUCKETS),
  };
}
