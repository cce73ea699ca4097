import { useLocale, useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import { DefinitionTerm } from "@/app/_ui/definition-term";
import { formatCount, formatGrowth, formatPoints, formatRatio, formatSum } from "@/app/_ui/format/figures";
import { Sparkline } from "@/app/_ui/sparkline";
import type { AnalyticsOverview } from "@/server/modules/analytics/contract";

type Card = {
  id: "bookings" | "gbv" | "takeRate" | "conversion" | "occupancy" | "revpar";
  figure: string;
  change: string | undefined;
  values: number[];
};

/** The six figures a market is judged by, each with its days and its change. */
export function FigureCards({ analytics }: { analytics: AnalyticsOverview }) {
  const t = useTranslations("admin.overview");
  const cards = useCards(analytics);
  return (
    <ul className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
      {cards.map((card) => {
        const isWorse = card.change?.startsWith("−") ?? false;
        const isBetter = card.change?.startsWith("+") ?? false;
        return (
          <li key={card.id} className="rounded-panel border border-line bg-surface px-4 pt-3 pb-3">
            <DefinitionTerm
              term={t(`card.${card.id}`)}
              definition={t(`definition.${card.id}`)}
              className="text-ink-2"
            />
            <div className="mt-0.5 flex flex-wrap items-baseline justify-between gap-x-2">
              <span className="title-lg tabular-nums">{card.figure}</span>
              <span
                className={classNames(
                  "text-xs tabular-nums",
                  isWorse ? "text-red-ink" : isBetter ? "text-green-ink" : "text-ink-3",
                )}
              >
                {card.change}
              </span>
            </div>
            <div className="mt-2">
              <Sparkline
                wide
                worse={isWorse}
                values={card.values}
                label={t("spark", {
                  name: t(`card.${card.id}`),
                  days: card.values.length,
                  now: card.figure,
                })}
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function useCards(analytics: AnalyticsOverview): Card[] {
  const locale = useLocale();
  const { figures: now, previous: before, series, currency } = analytics;
  const days = (pick: (day: (typeof series)[number]) => number | null) => series.map((day) => pick(day) ?? 0);
  return [
    {
      id: "bookings",
      figure: formatCount(now.bookings, locale),
      change: formatGrowth(now.bookings, before.bookings, locale),
      values: days((day) => day.bookings),
    },
    {
      id: "gbv",
      figure: formatSum(now.gbvMinor, currency, locale),
      change: formatGrowth(now.gbvMinor, before.gbvMinor, locale),
      values: days((day) => day.gbvMinor),
    },
    {
      id: "takeRate",
      figure: formatRatio(now.takeRate, locale),
      change: formatPoints(now.takeRate, before.takeRate, locale),
      values: days((day) => day.takeRate),
    },
    {
      id: "conversion",
      figure: formatRatio(analytics.conversion, locale, 2),
      change: formatPoints(analytics.conversion, analytics.previousConversion, locale, 2),
      values: days((day) => day.conversion),
    },
    {
      id: "occupancy",
      figure: formatRatio(now.occupancy, locale),
      change: formatPoints(now.occupancy, before.occupancy, locale),
      values: days((day) => day.occupancy),
    },
    {
      id: "revpar",
      figure: formatSum(now.revparMinor, currency, locale),
      change: formatGrowth(now.revparMinor, before.revparMinor, locale),
      values: days((day) => day.revparMinor),
    },
  ];
}
