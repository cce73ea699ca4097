import Link from "next/link";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { DataTable } from "@/app/_ui/table/data-table";
import type { DeliveryView } from "@/server/modules/notifications/contract";
import { UtcInstant } from "./cells";
import { DeliveryTag } from "./delivery-tag";

/** What was sent to whom, or why not; each leading to its page. */
export function DeliveryTable({ rows, empty }: { rows: readonly DeliveryView[]; empty: string }) {
  const t = useTranslations("admin.notifications");
  return (
    <DataTable
      label={t("title")}
      rows={rows}
      rowId={(row) => row.deliveryId}
      empty={empty}
      columns={[
        { id: "queued", header: t("columns.queued"), cell: (row) => <UtcInstant at={row.queuedAt} /> },
        {
          id: "subject",
          header: t("columns.subject"),
          lead: true,
          cell: (row) => (
            <Link
              href={routes.admin.notification(row.deliveryId)}
              className="link block md:max-w-90 md:truncate"
            >
              {row.subject || row.template}
            </Link>
          ),
        },
        {
          id: "address",
          header: t("columns.address"),
          wraps: true,
          cell: (row) => <span className="md:whitespace-nowrap">{row.address ?? "–"}</span>,
        },
        { id: "status", header: t("columns.status"), cell: (row) => <DeliveryTag status={row.status} /> },
        { id: "sent", header: t("columns.sent"), cell: (row) => <UtcInstant at={row.sentAt} /> },
        {
          id: "why",
          header: t("columns.why"),
          quiet: true,
          cell: (row) => (row.whyNot ? t(`why.${row.whyNot}`) : (row.lastError ?? "–")),
        },
        { id: "template", header: t("columns.template"), quiet: true, cell: (row) => row.template },
        {
          id: "event",
          header: t("columns.event"),
          cell: (row) => (
            <Link href={routes.admin.event(row.eventId)} className="link font-mono text-xs">
              {row.eventType}
            </Link>
          ),
        },
      ]}
    />
  );
}
