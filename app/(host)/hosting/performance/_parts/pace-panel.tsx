import { getLocale, getTranslations } from "next-intl/server";
import { Chart } from "@/app/_ui/chart/chart";
import { DefinitionTerm } from "@/app/_ui/definition-term";
import { formatDate, formatDateRange } from "@/app/_ui/format/dates";
import { formatCount, formatGrowth } from "@/app/_ui/format/figures";
import { Panel } from "@/app/_ui/panel";
import type { HostPerformance } from "@/server/modules/analytics/report-contracts";

type Total = HostPerformance["totals"][number];

/** How the nights ahead fill: beside last year at this time, and beside as many homes like these. */
export async function PacePanel({ report, total }: { report: HostPerformance; total: Total }) {
  const t = await getTranslations("hosting.performance.pace");
  const locale = await getLocale();
  const { from, until } = report.paceSpan;
  const { pace, market, listingCount } = total;
  const growth = formatGrowth(pace.nights, pace.nightsLastYear, locale);
  return (
    <Panel
      title={<DefinitionTerm term={t("title")} definition={t("definition")} className="justify-start!" />}
      note={formatDateRange(from, until, locale, { year: true })}
    >
      <p className="mb-3 text-ink-2">
        {t.rich("sentence", {
          strong: (text) => <strong className="font-semibold text-ink">{text}</strong>,
          nights: pace.nights,
          before: pace.nightsLastYear,
        })}
        {growth ? ` ${t("growth", { growth })}` : null}
        {market
          ? ` ${t("like", {
              count: listingCount,
              nights: formatCount(market.paceNightsPerHome * listingCount, locale, 1),
            })}`
          : null}
      </p>
      <Chart
        title={t("byWeek")}
        format="number"
        height={220}
        pointsLabel={t("week")}
        series={[
          { key: "now", label: t("now"), look: "bars" },
          { key: "before", label: t("before"), look: "dashed" },
          ...(market
            ? [{ key: "like", label: t("likeHomes"), look: "line" as const, tone: "blue" as const }]
            : []),
        ]}
        points={pace.weeks.map((week) => ({
          label: formatDate(week.from, locale, { weekday: false }),
          now: week.nights,
          before: week.nightsLastYear,
          ...(week.marketNightsPerHome === null ? {} : { like: week.marketNightsPerHome * listingCount }),
        }))}
      />
    </Panel>
  );
}
