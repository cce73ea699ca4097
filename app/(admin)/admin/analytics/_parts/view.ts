/** What the address of the analytics page asks for, and addresses that change a part of it. */

import { readSpan, type Span, spanQuery } from "@/app/_analytics/span";
import { routes } from "@/app/_routes";
import type { Params } from "@/app/_search-params";
import { COMPARISONS, type Comparison, REPORT_DAYS_MAX } from "@/server/modules/analytics/report-contracts";
import type { LocalDate } from "@/server/primitives/local-date";
import { METRICS, type Metric } from "./metrics";

export const DIMENSIONS = ["neighbourhood", "listing", "host", "channel", "device"] as const;
export const FUNNEL_GROUPS = ["channel", "device"] as const;
export const COHORT_MONTHS = 12;
export const DEMAND_NIGHTS = ["30", "60", "120", "183"] as const;

export type View = {
  span: Span;
  compareTo: Comparison;
  metrics: readonly Metric[];
  by: (typeof DIMENSIONS)[number];
  funnelBy: (typeof FUNNEL_GROUPS)[number];
  nights: (typeof DEMAND_NIGHTS)[number];
  /** Place whose nights are shown; undefined: the one with most unmet nights. */
  place: string | undefined;
};

const METRICS_SHOWN: readonly Metric[] = ["gbv", "occupancy"];
const NO_METRIC = "none";

export function readView(params: Params, today: LocalDate): View {
  const asked = params.text("metrics");
  const words = asked?.split(",") ?? [];
  return {
    span: readSpan(
      { span: params.text("span"), from: params.text("from"), until: params.text("until") },
      today,
      REPORT_DAYS_MAX,
    ),
    compareTo: params.oneOf("compare", COMPARISONS) ?? "previous",
    metrics: asked ? METRICS.filter((metric) => words.includes(metric)) : METRICS_SHOWN,
    by: params.oneOf("by", DIMENSIONS) ?? "neighbourhood",
    funnelBy: params.oneOf("funnelBy", FUNNEL_GROUPS) ?? "channel",
    nights: params.oneOf("nights", DEMAND_NIGHTS) ?? "60",
    place: params.text("place"),
  };
}

/** The view as an address holds it; what is usual is left out. */
export function viewQuery(view: Omit<View, "span">): Record<string, string | undefined> {
  const unless = (usual: string, value: string) => (value === usual ? undefined : value);
  return {
    compare: unless("previous", view.compareTo),
    metrics: unless(METRICS_SHOWN.join(), view.metrics.join() || NO_METRIC),
    by: unless("neighbourhood", view.by),
    funnelBy: unless("channel", view.funnelBy),
    nights: unless("60", view.nights),
    place: view.place,
  };
}

export function hrefOf(view: View, change: Partial<View> = {}): string {
  const next = { ...view, ...change };
  return routes.admin.analytics({ ...spanQuery(next.span), ...viewQuery(next) });
}

/** The chart of a metric put up, or taken away when it is there. */
export function withMetric(view: View, metric: Metric): Partial<View> {
  const isShown = view.metrics.includes(metric);
  return { metrics: METRICS.filter((one) => (one === metric ? !isShown : view.metrics.includes(one))) };
}
