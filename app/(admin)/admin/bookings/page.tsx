import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { given, type Params, readParams, type SearchParams } from "@/app/_search-params";
import { serverCaller } from "@/app/_trpc/server";
import { ChipLinks } from "@/app/_ui/chip-links";
import { LinkButton } from "@/app/_ui/link-button";
import { Panel } from "@/app/_ui/panel";
import { BOOKING_STATUS_VALUES } from "@/server/modules/bookings/contract";
import { isId } from "@/server/primitives/id";
import { AdminPage } from "../_parts/admin-page";
import { BookingTable } from "../_parts/booking-table";
import { Pager, TextFilter } from "../_parts/filters";
import { requireOperator } from "../_parts/require-operator";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.bookings");
  return { title: t("title") };
}

/** The one person or home that the list is narrowed to, from links of other pages. */
function narrowed(params: Params) {
  const [guest, host, listing] = [params.text("guest"), params.text("host"), params.text("listing")];
  return given({
    guestId: guest && isId("person", guest) ? guest : undefined,
    hostId: host && isId("person", host) ? host : undefined,
    listingId: listing && isId("listing", listing) ? listing : undefined,
  });
}

/** All bookings, by text and state. */
export default async function BookingsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator(routes.admin.bookings());
  const params = await readParams(searchParams);
  const t = await getTranslations("admin.bookings");
  const list = await getTranslations("admin.list");
  const statusWords = await getTranslations("admin.status");
  const status = params.oneOf("status", BOOKING_STATUS_VALUES);
  const text = params.text("text");
  const only = narrowed(params);
  const cursor = params.cursor();
  const page = await (await serverCaller()).admin.listBookings({
    ...given({ text, cursor, statuses: status && [status] }),
    ...only,
  });
  const kept = { text, guest: only.guestId, host: only.hostId, listing: only.listingId };
  const onlyKind = only.guestId ? "guest" : only.hostId ? "host" : only.listingId ? "listing" : undefined;
  return (
    <AdminPage title={t("title")} note={list("utc")}>
      <div className="flex flex-wrap items-center gap-3">
        <TextFilter
          action={routes.admin.bookings()}
          name="text"
          label={t("find")}
          value={text}
          keep={{ ...kept, text: undefined, status }}
        />
        {onlyKind ? <p className="text-ink-2">{t("only", { kind: onlyKind })}</p> : null}
        {onlyKind || text ? (
          <LinkButton size="small" look="quiet" href={routes.admin.bookings()}>
            {list("clear")}
          </LinkButton>
        ) : null}
      </div>
      <ChipLinks
        label={list("filters")}
        chips={[
          { href: routes.admin.bookings(kept), label: list("all"), here: !status },
          ...BOOKING_STATUS_VALUES.map((value) => ({
            href: routes.admin.bookings({ ...kept, status: value }),
            label: statusWords(value),
            count: page.counts[value] ?? 0,
            here: value === status,
          })),
        ]}
      />
      <Panel flush title={status ? statusWords(status) : list("all")}>
        <BookingTable full label={t("title")} rows={page.items} empty={list("none")} />
      </Panel>
      <Pager
        firstHref={cursor ? routes.admin.bookings({ ...kept, status }) : undefined}
        nextHref={
          page.nextCursor ? routes.admin.bookings({ ...kept, status, cursor: page.nextCursor }) : undefined
        }
      />
    </AdminPage>
  );
}
