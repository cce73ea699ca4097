import Link from "next/link";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { DataTable } from "@/app/_ui/table/data-table";
import type { WebhookDeliveryView } from "@/server/modules/integrations/contract";
import { UtcInstant } from "../../_parts/cells";
import { ObjectLink } from "../../_parts/object-link";
import { WebhookTag } from "./webhook-tag";

/** What was queued for endpoints, and what became of it. */
export function WebhookTable({ rows, empty }: { rows: readonly WebhookDeliveryView[]; empty: string }) {
  const t = useTranslations("admin.integrations");
  return (
    <DataTable
      label={t("sent")}
      rows={rows}
      rowId={(row) => `${row.endpointId} ${row.eventId}`}
      empty={empty}
      columns={[
        {
          id: "type",
          header: t("columns.type"),
          lead: true,
          cell: (row) => (
            <Link href={routes.admin.webhook(row.endpointId, row.eventId)} className="hovered:link">
              {row.type}
            </Link>
          ),
        },
        { id: "status", header: t("columns.status"), cell: (row) => <WebhookTag status={row.status} /> },
        {
          id: "url",
          header: t("columns.url"),
          quiet: true,
          cell: (row) => <span className="block max-w-80 truncate">{row.endpointUrl}</span>,
        },
        { id: "event", header: t("columns.event"), cell: (row) => <ObjectLink id={row.eventId} /> },
        { id: "queued", header: t("columns.queued"), cell: (row) => <UtcInstant at={row.queuedAt} /> },
        { id: "attempts", header: t("columns.attempts"), align: "end", cell: (row) => row.attempts },
        { id: "next", header: t("columns.next"), cell: (row) => <UtcInstant at={row.nextAttemptAt} /> },
        { id: "done", header: t("columns.delivered"), cell: (row) => <UtcInstant at={row.deliveredAt} /> },
      ]}
    />
  );
}
