import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { given, readParams, type SearchParams } from "@/app/_search-params";
import { serverCaller } from "@/app/_trpc/server";
import { ChipLinks } from "@/app/_ui/chip-links";
import { formatInstant } from "@/app/_ui/format/dates";
import { formatCount } from "@/app/_ui/format/figures";
import { Facts, Panel } from "@/app/_ui/panel";
import { StatusTag } from "@/app/_ui/status-tag";
import { DataTable } from "@/app/_ui/table/data-table";
import type { Tone } from "@/app/_ui/tag";
import { type AdminOverview, INBOX_STATUSES } from "@/server/modules/admin/contract";
import { AdminPage } from "../_parts/admin-page";
import { IdText, UtcInstant } from "../_parts/cells";
import { Pager } from "../_parts/filters";
import { MoneyPanel } from "../_parts/money-panel";
import { requireOperator } from "../_parts/require-operator";

const tones: Record<(typeof INBOX_STATUSES)[number], Tone> = {
  received: "blue",
  handled: "green",
  ignored: "neutral",
  quarantined: "amber",
  failed: "red",
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.money");
  return { title: t("title") };
}

/** What the market holds for others, and what the gateway told it. */
export default async function MoneyPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator(routes.admin.money());
  const params = await readParams(searchParams);
  const status = params.oneOf("status", INBOX_STATUSES);
  const cursor = params.cursor();
  const caller = await serverCaller();
  const { money, inbox } = await caller.admin.overview({ days: 1 });
  const page = await caller.admin.listInbox(given({ status, cursor }));
  const t = await getTranslations("admin.money");
  const list = await getTranslations("admin.list");
  return (
    <AdminPage title={t("title")}>
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        <MoneyPanel money={money} />
        <InboxPanel inbox={inbox} />
      </div>
      <ChipLinks
        label={list("filters")}
        chips={[
          { href: routes.admin.money(), label: list("all"), here: !status },
          ...INBOX_STATUSES.map((one) => ({
            href: routes.admin.money({ status: one }),
            label: t(`inboxStatus.${one}`),
            here: one === status,
          })),
        ]}
      />
      <Panel flush title={t("webhooks")} note={list("utc")}>
        <DataTable
          label={t("webhooks")}
          rows={page.items}
          rowId={(row) => row.gatewayEventId}
          empty={status ? list("none") : t("empty")}
          columns={[
            {
              id: "received",
              header: t("columns.received"),
              cell: (row) => <UtcInstant at={row.receivedAt} />,
            },
            {
              id: "type",
              header: t("columns.type"),
              lead: true,
              cell: (row) => <span className="font-mono text-xs">{row.type}</span>,
            },
            { id: "event", header: t("columns.event"), cell: (row) => <IdText id={row.gatewayEventId} /> },
            { id: "object", header: t("columns.object"), cell: (row) => <IdText id={row.objectId} /> },
            {
              id: "status",
              header: t("columns.status"),
              cell: (row) => <StatusTag tone={tones[row.status]}>{t(`inboxStatus.${row.status}`)}</StatusTag>,
            },
            { id: "tries", header: t("columns.attempts"), align: "end", cell: (row) => row.attempts },
            { id: "came", header: t("columns.deliveries"), align: "end", cell: (row) => row.deliveryCount },
            {
              id: "outcome",
              header: t("columns.outcome"),
              quiet: true,
              wraps: true,
              cell: (row) => row.outcome ?? "–",
            },
            { id: "handled", header: t("columns.handled"), cell: (row) => <UtcInstant at={row.handledAt} /> },
          ]}
        />
      </Panel>
      <Pager
        firstHref={cursor ? routes.admin.money({ status }) : undefined}
        nextHref={page.nextCursor ? routes.admin.money({ status, cursor: page.nextCursor }) : undefined}
      />
    </AdminPage>
  );
}

async function InboxPanel({ inbox }: { inbox: AdminOverview["inbox"] }) {
  const t = await getTranslations("admin.money");
  const locale = await getLocale();
  return (
    <Panel title={t("inboxState")}>
      <Facts
        facts={[
          { label: t("waiting"), value: formatCount(inbox.waiting, locale) },
          { label: t("failed"), value: formatCount(inbox.failed, locale) },
          { label: t("quarantined"), value: formatCount(inbox.quarantined, locale) },
          {
            label: t("lastReceived"),
            value: inbox.lastReceivedAt
              ? formatInstant(inbox.lastReceivedAt.toISOString(), locale, "UTC")
              : "–",
          },
        ]}
      />
    </Panel>
  );
}
