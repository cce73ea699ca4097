import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { z } from "zod";
import { routes } from "@/app/_routes";
import { formatCount } from "@/app/_ui/format/figures";
import { DataTable } from "@/app/_ui/table/data-table";
import { Tag } from "@/app/_ui/tag";
import type { personRowContract } from "@/server/modules/admin/contract";
import { PersonCell, UtcDay } from "./cells";

type PersonRow = z.output<typeof personRowContract>;

/** People of the market with what they are in it. */
export function PersonTable({ rows, empty }: { rows: readonly PersonRow[]; empty: string }) {
  const t = useTranslations("admin.people");
  const locale = useLocale();
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowId={(row) => row.personId}
      empty={empty}
      columns={[
        {
          id: "name",
          header: t("columns.name"),
          lead: true,
          cell: (row) => <PersonCell id={row.personId} name={row.name} />,
        },
        {
          id: "email",
          header: t("columns.email"),
          wraps: true,
          cell: (row) => (
            <>
              {row.email}
              {row.emailVerified ? null : <span className="text-amber-ink"> · {t("unverified")}</span>}
            </>
          ),
        },
        { id: "roles", header: t("columns.roles"), cell: (row) => <RoleTags person={row} /> },
        {
          id: "bookings",
          header: t("columns.bookings"),
          align: "end",
          cell: (row) => (
            <Link href={routes.admin.bookings({ guest: row.personId })} className="link">
              {formatCount(row.bookingCount, locale)}
            </Link>
          ),
        },
        {
          id: "listings",
          header: t("columns.listings"),
          align: "end",
          cell: (row) => (
            <Link href={routes.admin.listings({ host: row.personId })} className="link">
              {formatCount(row.listingCount, locale)}
            </Link>
          ),
        },
        { id: "since", header: t("columns.since"), cell: (row) => <UtcDay at={row.memberSince} /> },
      ]}
    />
  );
}

/** What somebody is in the market. */
export function RoleTags({ person }: { person: PersonRow }) {
  const t = useTranslations("admin.people");
  return (
    <span className="flex gap-1">
      {person.suspendedAt ? <Tag tone="red">{t("suspended")}</Tag> : null}
      {person.isOperator ? <Tag tone="clay">{t("operator")}</Tag> : null}
      {person.isHost ? <Tag tone="moss">{t("host")}</Tag> : null}
      {person.isHost || person.isOperator ? null : <Tag>{t("guest")}</Tag>}
    </span>
  );
}
