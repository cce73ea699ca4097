import { useLocale, useTranslations } from "next-intl";
import { Chart } from "@/app/_ui/chart/chart";
import { formatDate } from "@/app/_ui/format/dates";
import { toUnits } from "@/app/_ui/format/figures";
import type { AnalyticsOverview } from "@/server/modules/analytics/contract";

/** GBV by day, at least 28 days, against as many before. */
export function GbvChart({ analytics }: { analytics: AnalyticsOverview }) {
  const t = useTranslations("admin.overview");
  const locale = useLocale();
  const { series, previousSeries, currency } = analytics;
  return (
    <section className="min-w-0 rounded-panel border border-line bg-surface px-4 pt-3.5 pb-3">
      <Chart
        title={t("gbvByDay")}
        format={{ currency }}
        height={236}
        series={[
          { key: "gbv", label: t("thisSpan", { days: series.length }), look: "bars" },
          { key: "before", label: t("before", { days: previousSeries.length }), look: "dashed" },
        ]}
        points={series.map((day, at) => ({
          label: formatDate(day.day, locale, { weekday: false }),
          gbv: toUnits(day.gbvMinor, currency),
          before: toUnits(previousSeries[at]?.gbvMinor ?? 0, currency),
        }))}
      />
    </section>
  );
}
