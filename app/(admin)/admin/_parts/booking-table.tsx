import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { formatDateRange } from "@/app/_ui/format/dates";
import { Money } from "@/app/_ui/money";
import { StatusTag } from "@/app/_ui/status-tag";
import { type DataColumn, DataTable } from "@/app/_ui/table/data-table";
import { statusTones } from "@/app/(guest)/trips/_parts/trip-words";
import type { BookingRow } from "@/server/modules/admin/contract";
import { ListingCell, PersonCell, UtcInstant } from "./cells";

type BookingTableProps = { label: string; rows: readonly BookingRow[]; empty: string; full?: boolean };

/** Bookings, each leading to its page; `full` with host and channel. */
export function BookingTable({ label, rows, empty, full }: BookingTableProps) {
  const t = useTranslations("admin.bookings.columns");
  const status = useTranslations("admin.status");
  const locale = useLocale();
  const columns: DataColumn<BookingRow>[] = [
    {
      id: "booking",
      header: t("booking"),
      lead: true,
      cell: (row) => (
        <Link href={routes.admin.booking(row.bookingId)} className="link font-mono text-xs">
          {row.code}
        </Link>
      ),
    },
    {
      id: "guest",
      header: t("guest"),
      cell: (row) => <PersonCell id={row.guest.personId} name={row.guest.name} />,
    },
    ...(full
      ? [
          {
            id: "host",
            header: t("host"),
            cell: (row: BookingRow) => <PersonCell id={row.host.personId} name={row.host.name} />,
          },
        ]
      : []),
    {
      id: "listing",
      header: t("listing"),
      cell: (row) => <ListingCell id={row.listing.listingId} title={row.listing.title} />,
    },
    {
      id: "nights",
      header: t("nights"),
      cell: (row) => formatDateRange(row.stay.checkIn, row.stay.checkOut, locale, { weekday: false }),
    },
    {
      id: "total",
      header: t("total"),
      align: "end",
      cell: (row) => <Money {...row.total} className="font-medium" />,
    },
    {
      id: "state",
      header: t("state"),
      cell: (row) => <StatusTag tone={statusTones[row.status]}>{status(row.status)}</StatusTag>,
    },
    ...(full
      ? [{ id: "channel", header: t("channel"), quiet: true, cell: (row: BookingRow) => row.channel }]
      : []),
    { id: "changed", header: t("changed"), align: "end", cell: (row) => <UtcInstant at={row.changedAt} /> },
  ];
  return (
    <DataTable label={label} columns={columns} rows={rows} rowId={(row) => row.bookingId} empty={empty} />
  );
}
