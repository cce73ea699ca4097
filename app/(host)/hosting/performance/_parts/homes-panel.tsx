import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { ExportLinks } from "@/app/_analytics/export-links";
import { changeOf, writeFigure } from "@/app/_analytics/figure-kind";
import { formatCount, formatPoints } from "@/app/_ui/format/figures";
import { Panel } from "@/app/_ui/panel";
import { DataTable } from "@/app/_ui/table/data-table";
import type { HostPerformance } from "@/server/modules/analytics/report-contracts";
import { LOOKS, type Metric } from "./metrics";
import { hrefOf, type View } from "./view";

type Listing = HostPerformance["listings"][number];

/** The homes one by one; each leads to itself alone. */
export async function HomesPanel({ view, listings }: { view: View; listings: readonly Listing[] }) {
  const t = await getTranslations("hosting.performance");
  const locale = await getLocale();
  const { span, compareTo, listing } = view;
  const figure = (metric: Metric) => ({
    id: metric,
    header: t(`metric.${metric}.short`),
    align: "end" as const,
    cell: (row: Listing) => {
      const { kind, of } = LOOKS[metric];
      return writeFigure(kind, of(row.figures), row.currency, locale);
    },
  });
  return (
    <Panel
      flush
      title={t("homes.title")}
      note={t("homes.note")}
      end={
        <ExportLinks
          of="host-performance"
          name={t("homes.title")}
          span={span}
          compareTo={compareTo}
          {...(listing ? { listingId: listing } : {})}
        />
      }
    >
      <DataTable
        label={t("homes.title")}
        rows={listings}
        rowId={(row) => row.listingId}
        empty={t("homes.empty")}
        columns={[
          {
            id: "home",
            header: t("homes.home"),
            lead: true,
            cell: (row) => (
              <Link
                href={hrefOf(view, { listing: row.listingId })}
                className="link md:inline-block md:max-w-70 md:truncate md:align-middle"
              >
                {row.title}
              </Link>
            ),
          },
          figure("views"),
          figure("saves"),
          figure("conversion"),
          figure("bookings"),
          figure("occupancy"),
          figure("adr"),
          figure("revpar"),
          {
            id: "change",
            header: t("homes.change"),
            align: "end",
            cell: (row) =>
              (row.compared &&
                changeOf(LOOKS.revpar, row.figures.revparMinor, row.compared.revparMinor, locale).change) ??
              "–",
          },
          {
            id: "like",
            header: t("homes.like"),
            align: "end",
            cell: (row) =>
              row.market ? (formatPoints(row.figures.occupancy, row.market.occupancy, locale) ?? "–") : "–",
          },
          {
            id: "pace",
            header: t("homes.pace"),
            align: "end",
            cell: (row) => formatCount(row.pace.nights, locale),
          },
        ]}
      />
    </Panel>
  );
}
