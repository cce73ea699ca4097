import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { z } from "zod";
import { routes } from "@/app/_routes";
import { formatCount } from "@/app/_ui/format/figures";
import { Money } from "@/app/_ui/money";
import { DataTable } from "@/app/_ui/table/data-table";
import type { listingRowContract } from "@/server/modules/admin/contract";
import { PersonCell, RatingText, UtcDay } from "./cells";
import { ListingTag } from "./listing-tag";

type ListingRow = z.output<typeof listingRowContract>;

/** Homes of the market in any state. */
export function ListingTable({ rows, empty }: { rows: readonly ListingRow[]; empty: string }) {
  const t = useTranslations("admin.listings");
  const locale = useLocale();
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowId={(row) => row.listingId}
      empty={empty}
      columns={[
        {
          id: "title",
          header: t("columns.title"),
          lead: true,
          cell: (row) => (
            <Link href={routes.admin.listing(row.listingId)} className="link block md:max-w-80 md:truncate">
              {row.title || t("untitled")}
            </Link>
          ),
        },
        {
          id: "host",
          header: t("columns.host"),
          cell: (row) => <PersonCell id={row.host.personId} name={row.host.name} />,
        },
        {
          id: "place",
          header: t("columns.place"),
          quiet: true,
          cell: (row) => [row.neighbourhood, row.city].filter(Boolean).join(", ") || "–",
        },
        {
          id: "status",
          header: t("columns.status"),
          cell: (row) => <ListingTag status={row.status} />,
        },
        {
          id: "base",
          header: t("columns.base"),
          align: "end",
          cell: (row) => (row.base ? <Money {...row.base} /> : "–"),
        },
        {
          id: "rating",
          header: t("columns.rating"),
          align: "end",
          cell: (row) => <RatingText {...row} />,
        },
        {
          id: "bookings",
          header: t("columns.bookings"),
          align: "end",
          cell: (row) => (
            <Link href={routes.admin.bookings({ listing: row.listingId })} className="link">
              {formatCount(row.bookingCount, locale)}
            </Link>
          ),
        },
        {
          id: "published",
          header: t("columns.published"),
          cell: (row) => <UtcDay at={row.publishedAt} />,
        },
      ]}
    />
  );
}
