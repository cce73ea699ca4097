import { getLocale, getTranslations } from "next-intl/server";
import { ExportLinks } from "@/app/_analytics/export-links";
import { serverCaller } from "@/app/_trpc/server";
import { Chart } from "@/app/_ui/chart/chart";
import { ChipLinks } from "@/app/_ui/chip-links";
import { DefinitionTerm } from "@/app/_ui/definition-term";
import { formatDate, formatDateRange } from "@/app/_ui/format/dates";
import { formatCount } from "@/app/_ui/format/figures";
import { Panel } from "@/app/_ui/panel";
import type { DemandReport } from "@/server/modules/analytics/report-contracts";
import { addDays, type LocalDate } from "@/server/primitives/local-date";
import { DemandMap } from "./demand-map";
import { DemandTable } from "./demand-table";
import { DEMAND_NIGHTS, hrefOf, type View } from "./view";

type Place = DemandReport["places"][number];

/** Stands for the empty place in addresses. */
const MARKET = "*";

/** What guests looked for in the nights ahead, beside what was on offer: where homes are missing. */
export async function DemandPanel({ view, today }: { view: View; today: LocalDate }) {
  const span = { from: today, until: addDays(today, Number(view.nights) - 1) };
  const { places } = await (await serverCaller()).analytics.demand(span);
  const t = await getTranslations("admin.analytics.demand");
  const locale = await getLocale();
  const byUnmet = [...places].sort((a, b) => b.unmetNights - a.unmetNights || b.searches - a.searches);
  const chosen = places.find((place) => (place.place || MARKET) === view.place) ?? byUnmet[0];
  const nameOf = (place: Place) => place.name || t("market");
  const hrefFor = (place: Place) => hrefOf(view, { place: place.place || MARKET });
  return (
    <Panel
      flush
      title={<DefinitionTerm term={t("title")} definition={t("definition")} className="justify-start!" />}
      note={formatDateRange(span.from, span.until, locale, { year: true })}
      end={<ExportLinks of="demand" name={t("title")} span={span} />}
    >
      <div className="px-4 pb-3">
        <ChipLinks
          label={t("nights")}
          chips={DEMAND_NIGHTS.map((nights) => ({
            href: hrefOf(view, { nights }),
            label: t("nightsAhead", { count: Number(nights) }),
            here: nights === view.nights,
          }))}
        />
      </div>
      {!chosen || places.every((place) => place.searches === 0) ? (
        <p className="px-4 pb-4 text-ink-2">{t("empty")}</p>
      ) : (
        <>
          <div className="grid grid-cols-1 gap-4 px-4 pb-4 xl:grid-cols-2">
            <DemandMap
              chosen={chosen.place}
              pins={byUnmet.flatMap((place) =>
                place.center && place.unmetNights > 0
                  ? [
                      {
                        id: place.place,
                        ...place.center,
                        label: formatCount(place.unmetNights, locale),
                        amount: place.unmetNights,
                        title: t("pin", { name: nameOf(place) }),
                        href: hrefFor(place),
                      },
                    ]
                  : [],
              )}
            />
            <Nights place={chosen} name={nameOf(chosen)} />
          </div>
          <DemandTable
            rows={byUnmet.map((place) => ({
              id: place.place || MARKET,
              name: nameOf(place),
              href: hrefFor(place),
              isHere: place === chosen,
              place,
            }))}
          />
        </>
      )}
    </Panel>
  );
}

async function Nights({ place, name }: { place: Place; name: string }) {
  const t = await getTranslations("admin.analytics.demand");
  const locale = await getLocale();
  return (
    <div className="min-w-0">
      <Chart
        title={t("byNight", { name })}
        format="number"
        height={280}
        series={[
          { key: "unmet", label: t("unmet"), look: "bars", tone: "clay" },
          { key: "few", label: t("few"), look: "line", tone: "amber" },
          ...(place.isKnown
            ? [{ key: "open", label: t("open"), look: "dashed" as const, tone: "moss" as const }]
            : []),
        ]}
        points={place.cells.map((cell) => ({
          label: formatDate(cell.night, locale),
          unmet: cell.unmetNights,
          few: cell.fewSearches,
          ...(place.isKnown ? { open: cell.nightsOpen } : {}),
        }))}
      />
    </div>
  );
}
