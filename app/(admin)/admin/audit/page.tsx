import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { given, readParams, type SearchParams } from "@/app/_search-params";
import { serverCaller } from "@/app/_trpc/server";
import { Panel } from "@/app/_ui/panel";
import { ActionTable } from "../_parts/action-table";
import { AdminPage } from "../_parts/admin-page";
import { Pager, TextFilter } from "../_parts/filters";
import { requireOperator } from "../_parts/require-operator";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.audit");
  return { title: t("title") };
}

/** What operators did, and why. */
export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator(routes.admin.audit());
  const params = await readParams(searchParams);
  const [action, cursor] = [params.text("action"), params.cursor()];
  const page = await (await serverCaller()).admin.auditLog(given({ action, cursor }));
  const t = await getTranslations("admin.audit");
  const list = await getTranslations("admin.list");
  return (
    <AdminPage title={t("title")} note={t("note")}>
      <TextFilter action={routes.admin.audit()} name="action" label={t("find")} value={action} />
      <Panel flush title={action ?? list("all")} note={list("utc")}>
        <ActionTable rows={page.items} empty={action ? list("none") : t("empty")} />
      </Panel>
      <Pager
        firstHref={cursor ? routes.admin.audit({ action }) : undefined}
        nextHref={page.nextCursor ? routes.admin.audit({ action, cursor: page.nextCursor }) : undefined}
      />
    </AdminPage>
  );
}
