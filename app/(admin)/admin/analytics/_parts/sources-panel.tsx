import { getLocale, getTranslations } from "next-intl/server";
import { ExportLinks } from "@/app/_analytics/export-links";
import type { Span } from "@/app/_analytics/span";
import { serverCaller } from "@/app/_trpc/server";
import { DefinitionTerm } from "@/app/_ui/definition-term";
import { formatCount, formatRatio } from "@/app/_ui/format/figures";
import { Panel } from "@/app/_ui/panel";
import { DataTable } from "@/app/_ui/table/data-table";
import { FUNNEL_DAYS } from "@/server/modules/analytics/contract";

const SOURCES = ["search", "home", "similar", "wishlist", "link"] as const;

/** From where guests came to a home, and how many of them booked it. */
export async function SourcesPanel({ span }: { span: Span }) {
  const { from, until } = span;
  const { sources } = await (await serverCaller()).analytics.sources({ from, until });
  const t = await getTranslations("admin.analytics.sources");
  const locale = await getLocale();
  const nameOf = (value: string) => {
    const known = SOURCES.find((source) => source === value);
    return known ? t(`from.${known}`) : t("from.unknown");
  };
  return (
    <Panel
      flush
      title={
        <DefinitionTerm
          term={t("title")}
          definition={t("definition", { days: FUNNEL_DAYS })}
          className="justify-start!"
        />
      }
      end={<ExportLinks of="sources" name={t("title")} span={span} />}
    >
      <DataTable
        label={t("title")}
        rows={sources}
        rowId={(row) => row.source}
        empty={t("empty")}
        columns={[
          { id: "source", header: t("source"), lead: true, cell: (row) => nameOf(row.source) },
          { id: "views", header: t("views"), align: "end", cell: (row) => formatCount(row.views, locale) },
          { id: "guests", header: t("guests"), align: "end", cell: (row) => formatCount(row.guests, locale) },
          {
            id: "booked",
            header: t("booked"),
            align: "end",
            cell: (row) => formatCount(row.bookingGuests, locale),
          },
          {
            id: "conversion",
            header: t("conversion"),
            align: "end",
            cell: (row) => formatRatio(row.conversion, locale, 2),
          },
        ]}
      />
    </Panel>
  );
}
