import { FUNNEL_DAYS } from "@/server/modules/analytics/contract";
import { countSources } from "@/server/modules/analytics/guests-store";
import type { DaySpan } from "@/server/modules/analytics/night-store";
import type { SourcesReport } from "@/server/modules/analytics/report-contracts";
import { headOf, openReport, type ReportCtx } from "@/server/modules/analytics/report-frame";
import { ratio } from "@/server/modules/analytics/rules";

/** Where views of homes came from, and which led to a booking of the home. Reads only; refuses a span that is too long. */
export async function readSources(ctx: ReportCtx, input: DaySpan): Promise<SourcesReport> {
  const frame = await openReport(ctx, input);
  const rows = await countSources(frame.store, frame.current.instants, FUNNEL_DAYS);
  return {
    ...headOf(frame),
    sources: rows.map((row) => ({ ...row, conversion: ratio(row.bookingGuests, row.guests) })),
  };
}
