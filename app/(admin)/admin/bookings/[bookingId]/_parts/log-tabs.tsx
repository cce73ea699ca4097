import Link from "next/link";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { Instant } from "@/app/_ui/instant";
import { Panel } from "@/app/_ui/panel";
import { DataTable } from "@/app/_ui/table/data-table";
import type { AdminBooking } from "@/server/modules/admin/contract";
import { IdText, UtcInstant } from "../../../_parts/cells";
import { DeliveryTag } from "../../../_parts/delivery-tag";
import { OutcomeTags } from "../../../_parts/outcomes";

/** Letters about the booking. */
export function DeliveriesTab({ data }: { data: AdminBooking }) {
  const t = useTranslations("admin.notifications");
  const booking = useTranslations("admin.booking");
  return (
    <Panel flush title={t("title")}>
      <DataTable
        label={t("title")}
        rows={data.deliveries}
        rowId={(row) => row.deliveryId}
        empty={booking("noDeliveries")}
        columns={[
          {
            id: "subject",
            header: t("columns.subject"),
            lead: true,
            cell: (row) => (
              <Link href={routes.admin.notification(row.deliveryId)} className="link">
                {row.subject || row.template}
              </Link>
            ),
          },
          { id: "to", header: t("columns.address"), cell: (row) => row.recipient.name },
          { id: "template", header: t("columns.template"), quiet: true, cell: (row) => row.template },
          { id: "status", header: t("columns.status"), cell: (row) => <DeliveryTag status={row.status} /> },
          { id: "why", header: t("columns.why"), quiet: true, wraps: true, cell: (row) => row.whyNot ?? "–" },
          {
            id: "queued",
            header: t("columns.queued"),
            cell: (row) => (
              <Instant at={row.queuedAt.toISOString()} zone={data.booking.timeZone} weekday={false} />
            ),
          },
        ]}
      />
    </Panel>
  );
}

/** Events of the booking, each with where every consumer stands. */
export function EventsTab({ data }: { data: AdminBooking }) {
  const t = useTranslations("admin.events.log");
  const booking = useTranslations("admin.booking");
  const path = useTranslations("admin.event");
  return (
    <Panel flush title={booking("eventsTitle")} note={booking("eventsNote")}>
      <DataTable
        label={booking("eventsTitle")}
        rows={data.events}
        rowId={(row) => row.eventId}
        empty={t("empty")}
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
          {
            id: "consumers",
            header: path("path"),
            wraps: true,
            cell: (row) => <OutcomeTags consumers={row.consumers} />,
          },
        ]}
      />
    </Panel>
  );
}
