import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { DELIVERY_STATUS_VALUES } from "@/server/modules/notifications/contract";
import { AdminPage } from "../_parts/admin-page";
import { UtcInstant } from "../_parts/cells";
import { DataTable } from "../_parts/data-table";
import { DeliveryTag } from "../_parts/delivery-tag";
import { ChipLinks, Pager, TextFilter } from "../_parts/filters";
import { Panel } from "../_parts/panel";
import { requireOperator } from "../_parts/require-operator";
import { given, readParams, type SearchParams } from "../_parts/search-params";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.notifications");
  return { title: t("title") };
}

/** What was sent to whom, or why not. */
export default async function NotificationsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator(routes.admin.notifications());
  const params = await readParams(searchParams);
  const status = params.oneOf("status", DELIVERY_STATUS_VALUES);
  const [address, cursor] = [params.text("address"), params.cursor()];
  const page = await (await serverCaller()).notifications.listLog(given({ status, address, cursor }));
  const t = await getTranslations("admin.notifications");
  const list = await getTranslations("admin.list");
  return (
    <AdminPage title={t("title")} note={list("utc")}>
      <TextFilter
        action={routes.admin.notifications()}
        name="address"
        label={t("find")}
        value={address}
        keep={{ status }}
      />
      <ChipLinks
        label={list("filters")}
        chips={[
          { href: routes.admin.notifications({ address }), label: list("all"), here: !status },
          ...DELIVERY_STATUS_VALUES.map((one) => ({
            href: routes.admin.notifications({ address, status: one }),
            label: t(`status.${one}`),
            here: one === status,
          })),
        ]}
      />
      <Panel flush title={status ? t(`status.${status}`) : list("all")}>
        <DataTable
          label={t("title")}
          rows={page.items}
          rowId={(row) => row.deliveryId}
          empty={t("empty")}
          columns={[
            { id: "queued", header: t("columns.queued"), cell: (row) => <UtcInstant at={row.queuedAt} /> },
            {
              id: "subject",
              header: t("columns.subject"),
              lead: true,
              cell: (row) => (
                <Link
                  href={routes.admin.notification(row.deliveryId)}
                  className="link block max-w-90 truncate"
                >
                  {row.subject || row.template}
                </Link>
              ),
            },
            { id: "address", header: t("columns.address"), cell: (row) => row.address ?? "–" },
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
            { id: "status", header: t("columns.status"), cell: (row) => <DeliveryTag status={row.status} /> },
            {
              id: "why",
              header: t("columns.why"),
              quiet: true,
              cell: (row) => (row.whyNot ? t(`why.${row.whyNot}`) : (row.lastError ?? "–")),
            },
            { id: "sent", header: t("columns.sent"), cell: (row) => <UtcInstant at={row.sentAt} /> },
          ]}
        />
      </Panel>
      <Pager
        firstHref={cursor ? routes.admin.notifications({ address, status }) : undefined}
        nextHref={
          page.nextCursor
            ? routes.admin.notifications({ address, status, cursor: page.nextCursor })
            : undefined
        }
      />
    </AdminPage>
  );
}
