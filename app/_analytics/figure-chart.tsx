import { getLocale, getTranslations } from "next-intl/server";
import { chartFormat, chartValue, type FigureKind } from "@/app/_analytics/figure-kind";
import { Chart, type ChartPoint } from "@/app/_ui/chart/chart";
import { formatDate, formatDateRange, formatMonth } from "@/app/_ui/format/dates";
import type { Step } from "@/server/modules/analytics/report-contracts";

type Days = { from: string; until: string };

export type FigureChartProps = {
  /** What the figure is called; the title says by which step it is drawn. */
  name: string;
  kind: FigureKind;
  look: "bars" | "line";
  currency: string;
  step: Step;
  span: Days;
  /** What it is held against; drawn dashed, day by day beside the span's own. */
  comparison: Days | null;
  points: readonly { at: string; now: number | null; before: number | null | undefined }[];
};

/** One figure over time, beside the same days of what it is held against. */
export async function FigureChart({
  name,
  kind,
  look,
  currency,
  step,
  span,
  comparison,
  points,
}: FigureChartProps) {
  const t = await getTranslations("figures");
  const locale = await getLocale();
  const isYearShown = comparison !== null && comparison.from.slice(0, 4) !== span.until.slice(0, 4);
  const rangeOf = (days: Days) =>
    formatDateRange(days.from, days.until, locale, { weekday: false, year: isYearShown });
  const labelOf = (at: string) =>
    step === "month" ? formatMonth(at, locale, "short") : formatDate(at, locale, { weekday: false });
  return (
    <section className="min-w-0 rounded-panel border border-line bg-surface px-4 pt-3.5 pb-3">
      <Chart
        title={t(`by.${step === "hour" ? "day" : step}`, { name })}
        format={chartFormat(kind, currency)}
        height={220}
        series={[
          { key: "now", label: rangeOf(span), look },
          ...(comparison ? [{ key: "before", label: rangeOf(comparison), look: "dashed" as const }] : []),
        ]}
        points={points.map(({ at, now, before }): ChartPoint => {
          const drawn = {
            now: chartValue(kind, now, currency),
            before: chartValue(kind, before ?? null, currency),
          };
          return {
            label: labelOf(at),
            ...(drawn.now === undefined ? {} : { now: drawn.now }),
            ...(drawn.before === undefined ? {} : { before: drawn.before }),
          };
        })}
      />
    </section>
  );
}
