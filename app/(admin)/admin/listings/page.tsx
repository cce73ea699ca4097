import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { given, readParams, type SearchParams } from "@/app/_search-params";
import { serverCaller } from "@/app/_trpc/server";
import { ChipLinks } from "@/app/_ui/chip-links";
import { LinkButton } from "@/app/_ui/link-button";
import { Panel } from "@/app/_ui/panel";
import { isId } from "@/server/primitives/id";
import { AdminPage } from "../_parts/admin-page";
import { Pager, TextFilter } from "../_parts/filters";
import { ListingTable } from "../_parts/listing-table";
import { requireOperator } from "../_parts/require-operator";

const STATUSES = ["published", "draft", "paused"] as const;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.listings");
  return { title: t("title") };
}

/** Homes of the market in any state. */
export default async function ListingsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator(routes.admin.listings());
  const params = await readParams(searchParams);
  const status = params.oneOf("status", STATUSES);
  const [text, cursor, hostText] = [params.text("text"), params.cursor(), params.text("host")];
  const host = hostText && isId("person", hostText) ? hostText : undefined;
  const page = await (await serverCaller()).admin.listListings(given({ text, status, cursor, hostId: host }));
  const t = await getTranslations("admin.listings");
  const list = await getTranslations("admin.list");
  return (
    <AdminPage title={t("title")} note={list("utc")}>
      <div className="flex flex-wrap items-center gap-3">
        <TextFilter
          action={routes.admin.listings()}
          name="text"
          label={t("find")}
          value={text}
          keep={{ status, host }}
        />
        {text || host ? (
          <LinkButton size="small" look="quiet" href={routes.admin.listings()}>
            {list("clear")}
          </LinkButton>
        ) : null}
      </div>
      <ChipLinks
        label={list("filters")}
        chips={[
          { href: routes.admin.listings({ text, host }), label: list("all"), here: !status },
          ...STATUSES.map((one) => ({
            href: routes.admin.listings({ text, host, status: one }),
            label: t(`status.${one}`),
            here: one === status,
          })),
        ]}
      />
      <Panel flush title={status ? t(`status.${status}`) : list("all")}>
        <ListingTable rows={page.items} empty={t("empty")} />
      </Panel>
      <Pager
        firstHref={cursor ? routes.admin.listings({ text, host, status }) : undefined}
        nextHref={
          page.nextCursor ? routes.admin.listings({ text, host, status, cursor: page.nextCursor }) : undefined
        }
      />
    </AdminPage>
  );
}
