import { getLocale, getTranslations } from "next-intl/server";
import { changeOf, chartFormat, chartValue, writeFigure } from "@/app/_analytics/figure-kind";
import { FigureTiles } from "@/app/_analytics/figure-tiles";
import { Chart, type ChartPoint } from "@/app/_ui/chart/chart";
import { ChipLinks } from "@/app/_ui/chip-links";
import { formatDate, formatDateRange, formatMonth } from "@/app/_ui/format/dates";
import type { HostPerformance } from "@/server/modules/analytics/report-contracts";
import { DRAWN, DRAWN_LOOKS, type Drawn, isDrawn, LOOKS, METRICS } from "./metrics";
import { hrefOf, type View, withChart } from "./view";

type Total = HostPerformance["totals"][number];

/** The figures of the span, each with its change and shape, and the chosen ones over time. */
export async function FiguresPart({
  view,
  report,
  total,
}: {
  view: View;
  report: HostPerformance;
  total: Total;
}) {
  const t = await getTranslations("hosting.performance");
  const locale = await getLocale();
  const { comparison } = report;
  const { figures, compared, currency, points } = total;
  const against =
    comparison && formatDateRange(comparison.from, comparison.until, locale, { weekday: false, year: true });
  return (
    <>
      {against ? <p className="-mb-1 text-ink-3 text-xs">{t("against", { range: against })}</p> : null}
      <FigureTiles
        label={t("figures")}
        tiles={METRICS.map((metric) => {
          const { kind, better, of } = LOOKS[metric];
          const figure = writeFigure(kind, of(figures), currency, locale);
          return {
            id: metric,
            term: t(`metric.${metric}.name`),
            definition: t(`metric.${metric}.definition`),
            figure,
            ...(compared
              ? changeOf({ kind, ...(better ? { better } : {}) }, of(figures), of(compared), locale)
              : {}),
            ...(isDrawn(metric)
              ? {
                  spark: {
                    values: points.map((point) => DRAWN_LOOKS[metric].of(point) ?? 0),
                    label: t("spark", {
                      name: t(`metric.${metric}.name`),
                      count: points.length,
                      now: figure,
                    }),
                  },
                }
              : {}),
          };
        })}
      />
      <h2 className="title-lg mt-5">{t("overTime")}</h2>
      <ChipLinks
        label={t("charts")}
        chips={DRAWN.map((chart) => ({
          href: hrefOf(view, withChart(view, chart)),
          label: t(`metric.${chart}.name`),
          here: view.charts.includes(chart),
        }))}
      />
      {view.charts.length === 0 ? <p className="text-ink-2">{t("noCharts")}</p> : null}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 xl:grid-cols-2">
        {view.charts.map((chart) => (
          <DrawnChart key={chart} chart={chart} report={report} total={total} />
        ))}
      </div>
    </>
  );
}

async function DrawnChart({ chart, report, total }: { chart: Drawn; report: HostPerformance; total: Total }) {
  const t = await getTranslations("hosting.performance");
  const locale = await getLocale();
  const { span, comparison, step } = report;
  const { currency, points, comparedPoints } = total;
  const { kind, of } = DRAWN_LOOKS[chart];
  const isYearShown = comparison !== null && comparison.from.slice(0, 4) !== span.until.slice(0, 4);
  const rangeOf = (days: { from: string; until: string }) =>
    formatDateRange(days.from, days.until, locale, { weekday: false, year: isYearShown });
  const drawn = points.map((point, at): ChartPoint => {
    const now = chartValue(kind, of(point), currency);
    const earlier = comparedPoints[at];
    const before = earlier && chartValue(kind, of(earlier), currency);
    return {
      label:
        step === "month" ? formatMonth(point.at, locale) : formatDate(point.at, locale, { weekday: false }),
      ...(now === undefined ? {} : { now }),
      ...(before === undefined ? {} : { before }),
    };
  });
  return (
    <section className="min-w-0 rounded-panel border border-line bg-surface px-4 pt-3.5 pb-3">
      <Chart
        title={t(`by.${step === "hour" ? "day" : step}`, { name: t(`metric.${chart}.name`) })}
        format={chartFormat(kind, currency)}
        height={220}
        series={[
          { key: "now", label: rangeOf(span), look: kind === "count" ? "bars" : "line" },
          ...(comparison ? [{ key: "before", label: rangeOf(comparison), look: "dashed" as const }] : []),
        ]}
        points={drawn}
      />
    </section>
  );
}
