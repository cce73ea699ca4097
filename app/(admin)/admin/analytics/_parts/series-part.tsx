import { getLocale, getTranslations } from "next-intl/server";
import { Charts } from "@/app/_analytics/charts";
import { ExportLinks } from "@/app/_analytics/export-links";
import { FigureChart } from "@/app/_analytics/figure-chart";
import { changeOf, writeFigure } from "@/app/_analytics/figure-kind";
import { FigureTiles } from "@/app/_analytics/figure-tiles";
import { stepOf } from "@/app/_analytics/span";
import { serverCaller } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatDateRange } from "@/app/_ui/format/dates";
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
  const shared = await getTranslations("figures");
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
        <Charts
          chips={METRICS.map((metric) => ({
            href: hrefOf(view, withMetric(view, metric)),
            label: t(`metric.${metric}.short`),
            here: view.metrics.includes(metric),
          }))}
          end={
            <ExportLinks
              of="series"
              name={shared("overTime")}
              span={view.span}
              compareTo={compareTo}
              step={step}
            />
          }
        >
          {view.metrics.map((metric) => (
            <MetricChart key={metric} name={t(`metric.${metric}.name`)} metric={metric} series={series} />
          ))}
        </Charts>
      )}
    </>
  );
}

async function Tiles({ series }: { series: Series }) {
  const t = await getTranslations("admin.analytics");
  const shared = await getTranslations("figures");
  const locale = await getLocale();
  const { total, currency, comparison } = series;
  const against =
    comparison && formatDateRange(comparison.from, comparison.until, locale, { weekday: false, year: true });
  return (
    <>
      {against ? <p className="-mb-1 text-ink-3 text-xs">{shared("against", { range: against })}</p> : null}
      <FigureTiles
        label={shared("figures")}
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
              values: total.points.map((point) => look.of(point.figures)),
              label: shared("spark", {
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

function MetricChart({ name, metric, series }: { name: string; metric: Metric; series: Series }) {
  const { total, currency, step, span, comparison } = series;
  const { kind, of } = LOOKS[metric];
  return (
    <FigureChart
      name={name}
      kind={kind}
      look={chartLook(metric)}
      currency={currency}
      step={step}
      span={span}
      comparison={comparison}
      points={total.points.map(({ at, figures }, index) => {
        const earlier = total.comparedPoints[index];
        return { at, now: of(figures), before: earlier && of(earlier.figures) };
      })}
    />
  );
}
