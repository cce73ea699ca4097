import { useTranslations } from "next-intl";
import { DataTable } from "@/app/_ui/table/data-table";
import { deviceOf } from "@/app/_viewer/device-of";
import type { AdminPerson } from "@/server/modules/admin/directory-contract";
import { UtcInstant } from "../../../_parts/cells";

/** Where somebody is signed in. */
export function SessionTable({ rows, empty }: { rows: AdminPerson["sessions"]; empty: string }) {
  const t = useTranslations("admin.people");
  return (
    <DataTable
      label={t("latest.sessions")}
      rows={rows}
      rowId={(row) => row.sessionId}
      empty={empty}
      columns={[
        {
          id: "device",
          header: t("session.device"),
          lead: true,
          cell: (row) => (
            <span title={row.userAgent ?? undefined}>{deviceOf(row.userAgent) ?? t("session.unknown")}</span>
          ),
        },
        {
          id: "address",
          header: t("session.address"),
          cell: (row) => <span className="font-mono text-xs">{row.ipAddress || "–"}</span>,
        },
        { id: "since", header: t("session.since"), cell: (row) => <UtcInstant at={row.signedInAt} /> },
        { id: "seen", header: t("session.seen"), cell: (row) => <UtcInstant at={row.lastSeenAt} /> },
        { id: "ends", header: t("session.ends"), cell: (row) => <UtcInstant at={row.expiresAt} /> },
      ]}
    />
  );
}
