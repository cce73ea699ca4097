/** What the address of the performance page asks for, and addresses that change a part of it. */
import { readSpan, type Span, spanQuery } from "@/app/_analytics/span";
import { routes } from "@/app/_routes";
import type { Params } from "@/app/_search-params";
import { COMPARISONS, type Comparison, REPORT_DAYS_MAX } from "@/server/modules/analytics/report-contracts";
import { isId, type ListingId } from "@/server/primitives/id";
import type { LocalDate } from "@/server/primitives/local-date";
import { DRAWN, type Drawn } from "./metrics";

export type View = {
  span: Span;
  compareTo: Comparison;
  /** One home; undefined: all of them. */
  listing: ListingId | undefined;
  /** The money whose homes are shown, where a host has several; undefined: the first. */
  currency: string | undefined;
  charts: readonly Drawn[];
};

const CHARTS_SHOWN: readonly Drawn[] = ["views", "occupancy"];
const NO_CHART = "none";

/** "not_a_listing" where the address names something that can be no home. */
export function readView(params: Params, today: LocalDate): View | "not_a_listing" {
  const asked = params.text("listing");
  if (asked !== undefined && !isId("listing", asked)) return "not_a_listing";
  const charts = params.text("charts");
  const words = charts?.split(",") ?? [];
  return {
    span: readSpan(
      { span: params.text("span"), from: params.text("from"), until: params.text("until") },
      today,
      REPORT_DAYS_MAX,
    ),
    compareTo: params.oneOf("compare", COMPARISONS) ?? "year",
    listing: asked,
    currency: params.text("currency"),
    charts: charts ? DRAWN.filter((one) => words.includes(one)) : CHARTS_SHOWN,
  };
}

export function viewQuery(view: Omit<View, "span">): Record<string, string | undefined> {
  const charts = view.charts.join() || NO_CHART;
  return {
    listing: view.listing,
    compare: view.compareTo === "year" ? undefined : view.compareTo,
    currency: view.currency,
    charts: charts === CHARTS_SHOWN.join() ? undefined : charts,
  };
}

export function hrefOf(view: View, change: Partial<View> = {}): string {
  const next = { ...view, ...change };
  return routes.hosting.performance({ ...spanQuery(next.span), ...viewQuery(next) });
}

/** A chart put up, or taken away when it is there. */
export function withChart(view: View, chart: Drawn): Partial<View> {
  const isShown = view.charts.includes(chart);
  return { charts: DRAWN.filter((one) => (one === chart ? !isShown : view.charts.includes(one))) };
}
