import { FUNNEL_DAYS } from "@/server/modules/analytics/contract";
import type { DaySpan } from "@/server/modules/analytics/night-store";
import { funnelOf } from "@/server/modules/analytics/read-overview";
import { countGuestsByDepth, type GuestCount } from "@/server/modules/analytics/read-store";
import type { Comparison, FunnelReport } from "@/server/modules/analytics/report-contracts";
import { headOf, openReport, type ReportCtx } from "@/server/modules/analytics/report-frame";
import { conversionOf } from "@/server/modules/analytics/rules";

/**
 * Distinct guests by how far they came within 30 days of their first step in the span, together and by where they took it.
 * Reads only. Refuses with `invalid_input` a span that is too long.
 */
export async function readFunnel(
  ctx: ReportCtx,
  input: DaySpan & { readonly compareTo: Comparison; readonly by: "market" | "channel" | "device" },
): Promise<FunnelReport> {
  const frame = await openReport(ctx, input);
  const { store, zone, current, compared } = frame;
  const [counts, before] = await Promise.all([
    countGuestsByDepth(store, current.instants, zone, FUNNEL_DAYS, input.by),
    compared && countGuestsByDepth(store, compared.instants, zone, FUNNEL_DAYS, input.by),
  ]);
  const of = (value: string | undefined) => {
    const pick = (rows: readonly GuestCount[]) =>
      funnelOf(value === undefined ? rows : rows.filter((row) => row.group === value));
    const funnel = pick(counts);
    const earlier = before ? pick(before) : null;
    return {
      value: value ?? "",
      funnel,
      conversion: conversionOf(funnel),
      compared: earlier,
      comparedConversion: earlier && conversionOf(earlier),
    };
  };
  const values = input.by === "market" ? [] : [...new Set(counts.map((row) => row.group))].sort();
  return { ...headOf(frame), total: of(undefined), groups: values.map(of) };
}
