import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { given, type Params, readParams, type SearchParams } from "@/app/_search-params";
import { serverCaller } from "@/app/_trpc/server";
import { ChipLinks } from "@/app/_ui/chip-links";
import { EmptyState } from "@/app/_ui/empty-state";
import { Panel } from "@/app/_ui/panel";
import { WEBHOOK_STATUSES } from "@/server/modules/integrations/contract";
import { isId } from "@/server/primitives/id";
import { AdminPage } from "../_parts/admin-page";
import { Pager } from "../_parts/filters";
import { requireOperator } from "../_parts/require-operator";
import { EndpointDialog } from "./_parts/endpoint-dialog";
import { EndpointPanel } from "./_parts/endpoint-panel";
import { WebhookTable } from "./_parts/webhook-table";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.integrations");
  return { title: t("title") };
}

/** Webhooks to the market's own integrations: where they go, and what was sent. */
export default async function IntegrationsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator(routes.admin.integrations());
  const params = await readParams(searchParams);
  const { endpoints, types } = await (await serverCaller()).integrations.listEndpoints();
  const t = await getTranslations("admin.integrations");
  const add = <EndpointDialog types={types} />;
  return (
    <AdminPage title={t("title")} note={t("note")} end={endpoints.length > 0 ? add : null}>
      {endpoints.length === 0 ? (
        <EmptyState title={t("empty")} actions={add}>
          {t("emptyText")}
        </EmptyState>
      ) : (
        <>
          {endpoints.map((endpoint) => (
            <EndpointPanel key={endpoint.endpointId} endpoint={endpoint} types={types} />
          ))}
          <Sent params={params} />
        </>
      )}
    </AdminPage>
  );
}

async function Sent({ params }: { params: Params }) {
  const t = await getTranslations("admin.integrations");
  const list = await getTranslations("admin.list");
  const status = params.oneOf("status", WEBHOOK_STATUSES);
  const [cursor, endpoint] = [params.cursor(), params.text("endpoint")];
  const endpointId = endpoint && isId("endpoint", endpoint) ? endpoint : undefined;
  const page = await (await serverCaller()).integrations.listDeliveries(
    given({ status, cursor, endpointId }),
  );
  const kept = { endpoint: endpointId };
  return (
    <>
      <ChipLinks
        label={list("filters")}
        chips={[
          { href: routes.admin.integrations(kept), label: list("all"), here: !status },
          ...WEBHOOK_STATUSES.map((one) => ({
            href: routes.admin.integrations({ ...kept, status: one }),
            label: t(`status.${one}`),
            here: one === status,
          })),
        ]}
      />
      <Panel flush title={t("sent")} note={list("utc")}>
        <WebhookTable rows={page.items} empty={status || endpointId ? list("none") : t("nothingSent")} />
      </Panel>
      <Pager
        firstHref={cursor ? routes.admin.integrations({ ...kept, status }) : undefined}
        nextHref={
          page.nextCursor
            ? routes.admin.integrations({ ...kept, status, cursor: page.nextCursor })
            : undefined
        }
      />
    </>
  );
}
