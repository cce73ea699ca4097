import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { routes } from "@/app/_routes";
import { readOrNotFound } from "@/app/_trpc/read-or-not-found";
import { Breadcrumbs } from "@/app/_ui/breadcrumbs";
import { dateIn, formatDate, formatDateRange } from "@/app/_ui/format/dates";
import { formatMoney } from "@/app/_ui/format/money-parts";
import { Money } from "@/app/_ui/money";
import { Panel } from "@/app/_ui/panel";
import { AdminBar } from "@/app/_ui/shell/admin-bar";
import { StatusTag } from "@/app/_ui/status-tag";
import { Tabs } from "@/app/_ui/tabs";
import { Tag } from "@/app/_ui/tag";
import { statusTones } from "@/app/(guest)/trips/_parts/trip-words";
import type { AdminBooking } from "@/server/modules/admin/contract";
import { ActionTable } from "../../_parts/action-table";
import { FactStrip } from "../../_parts/fact-strip";
import { ReasonAction } from "../../_parts/reason-action";
import { requireOperator } from "../../_parts/require-operator";
import { CentsPanel } from "./_parts/cents-panel";
import { HappeningsPanel } from "./_parts/happenings";
import { LedgerPanel } from "./_parts/ledger-panel";
import { DeliveriesTab, EventsTab } from "./_parts/log-tabs";
import { QuoteTab } from "./_parts/quote-tab";
import { ReferencesPanel } from "./_parts/references-panel";
import { SnapshotTab } from "./_parts/snapshot-tab";

type Props = { params: Promise<{ bookingId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.bookings");
  return { title: t("title") };
}

/** Everything there is about one booking. */
export default async function AdminBookingPage({ params }: Props) {
  const { bookingId } = await params;
  await requireOperator(routes.admin.booking(bookingId));
  const data = await readOrNotFound("booking", bookingId, (caller, id) =>
    caller.admin.readBooking({ bookingId: id }),
  );
  const t = await getTranslations("admin.booking");
  const list = await getTranslations("admin.bookings");
  const status = await getTranslations("admin.status");
  const locale = await getLocale();
  const { booking } = data;
  return (
    <>
      <AdminBar />
      <main id="main" className="px-4 py-5 md:px-6">
        <Breadcrumbs
          steps={[{ label: list("title"), href: routes.admin.bookings() }, { label: booking.code }]}
        />
        <div className="mt-1.5 flex flex-wrap items-center gap-3">
          <h1 className="title-xl">{booking.code}</h1>
          <StatusTag tone={statusTones[booking.status]}>{status(booking.status)}</StatusTag>
          {booking.refund && booking.refund.amountMinor > 0 ? (
            <Tag tone="clay">{t("refunded", { amount: formatMoney(booking.refund, locale) })}</Tag>
          ) : null}
          <div className="sm:ms-auto">
            <ReasonAction size="small" subject={booking.code} act={{ act: "note", bookingId }} />
          </div>
        </div>
        <HeaderFacts data={data} />
        <div className="mt-4">
          <Tabs label={t("tabs.label")} tabs={await tabsOf(data)} />
        </div>
      </main>
    </>
  );
}

async function tabsOf(data: AdminBooking) {
  const t = await getTranslations("admin.booking");
  return [
    { id: "money", label: t("tabs.money"), content: <MoneyTab data={data} /> },
    { id: "quote", label: t("tabs.quote"), content: <QuoteTab data={data} /> },
    {
      id: "notifications",
      label: t("tabs.notifications"),
      count: data.deliveries.length,
      content: <DeliveriesTab data={data} />,
    },
    { id: "snapshot", label: t("tabs.snapshot"), content: <SnapshotTab snapshot={data.snapshot} /> },
    { id: "events", label: t("tabs.events"), count: data.events.length, content: <EventsTab data={data} /> },
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

function MoneyTab({ data }: { data: AdminBooking }) {
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[2fr_1fr]">
      <div className="grid min-w-0 gap-4">
        <LedgerPanel data={data} />
        <CentsPanel cents={data.cents} />
      </div>
      <div className="grid min-w-0 gap-4">
        <HappeningsPanel data={data} />
        <ReferencesPanel data={data} />
      </div>
    </div>
  );
}

async function HeaderFacts({ data }: { data: AdminBooking }) {
  const t = await getTranslations("admin.booking.facts");
  const trips = await getTranslations("trips");
  const policies = await getTranslations("quote.policies");
  const locale = await getLocale();
  const { booking, snapshot } = data;
  const frozen = formatDate(dateIn(booking.heldAt.toISOString(), booking.timeZone), locale, {
    weekday: false,
    year: true,
  });
  const linked = (href: string, text: string) => (
    <Link href={href} className="link">
      {text}
    </Link>
  );
  const facts: { label: string; value: ReactNode }[] = [
    {
      label: t("guest"),
      value: linked(routes.admin.person(booking.guest.personId), booking.guest.name),
    },
    {
      label: t("host"),
      value: linked(routes.admin.person(booking.host.personId), booking.host.name),
    },
    {
      label: t("listing"),
      value: linked(routes.admin.listing(booking.listing.listingId), booking.listing.title),
    },
    {
      label: t("nights"),
      value: `${formatDateRange(booking.stay.checkIn, booking.stay.checkOut, locale)}, ${booking.nightCount}`,
    },
    { label: t("total"), value: <Money {...booking.total} /> },
    {
      label: t("policy", { date: frozen }),
      value: (
        <span className="inline-block first-letter:uppercase">{policies(snapshot.cancellationPolicy)}</span>
      ),
    },
    { label: t("party"), value: trips("party", booking.party) },
    {
      label: t("channel"),
      value: <span className="inline-block first-letter:uppercase">{booking.channel}</span>,
    },
  ];
  return <FactStrip facts={facts} />;
}
