import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { readParams, type SearchParams } from "@/app/_search-params";
import { serverCaller } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { Panel } from "@/app/_ui/panel";
import { AdminPage } from "../_parts/admin-page";
import { BookingTable } from "../_parts/booking-table";
import { EventTable } from "../_parts/event-table";
import { ListingTable } from "../_parts/listing-table";
import { PersonTable } from "../_parts/person-table";
import { requireOperator } from "../_parts/require-operator";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.search");
  return { title: t("title") };
}

/** Anything by id, code, name or title, by kind. */
export default async function AdminSearchPage({ searchParams }: { searchParams: SearchParams }) {
  await requireOperator(routes.admin.search());
  const text = (await readParams(searchParams)).text("q");
  const t = await getTranslations("admin.search");
  if (!text)
    return (
      <AdminPage title={t("title")}>
        <p className="text-ink-2">{t("ask")}</p>
      </AdminPage>
    );
  const found = await (await serverCaller()).admin.find({ text });
  const { bookings, people, listings, events } = found;
  if (bookings.length + people.length + listings.length + events.length === 0)
    return (
      <AdminPage title={t("title")} query={text}>
        <EmptyState title={t("none", { text })}>{t("noneText")}</EmptyState>
      </AdminPage>
    );
  return (
    <AdminPage title={t("found", { text })} query={text}>
      {bookings.length > 0 ? (
        <Panel flush title={t("bookings")}>
          <BookingTable full label={t("bookings")} rows={bookings} empty="" />
        </Panel>
      ) : null}
      {people.length > 0 ? (
        <Panel flush title={t("people")}>
          <PersonTable rows={people} empty="" />
        </Panel>
      ) : null}
      {listings.length > 0 ? (
        <Panel flush title={t("listings")}>
          <ListingTable rows={listings} empty="" />
        </Panel>
      ) : null}
      {events.length > 0 ? (
        <Panel flush title={t("events")}>
          <EventTable label={t("events")} rows={events} empty="" />
        </Panel>
      ) : null}
    </AdminPage>
  );
}
