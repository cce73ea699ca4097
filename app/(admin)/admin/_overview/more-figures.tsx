import { useLocale, useTranslations } from "next-intl";
import { formatCount, formatRatio, formatSum } from "@/app/_ui/format/figures";
import type { AdminOverview } from "@/server/modules/admin/contract";

/** Figures of the second rank, and today's doors. */
export function MoreFigures({ overview }: { overview: AdminOverview }) {
  const t = useTranslations("admin.overview.more");
  const locale = useLocale();
  const { figures, currency } = overview.analytics;
  const mean = (value: number | null) => (value === null ? "–" : formatCount(value, locale, 1));
  const facts = [
    { label: t("adr"), value: formatSum(figures.adrMinor, currency, locale) },
    { label: t("cancellations"), value: formatRatio(figures.cancellationRate, locale) },
    {
      label: t("lead"),
      value: figures.leadDaysMean === null ? "–" : t("days", { count: Math.round(figures.leadDaysMean) }),
    },
    { label: t("nights"), value: mean(figures.nightsPerStayMean) },
    { label: t("arrivals"), value: formatCount(overview.today.arrivals, locale) },
    { label: t("departures"), value: formatCount(overview.today.departures, locale) },
    { label: t("inHouse"), value: formatCount(overview.today.inHouse, locale) },
  ];
  return (
    <section aria-label={t("label")} className="rounded-panel border border-line bg-surface px-4 py-2.5">
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {facts.map((fact) => (
          <div key={fact.label} className="flex items-baseline gap-2">
            <dt className="text-ink-3 text-xs">{fact.label}</dt>
            <dd className="font-semibold tabular-nums">{fact.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
