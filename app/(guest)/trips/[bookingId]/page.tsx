import { CalendarPlus, House, MapPin, Receipt } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { Banner } from "@/app/_ui/banner";
import { formatDateRange, formatInstant } from "@/app/_ui/format/dates";
import { LinkButton } from "@/app/_ui/link-button";
import { StatusTag } from "@/app/_ui/status-tag";
import { requireViewer } from "@/app/_viewer/require-viewer";
import { SiteFooter } from "@/app/_viewer/site-footer";
import { SiteHeader } from "@/app/_viewer/site-header";
import type { GuestBooking } from "@/server/modules/bookings/contract";
import { isBooked, isCancelled, statusTones } from "../_parts/trip-words";
import { ChangeOfPlans } from "./_parts/change-of-plans";
import { readTrip, tripNow } from "./_parts/read-trip";
import { ReceiptLines } from "./_parts/receipt-lines";
import { TripSide } from "./_parts/trip-side";
import { TripTimeline } from "./_parts/trip-timeline";

type Props = { params: Promise<{ bookingId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const trip = await readTrip((await params).bookingId);
  const t = await getTranslations("trips");
  return { title: trip ? `${trip.code} · ${trip.listingTitle}` : t("title") };
}

/** One stay for its guest: what happens when, where it is, what was paid, and what comes back. */
export default async function TripPage({ params }: Props) {
  const { bookingId } = await params;
  const viewer = await requireViewer(routes.trip(bookingId));
  const trip = await readTrip(bookingId);
  if (!trip) notFound();
  const t = await getTranslations("trips");
  const locale = await getLocale();
  const summary = t("trip.summary", {
    dates: formatDateRange(trip.stay.checkIn, trip.stay.checkOut, locale),
    nights: t("nights", { count: trip.nightCount }),
    party: t("party", trip.party),
    host: trip.host.name,
  });
  return (
    <>
      <SiteHeader nav onPhone />
      <main
        id="main"
        className="wrap grid grid-cols-1 gap-x-24 py-8 max-lg:gap-y-8 md:py-10 lg:grid-cols-[minmax(0,1fr)_440px] lg:grid-rows-[auto_1fr] print:block"
      >
        <div>
          <p className="flex flex-wrap items-center gap-3">
            <StatusTag tone={statusTones[trip.status]}>{t(`status.${trip.status}`)}</StatusTag>
            <span className="text-ink-2">{t("trip.booking", { code: trip.code })}</span>
          </p>
          <h1 className="title-2xl mt-3">{await headlineOf(trip, viewer.firstName)}</h1>
          <p className="mt-4 text-base text-ink-2">{summary}</p>
          {trip.status === "held" ? (
            <Resume
              trip={trip}
              time={formatInstant(trip.holdExpiresAt.toISOString(), locale, trip.timeZone)}
            />
          ) : null}
          {isBooked(trip.status) ? <Actions trip={trip} /> : null}
        </div>
        {/* Beside both parts on a wide page; between them on a phone, where the address comes before the timeline. */}
        <div className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <TripSide trip={trip} />
        </div>
        <div className="lg:mt-8 print:mt-8">
          <h2 className="title-lg">{t("trip.timelineTitle")}</h2>
          <TripTimeline trip={trip} now={await tripNow()} />
          <ReceiptLines trip={trip} />
          <ChangeOfPlans trip={trip} />
        </div>
      </main>
      <SiteFooter />
    </>
  );
}

async function headlineOf(trip: GuestBooking, name: string): Promise<string> {
  const t = await getTranslations("trips.trip.headline");
  const place = { city: trip.city, name };
  if (isCancelled(trip.status)) return t("cancelled", place);
  if (trip.status === "held") return t("held", place);
  if (trip.status === "expired") return t("expired", place);
  if (trip.status === "completed" || trip.status === "no_show") return t("past", place);
  const dayMs = 86_400_000;
  const days = Math.ceil((trip.checkInAt.getTime() - (await tripNow()).getTime()) / dayMs);
  return days < 0 || trip.status === "checked_in" ? t("there", place) : t("days", { ...place, days });
}

async function Resume({ trip, time }: { trip: GuestBooking; time: string }) {
  const t = await getTranslations("trips.trip.resume");
  return (
    <Banner
      tone="amber"
      className="mt-6"
      action={
        <LinkButton look="primary" href={routes.checkout(trip.listingId, { booking: trip.bookingId })}>
          {t("action")}
        </LinkButton>
      }
    >
      {t("text", { time })}
    </Banner>
  );
}

async function Actions({ trip }: { trip: GuestBooking }) {
  const t = await getTranslations("trips.trip.actions");
  const point =
    trip.address?.latitude != null && trip.address.longitude != null
      ? `${trip.address.latitude},${trip.address.longitude}`
      : undefined;
  const actions = [
    { href: routes.calendarFile(trip.bookingId), label: t("calendar"), icon: CalendarPlus },
    ...(point
      ? [
          {
            href: `https://www.openstreetmap.org/directions?to=${point}`,
            label: t("directions"),
            icon: MapPin,
          },
        ]
      : []),
    { href: "#receipt", label: t("receipt"), icon: Receipt },
    { href: routes.listing(trip.listingId), label: t("listing"), icon: House },
  ];
  return (
    <ul aria-label={t("label")} className="mt-6 grid print:hidden grid-cols-2 gap-3 sm:grid-cols-4">
      {actions.map((action) => (
        <li key={action.href}>
          <a
            href={action.href}
            className="panel flex min-h-22 flex-col justify-between gap-4 p-4 font-semibold hovered:bg-hover"
          >
            <action.icon size={20} strokeWidth={1.75} aria-hidden="true" />
            {action.label}
          </a>
        </li>
      ))}
    </ul>
  );
}
