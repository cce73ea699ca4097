import { ExternalLink } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { readOrNotFound } from "@/app/_trpc/read-or-not-found";
import { Breadcrumbs } from "@/app/_ui/breadcrumbs";
import { LinkButton } from "@/app/_ui/link-button";
import { Panel } from "@/app/_ui/panel";
import { AdminBar } from "@/app/_ui/shell/admin-bar";
import { Tabs } from "@/app/_ui/tabs";
import { Tag } from "@/app/_ui/tag";
import type { AdminListing } from "@/server/modules/admin/directory-contract";
import { ActionTable } from "../../_parts/action-table";
import { BookingTable } from "../../_parts/booking-table";
import { EventTable } from "../../_parts/event-table";
import { ListingTag } from "../../_parts/listing-tag";
import { requireOperator } from "../../_parts/require-operator";
import { CalendarTab } from "./_parts/calendar-tab";
import { FactsTab } from "./_parts/facts-tab";
import { ListingFacts } from "./_parts/listing-facts";

type Props = { params: Promise<{ listingId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.listings");
  return { title: t("title") };
}

/** Everything there is about one home, in any state; nothing here changes it. */
export default async function AdminListingPage({ params }: Props) {
  const { listingId } = await params;
  await requireOperator(routes.admin.listing(listingId));
  const data = await readOrNotFound("listing", listingId, (caller, id) =>
    caller.admin.readListing({ listingId: id }),
  );
  const t = await getTranslations("admin.listings");
  const { listing } = data;
  const title = listing.title || t("untitled");
  return (
    <>
      <AdminBar />
      <main id="main" className="px-4 py-5 md:px-6">
        <Breadcrumbs steps={[{ label: t("title"), href: routes.admin.listings() }, { label: title }]} />
        <div className="mt-1.5 flex flex-wrap items-center gap-3">
          <h1 className="title-xl">{title}</h1>
          <ListingTag status={listing.status} />
          {listing.guestFavourite ? <Tag tone="clay">{t("favourite")}</Tag> : null}
          {listing.status === "published" ? (
            <LinkButton
              size="small"
              look="quiet"
              href={routes.listing(listing.listingId)}
              className="sm:ms-auto"
              icon={<ExternalLink size={15} aria-hidden="true" />}
            >
              {t("seePage")}
            </LinkButton>
          ) : null}
        </div>
        <ListingFacts listing={listing} />
        <div className="mt-4">
          <Tabs label={t("tabs.label")} tabs={await tabsOf(data)} />
        </div>
      </main>
    </>
  );
}

async function tabsOf(data: AdminListing) {
  const t = await getTranslations("admin.listings");
  const people = await getTranslations("admin.people");
  const events = await getTranslations("admin.events.log");
  const { listingId } = data.listing;
  const all = (href: string) => (
    <LinkButton size="tiny" href={href}>
      {people("showAll")}
    </LinkButton>
  );
  return [
    { id: "facts", label: t("tabs.facts"), content: <FactsTab data={data} /> },
    { id: "calendar", label: t("tabs.calendar"), content: <CalendarTab data={data} /> },
    {
      id: "bookings",
      label: t("tabs.bookings"),
      content: (
        <Panel flush title={t("latestBookings")} end={all(routes.admin.bookings({ listing: listingId }))}>
          <BookingTable full label={t("latestBookings")} rows={data.bookings} empty={t("noBookings")} />
        </Panel>
      ),
    },
    {
      id: "events",
      label: t("tabs.events"),
      content: (
        <Panel
          flush
          title={people("latest.events")}
          end={all(routes.admin.events({ tab: "log", key: listingId }))}
        >
          <EventTable label={people("latest.events")} rows={data.events} empty={events("empty")} />
        </Panel>
      ),
    },
    {
      id: "audit",
      label: t("tabs.audit"),
      count: data.actions.length,
      content: (
        <Panel flush title={t("tabs.audit")}>
          <ActionTable rows={data.actions} empty={t("noActions")} />
        </Panel>
      ),
    },
  ];
}
