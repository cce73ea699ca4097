import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { readOrNotFound } from "@/app/_trpc/read-or-not-found";
import { Breadcrumbs } from "@/app/_ui/breadcrumbs";
import { formatInstant } from "@/app/_ui/format/dates";
import { Facts, Panel } from "@/app/_ui/panel";
import { DataTable } from "@/app/_ui/table/data-table";
import { isId } from "@/server/primitives/id";
import { AdminPage } from "../../../_parts/admin-page";
import { UtcInstant } from "../../../_parts/cells";
import { JsonText } from "../../../_parts/json-text";
import { ObjectLink } from "../../../_parts/object-link";
import { requireOperator } from "../../../_parts/require-operator";
import { ResendButton } from "../../_parts/resend-button";
import { WebhookTag } from "../../_parts/webhook-tag";

type Props = { params: Promise<{ endpointId: string; eventId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.integrations");
  return { title: t("one") };
}

/** One webhook: what is sent, to whom, and every attempt. */
export default async function WebhookPage({ params }: Props) {
  const { endpointId, eventId } = await params;
  await requireOperator(routes.admin.webhook(endpointId, eventId));
  if (!isId("endpoint", endpointId)) notFound();
  const webhook = await readOrNotFound("event", eventId, (caller, id) =>
    caller.integrations.readDelivery({ endpointId, eventId: id }),
  );
  const t = await getTranslations("admin.integrations");
  const locale = await getLocale();
  const written = (at: Date | null) => (at ? formatInstant(at.toISOString(), locale, "UTC") : "–");
  return (
    <AdminPage
      title={webhook.type}
      note={<WebhookTag status={webhook.status} />}
      trail={
        <Breadcrumbs
          steps={[{ label: t("title"), href: routes.admin.integrations() }, { label: webhook.type }]}
        />
      }
      end={
        webhook.isRemoved ? null : (
          <ResendButton endpointId={endpointId} eventId={eventId} subject={webhook.type} />
        )
      }
    >
      <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-[2fr_1fr]">
        <div className="grid min-w-0 gap-3">
          <Panel flush title={t("attempts")}>
            <DataTable
              label={t("attempts")}
              rows={webhook.log}
              rowId={(row) => String(row.attempt)}
              empty={t("noAttempt")}
              columns={[
                { id: "attempt", header: t("columns.attempt"), lead: true, cell: (row) => row.attempt },
                { id: "at", header: t("columns.at"), cell: (row) => <UtcInstant at={row.at} /> },
                {
                  id: "status",
                  header: t("columns.answer"),
                  cell: (row) => row.statusCode ?? t("noAnswer"),
                },
                {
                  id: "took",
                  header: t("columns.took"),
                  align: "end",
                  cell: (row) => (row.tookMs === null ? "–" : `${row.tookMs} ms`),
                },
                {
                  id: "note",
                  header: t("columns.note"),
                  wraps: true,
                  quiet: true,
                  cell: (row) => <span className="break-all font-mono text-xs">{row.note || "–"}</span>,
                },
              ]}
            />
          </Panel>
          <Panel title={t("body")}>
            <JsonText label={t("body")} value={JSON.parse(webhook.body) as unknown} />
          </Panel>
        </div>
        <Panel title={t("facts")}>
          <Facts
            facts={[
              {
                label: t("columns.url"),
                value: <span className="break-all font-mono text-xs">{webhook.endpointUrl}</span>,
              },
              { label: t("columns.event"), value: <ObjectLink id={webhook.eventId} /> },
              { label: t("happened"), value: written(webhook.occurredAt) },
              { label: t("columns.queued"), value: written(webhook.queuedAt) },
              { label: t("columns.delivered"), value: written(webhook.deliveredAt) },
              { label: t("columns.next"), value: written(webhook.nextAttemptAt) },
            ]}
          />
        </Panel>
      </div>
    </AdminPage>
  );
}
