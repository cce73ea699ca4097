import { getLocale, getTranslations } from "next-intl/server";
import { ExportLinks } from "@/app/_analytics/export-links";
import { changeOf, chartFormat, chartValue, writeFigure } from "@/app/_analytics/figure-kind";
import { FigureTiles } from "@/app/_analytics/figure-tiles";
import { stepOf } from "@/app/_analytics/span";
import { serverCaller } from "@/app/_trpc/server";
import { Chart, type ChartPoint } from "@/app/_ui/chart/chart";
import { ChipLinks } from "@/app/_ui/chip-links";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatDate, formatDateRange, formatMonth } from "@/app/_ui/format/dates";
import type { Series } from "@/server/modules/analytics/report-contracts";
import { chartLook, LOOKS, METRICS, type Metric } from "./metrics";
import { hrefOf, type View, withMetric } from "./view";

/** The market's figures over the span, and the chosen ones over time. */
export async function SeriesPart({ view }: { view: View }) {
  const { from, until } = view.span;
  const step = stepOf(view.span);
  const compareTo = view.compareTo;
  const series = await (await serverCaller()).analytics.series({ from, until, step, compareTo });
  const t = await getTranslations("admin.analytics");
  const { bookings, searches, views } = series.total.figures;
  const isEmpty = bookings + searches + views === 0;
  return (
    <>
      <Tiles series={series} />
      {isEmpty ? (
        <section className="rounded-panel border border-line bg-surface px-4 py-6">
          <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>
        </section>
      ) : (
        <>
          <div className="mt-2 flex flex-wrap items-end justify-between gap-x-6 gap-y-1">
            <h2 className="font-semibold">{t("overTime")}</h2>
            <ExportLinks
              of="series"
              name={t("overTime")}
              span={view.span}
              compareTo={compareTo}
              step={step}
            />
          </div>
          <ChipLinks
            label={t("charts")}
            chips={METRICS.map((metric) => ({
              href: hrefOf(view, withMetric(view, metric)),
              label: t(`metric.${metric}.short`),
              here: view.metrics.includes(metric),
            }))}
          />
          {view.metrics.length === 0 ? <p className="text-ink-2">{t("noCharts")}</p> : null}
          <div className="grid grid-cols-1 gap-3 xl:grid-cols-2">
            {view.metrics.map((metric) => (
              <MetricChart key={metric} metric={metric} series={series} />
            ))}
          </div>
        </>
      )}
    </>
  );
}

async function Tiles({ series }: { series: Series }) {
  const t = await getTranslations("admin.analytics");
  const locale = await getLocale();
  const { total, currency, comparison } = series;
  const against =
    comparison && formatDateRange(comparison.from, comparison.until, locale, { weekday: false, year: true });
  return (
    <>
      {against ? <p className="-mb-1 text-ink-3 text-xs">{t("against", { range: against })}</p> : null}
      <FigureTiles
        label={t("figures")}
        tiles={METRICS.map((metric) => {
          const look = LOOKS[metric];
          const now = look.of(total.figures);
          const figure = writeFigure(look.kind, now, currency, locale);
          return {
            id: metric,
            term: t(`metric.${metric}.name`),
            definition: t(`metric.${metric}.definition`),
            figure,
            ...(total.compared ? changeOf(look, now, look.of(total.compared), locale) : {}),
            spark: {
              values: total.points.map((point) => look.of(point.figures) ?? 0),
              label: t("spark", {
                name: t(`metric.${metric}.name`),
                count: total.points.length,
                now: figure,
              }),
            },
          };
        })}
      />
    </>
  );
}

async function MetricChart({ metric, series }: { metric: Metric; series: Series }) {
  const t = await getTranslations("admin.analytics");
  const locale = await getLocale();
  const { total, currency, step, span, comparison } = series;
  const isYearShown = comparison !== null && comparison.from.slice(0, 4) !== span.until.slice(0, 4);
  const rangeOf = (days: { from: string; until: string }) =>
    formatDateRange(days.from, days.until, locale, { weekday: false, year: isYearShown });
  const { kind, of } = LOOKS[metric];
  const name = t(`metric.${metric}.name`);
  const points = total.points.map(({ at, figures }, index): ChartPoint => {
    const now = chartValue(kind, of(figures), currency);
    const earlier = total.comparedPoints[index];
    const before = earlier && chartValue(kind, of(earlier.figures), currency);
    return {
      label: step === "month" ? formatMonth(at, locale) : formatDate(at, locale, { weekday: false }),
      ...(now === undefined ? {} : { now }),
      ...(before === undefined ? {} : { before }),
    };
  });
  return (
    <section className="min-w-0 rounded-panel border border-line bg-surface px-4 pt-3.5 pb-3">
      <Chart
        title={t(`by.${step === "hour" ? "day" : step}`, { name })}
        format={chartFormat(kind, currency)}
        height={220}
        series={[
          { key: "now", label: rangeOf(span), look: chartLook(metric) },
          ...(comparison ? [{ key: "before", label: rangeOf(comparison), look: "dashed" as const }] : []),
        ]}
        points={points}
      />
    </section>
  );
}
