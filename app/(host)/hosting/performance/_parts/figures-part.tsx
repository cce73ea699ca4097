import { getLocale, getTranslations } from "next-intl/server";
import { Charts } from "@/app/_analytics/charts";
import { FigureChart } from "@/app/_analytics/figure-chart";
import { changeOf, writeFigure } from "@/app/_analytics/figure-kind";
import { FigureTiles } from "@/app/_analytics/figure-tiles";
import { formatDateRange } from "@/app/_ui/format/dates";
import type { HostPerformance } from "@/server/modules/analytics/report-contracts";
import { DRAWN, DRAWN_LOOKS, isDrawn, LOOKS, METRICS } from "./metrics";
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
  const shared = await getTranslations("figures");
  const locale = await getLocale();
  const { comparison, span, step } = report;
  const { figures, compared, currency, points } = total;
  const against =
    comparison && formatDateRange(comparison.from, comparison.until, locale, { weekday: false, year: true });
  return (
    <>
      {against ? <p className="-mb-1 text-ink-3 text-xs">{shared("against", { range: against })}</p> : null}
      <FigureTiles
        label={shared("figures")}
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
                    values: points.map((point) => DRAWN_LOOKS[metric].of(point)),
                    label: shared("spark", {
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
      <Charts
        chips={DRAWN.map((chart) => ({
          href: hrefOf(view, withChart(view, chart)),
          label: t(`metric.${chart}.name`),
          here: view.charts.includes(chart),
        }))}
      >
        {view.charts.map((chart) => {
          const { kind, of } = DRAWN_LOOKS[chart];
          return (
            <FigureChart
              key={chart}
              name={t(`metric.${chart}.name`)}
              kind={kind}
              look={kind === "count" ? "bars" : "line"}
              currency={currency}
              step={step}
              span={span}
              comparison={comparison}
              points={points.map((point, at) => {
                const earlier = total.comparedPoints[at];
                return { at: point.at, now: of(point), before: earlier && of(earlier) };
              })}
            />
          );
        })}
      </Charts>
    </>
  );
}
