import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { routes } from "@/app/_routes";
import { readOrNotFound } from "@/app/_trpc/read-or-not-found";
import { Avatar } from "@/app/_ui/avatar";
import { Breadcrumbs } from "@/app/_ui/breadcrumbs";
import { LinkButton } from "@/app/_ui/link-button";
import { Panel } from "@/app/_ui/panel";
import { AdminBar } from "@/app/_ui/shell/admin-bar";
import { Tabs } from "@/app/_ui/tabs";
import type { AdminPerson } from "@/server/modules/admin/directory-contract";
import { ActionTable } from "../../_parts/action-table";
import { BookingTable } from "../../_parts/booking-table";
import { DeliveryTable } from "../../_parts/delivery-table";
import { EventTable } from "../../_parts/event-table";
import { ListingTable } from "../../_parts/listing-table";
import { RoleTags } from "../../_parts/person-table";
import { requireOperator } from "../../_parts/require-operator";
import { PersonFacts } from "./_parts/person-facts";
import { SessionTable } from "./_parts/session-table";

type Props = { params: Promise<{ personId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.people");
  return { title: t("title") };
}

/** Everything there is about one person; nothing here changes them. */
export default async function AdminPersonPage({ params }: Props) {
  const { personId } = await params;
  await requireOperator(routes.admin.person(personId));
  const data = await readOrNotFound("person", personId, (caller, id) =>
    caller.admin.readPerson({ personId: id }),
  );
  const t = await getTranslations("admin.people");
  const { person } = data;
  return (
    <>
      <AdminBar />
      <main id="main" className="px-4 py-5 md:px-6">
        <Breadcrumbs steps={[{ label: t("title"), href: routes.admin.people() }, { label: person.name }]} />
        <div className="mt-1.5 flex flex-wrap items-center gap-3">
          <Avatar id={person.personId} name={person.name} />
          <h1 className="title-xl">{person.name}</h1>
          <RoleTags person={person} />
        </div>
        <PersonFacts person={person} />
        <div className="mt-4">
          <Tabs
            label={t("tabs.label")}
            tabs={await tabsOf(data)}
            initial={person.bookingCount === 0 && person.hostedCount > 0 ? "hosted" : "stays"}
          />
        </div>
      </main>
    </>
  );
}

async function tabsOf(data: AdminPerson) {
  const t = await getTranslations("admin.people");
  const events = await getTranslations("admin.events.log");
  const { person } = data;
  const { personId } = person;
  const all = (href: string) => (
    <LinkButton size="tiny" href={href}>
      {t("showAll")}
    </LinkButton>
  );
  const part = (
    id: "stays" | "hosted" | "listings" | "letters" | "events",
    content: ReactNode,
    href: string,
  ) => ({
    id,
    label: t(`tabs.${id}`),
    content: (
      <Panel flush title={t(`latest.${id}`)} end={all(href)}>
        {content}
      </Panel>
    ),
  });
  const stays = <BookingTable full label={t("latest.stays")} rows={data.bookings} empty={t("none.stays")} />;
  const hosted = <BookingTable full label={t("latest.hosted")} rows={data.hosted} empty={t("none.hosted")} />;
  const listings = <ListingTable rows={data.listings} empty={t("none.listings")} />;
  const letters = <DeliveryTable rows={data.deliveries} empty={t("none.letters")} />;
  const log = <EventTable label={t("latest.events")} rows={data.events} empty={events("empty")} />;
  return [
    { ...part("stays", stays, routes.admin.bookings({ guest: personId })), count: person.bookingCount },
    ...(person.isHost || person.hostedCount > 0
      ? [{ ...part("hosted", hosted, routes.admin.bookings({ host: personId })), count: person.hostedCount }]
      : []),
    ...(person.isHost || person.listingCount > 0
      ? [
          {
            ...part("listings", listings, routes.admin.listings({ host: personId })),
            count: person.listingCount,
          },
        ]
      : []),
    {
      id: "sessions",
      label: t("tabs.sessions"),
      count: data.sessions.length,
      content: (
        <Panel flush title={t("latest.sessions")} note={t("sessionsNote")}>
          <SessionTable rows={data.sessions} empty={t("none.sessions")} />
        </Panel>
      ),
    },
    part("letters", letters, routes.admin.notifications({ recipient: personId })),
    part("events", log, routes.admin.events({ tab: "log", key: personId })),
    {
      id: "audit",
      label: t("tabs.audit"),
      count: data.actions.length,
      content: (
        <Panel flush title={t("tabs.audit")}>
          <ActionTable rows={data.actions} empty={t("none.audit")} />
        </Panel>
      ),
    },
  ];
}
