import { getLocale, getTranslations } from "next-intl/server";
import { changeOf, type FigureKind, writeFigure } from "@/app/_analytics/figure-kind";
import { DefinitionTerm } from "@/app/_ui/definition-term";
import { Panel } from "@/app/_ui/panel";
import { DataTable } from "@/app/_ui/table/data-table";
import { COMPARABLES_MIN, type HostPerformance } from "@/server/modules/analytics/report-contracts";

type Total = HostPerformance["totals"][number];

/** The host's figures beside those of homes like theirs; says so plainly where there are too few of them. */
export async function MarketPanel({ total }: { total: Total }) {
  const t = await getTranslations("hosting.performance.market");
  const locale = await getLocale();
  const { market, figures, pace, currency, listingCount } = total;
  const title = (
    <DefinitionTerm
      term={t("title")}
      definition={t("definition", { count: COMPARABLES_MIN })}
      className="justify-start!"
    />
  );
  if (!market)
    return (
      <Panel title={title}>
        <p className="text-ink-2">{t("withheld", { count: COMPARABLES_MIN })}</p>
      </Panel>
    );
  const rows: { id: Row; kind: FigureKind; own: number | null; like: number | null }[] = [
    { id: "occupancy", kind: "ratio", own: figures.occupancy, like: market.occupancy },
    { id: "adr", kind: "money", own: figures.adrMinor, like: market.adrMinor },
    { id: "revpar", kind: "money", own: figures.revparMinor, like: market.revparMinor },
    { id: "viewsPerHome", kind: "mean", own: figures.views / listingCount, like: market.viewsPerHome },
    { id: "paceNights", kind: "mean", own: pace.nights / listingCount, like: market.paceNightsPerHome },
  ];
  const write = (kind: FigureKind, value: number | null) => writeFigure(kind, value, currency, locale);
  return (
    <Panel flush title={title} note={t(`likeness.${market.likeness}`, { count: market.listingCount })}>
      <DataTable
        label={t("title")}
        rows={rows}
        rowId={(row) => row.id}
        empty=""
        columns={[
          { id: "figure", header: t("figure"), lead: true, cell: (row) => t(`row.${row.id}`) },
          { id: "own", header: t("own"), align: "end", cell: (row) => write(row.kind, row.own) },
          { id: "like", header: t("like"), align: "end", cell: (row) => write(row.kind, row.like) },
          {
            id: "difference",
            header: t("difference"),
            align: "end",
            cell: (row) => {
              const { change, verdict } = changeOf(
                { kind: row.kind, better: "more" },
                row.own,
                row.like,
                locale,
              );
              return (
                <span
                  className={
                    verdict === "better" ? "text-green-ink" : verdict === "worse" ? "text-red-ink" : undefined
                  }
                >
                  {change ?? "–"}
                </span>
              );
            },
          },
        ]}
      />
      <p className="px-4 pb-3.5 text-ink-3 text-xs">{t("points")}</p>
    </Panel>
  );
}

type Row = "occupancy" | "adr" | "revpar" | "viewsPerHome" | "paceNights";
