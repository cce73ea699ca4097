import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { DataTable } from "@/app/_ui/table/data-table";
import type { EventRow } from "@/server/modules/admin/contract";
import { IdText, UtcInstant } from "./cells";
import { ObjectLink } from "./object-link";

/** Events of the log, each leading to its page. */
export function EventTable({
  label,
  rows,
  empty,
}: {
  label: string;
  rows: readonly EventRow[];
  empty: string;
}) {
  const t = useTranslations("admin.events.log");
  return (
    <DataTable
      label={label}
      rows={rows}
      rowId={(row) => row.eventId}
      empty={empty}
      columns={[
        { id: "at", header: t("at"), cell: (row) => <UtcInstant at={row.occurredAt} /> },
        {
          id: "type",
          header: t("type"),
          lead: true,
          cell: (row) => <span className="font-mono text-xs">{row.type}</span>,
        },
        {
          id: "id",
          header: t("id"),
          cell: (row) => <IdText id={row.eventId} href={routes.admin.event(row.eventId)} />,
        },
        { id: "key", header: t("key"), cell: (row) => <ObjectLink id={row.key} /> },
        { id: "topic", header: t("topic"), quiet: true, cell: (row) => row.topic },
        { id: "partition", header: t("partition"), align: "end", quiet: true, cell: (row) => row.partition },
        {
          id: "position",
          header: t("position"),
          align: "end",
          quiet: true,
          cell: (row) => row.position ?? t("unplaced"),
        },
      ]}
    />
  );
}
