import { useTranslations } from "next-intl";
import { DataTable } from "@/app/_ui/table/data-table";
import type { ActionView } from "@/server/modules/admin/contract";
import { PersonCell, UtcInstant } from "./cells";
import { ObjectLink } from "./object-link";

/** What operators did, and why. */
export function ActionTable({ rows, empty }: { rows: readonly ActionView[]; empty: string }) {
  const t = useTranslations("admin.audit");
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowId={(row) => row.actionId}
      empty={empty}
      columns={[
        { id: "at", header: t("columns.at"), cell: (row) => <UtcInstant at={row.at} /> },
        {
          id: "operator",
          header: t("columns.operator"),
          cell: (row) => <PersonCell id={row.operator.personId} name={row.operator.name} />,
        },
        {
          id: "action",
          header: t("columns.action"),
          lead: true,
          cell: (row) => <span className="font-mono text-xs">{row.action}</span>,
        },
        {
          id: "object",
          header: t("columns.object"),
          cell: (row) => <ObjectLink kind={row.objectKind} id={row.objectId} />,
        },
        { id: "reason", header: t("columns.reason"), wraps: true, cell: (row) => row.reason },
        {
          id: "details",
          header: t("columns.details"),
          quiet: true,
          wraps: true,
          cell: (row) =>
            Object.keys(row.details).length === 0 ? (
              "–"
            ) : (
              <span className="break-all font-mono text-xs">{JSON.stringify(row.details)}</span>
            ),
        },
      ]}
    />
  );
}
