"use client";
import dynamic from "next/dynamic";
import { useLocale, useTranslations } from "next-intl";
import { formatCount, formatGrowth, formatMean, formatRatio, formatSum } from "@/app/_ui/format/figures";
import { Skeleton } from "@/app/_ui/skeleton";
import type { TableColumn, TableProps } from "@/app/_ui/table/table";

// The sorting table comes after the page: nothing above it waits for it.
const Table = dynamic<TableProps<GroupRow>>(
  () => import("@/app/_ui/table/table").then((module) => module.Table<GroupRow>),
  { ssr: false, loading: () => <Skeleton className="m-4 h-72 rounded-control" /> },
);

export type GroupRow = {
  id: string;
  name: string;
  href: string | null;
  gbvMinor: number;
  gbvBeforeMinor: number | null;
  bookings: number;
  takeRate: number | null;
  cancellationRate: number | null;
  occupancy: number | null;
  adrMinor: number | null;
  revparMinor: number | null;
  leadDays: number | null;
  nightsPerStay: number | null;
  views: number;
  saves: number;
};

type GroupsTableProps = {
  by: string;
  rows: readonly GroupRow[];
  currency: string;
  /** Homes are not on offer by channel or device: then there is no occupancy. */
  hasNights: boolean;
};

const ROWS_MAX = 10;

/** Groups of the market in columns that sort. */
export function GroupsTable({ by, rows, currency, hasNights }: GroupsTableProps) {
  const t = useTranslations("admin.analytics");
  const columns = useColumns(by, currency, hasNights);
  return (
    <section
      aria-label={t("groups.title")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
      tabIndex={0}
      className="scroll-edges relative overflow-x-auto rounded-b-panel pb-1"
    >
      <Table
        label={t("groups.title")}
        dense
        scrolls
        rowsMax={ROWS_MAX}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        initialSort={{ id: "gbv", desc: true }}
        empty={t("groups.empty")}
      />
    </section>
  );
}

function useColumns(by: string, currency: string, hasNights: boolean): TableColumn<GroupRow>[] {
  const t = useTranslations("admin.analytics");
  const locale = useLocale();
  const money = (value: number | null) => formatSum(value, currency, locale);
  const mean = (value: number | null) => formatMean(value, locale);
  const count = (value: number | null) => (value === null ? "–" : formatCount(value, locale));
  const column = (
    id: string,
    header: string,
    value: (row: GroupRow) => number | null | undefined,
    write: (value: number | null) => string,
  ): TableColumn<GroupRow> => ({
    id,
    header,
    align: "end",
    value,
    cell: (row) => write(value(row) ?? null),
  });
  const ratio = (value: number | null) => formatRatio(value, locale);
  return [
    {
      id: "name",
      header: by,
      lead: true,
      value: (row) => row.name,
      cell: (row) =>
        row.href ? (
          <a href={row.href} className="link md:inline-block md:max-w-60 md:truncate md:align-middle">
            {row.name}
          </a>
        ) : (
          row.name
        ),
    },
    column("gbv", t("metric.gbv.name"), (row) => row.gbvMinor, money),
    {
      id: "change",
      header: t("groups.change"),
      align: "end",
      value: (row) =>
        row.gbvBeforeMinor ? (row.gbvMinor - row.gbvBeforeMinor) / Math.abs(row.gbvBeforeMinor) : undefined,
      cell: (row) => formatGrowth(row.gbvMinor, row.gbvBeforeMinor, locale) ?? "–",
    },
    column("bookings", t("metric.bookings.name"), (row) => row.bookings, count),
    column("takeRate", t("metric.takeRate.name"), (row) => row.takeRate, ratio),
    column("cancelled", t("metric.cancellationRate.name"), (row) => row.cancellationRate, ratio),
    ...(hasNights
      ? [
          column("occupancy", t("metric.occupancy.name"), (row) => row.occupancy, ratio),
          column("adr", t("metric.adr.name"), (row) => row.adrMinor, money),
          column("revpar", t("metric.revpar.name"), (row) => row.revparMinor, money),
        ]
      : []),
    column("leadDays", t("metric.leadDays.short"), (row) => row.leadDays, mean),
    column("nightsPerStay", t("metric.nightsPerStay.short"), (row) => row.nightsPerStay, mean),
    column("views", t("groups.views"), (row) => row.views, count),
    column("saves", t("groups.saves"), (row) => row.saves, count),
  ];
}
