import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { given, readParams, type SearchParams } from "@/app/_search-params";
import { serverCaller } from "@/app/_trpc/server";
import { ChipLinks } from "@/app/_ui/chip-links";
import { Panel } from "@/app/_ui/panel";
import { DELIVERY_STATUS_VALUES } from "@/server/modules/notifications/contract";
import { isId } from "@/server/primitives/id";
import { AdminPage } from "../_parts/admin-page";
import { DeliveryTable } from "../_parts/delivery-table";
import { Pager, TextFilter } from "../_parts/filters";
import { requireOperator } from "../_parts/require-operator";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.notifications");
  return { title: t("title") };
}

/** What was sent to whom, or why not. */
export default async function NotificationsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator(routes.admin.notifications());
  const params = await readParams(searchParams);
  const status = params.oneOf("status", DELIVERY_STATUS_VALUES);
  const [address, cursor, who] = [params.text("address"), params.cursor(), params.text("recipient")];
  const recipient = who && isId("person", who) ? who : undefined;
  const filter = given({ status, address, cursor, recipientId: recipient });
  const page = await (await serverCaller()).notifications.listLog(filter);
  const t = await getTranslations("admin.notifications");
  const list = await getTranslations("admin.list");
  return (
    <AdminPage title={t("title")} note={list("utc")}>
      <TextFilter
        action={routes.admin.notifications()}
        name="address"
        label={t("find")}
        value={address}
        keep={{ status, recipient }}
      />
      <ChipLinks
        label={list("filters")}
        chips={[
          { href: routes.admin.notifications({ address, recipient }), label: list("all"), here: !status },
          ...DELIVERY_STATUS_VALUES.map((one) => ({
            href: routes.admin.notifications({ address, recipient, status: one }),
            label: t(`status.${one}`),
            here: one === status,
          })),
        ]}
      />
      <Panel flush title={status ? t(`status.${status}`) : list("all")}>
        <DeliveryTable rows={page.items} empty={Object.keys(filter).length === 0 ? t("none") : t("empty")} />
      </Panel>
      <Pager
        firstHref={cursor ? routes.admin.notifications({ address, recipient, status }) : undefined}
        nextHref={
          page.nextCursor
            ? routes.admin.notifications({ address, recipient, status, cursor: page.nextCursor })
            : undefined
        }
      />
    </AdminPage>
  );
}
