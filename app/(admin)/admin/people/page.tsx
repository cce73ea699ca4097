import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { given, readParams, type SearchParams } from "@/app/_search-params";
import { serverCaller } from "@/app/_trpc/server";
import { ChipLinks } from "@/app/_ui/chip-links";
import { Panel } from "@/app/_ui/panel";
import { AdminPage } from "../_parts/admin-page";
import { Pager, TextFilter } from "../_parts/filters";
import { PersonTable } from "../_parts/person-table";
import { requireOperator } from "../_parts/require-operator";

const ROLES = ["host", "operator"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.people");
  return { title: t("title") };
}

/** People of the market. */
export default async function PeoplePage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator(routes.admin.people());
  const params = await readParams(searchParams);
  const role = params.oneOf("role", ROLES);
  const [text, cursor] = [params.text("text"), params.cursor()];
  const page = await (await serverCaller()).admin.listPeople(given({ text, role, cursor }));
  const t = await getTranslations("admin.people");
  const list = await getTranslations("admin.list");
  return (
    <AdminPage title={t("title")} note={list("utc")}>
      <TextFilter action={routes.admin.people()} name="text" label={t("find")} value={text} keep={{ role }} />
      <ChipLinks
        label={list("filters")}
        chips={[
          { href: routes.admin.people({ text }), label: list("all"), here: !role },
          ...ROLES.map((one) => ({
            href: routes.admin.people({ text, role: one }),
            label: t(`roles.${one}`),
            here: one === role,
          })),
        ]}
      />
      <Panel flush title={role ? t(`roles.${role}`) : list("all")}>
        <PersonTable rows={page.items} empty={t("empty")} />
      </Panel>
      <Pager
        firstHref={cursor ? routes.admin.people({ text, role }) : undefined}
        nextHref={page.nextCursor ? routes.admin.people({ text, role, cursor: page.nextCursor }) : undefined}
      />
    </AdminPage>
  );
}
