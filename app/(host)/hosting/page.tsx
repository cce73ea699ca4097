import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { requestCtx, serverCaller } from "@/app/_trpc/server";
import { Avatar } from "@/app/_ui/avatar";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatDateRange, formatInstant, formatTime } from "@/app/_ui/format/dates";
import { LinkButton } from "@/app/_ui/link-button";
import { Money } from "@/app/_ui/money";
import type { HostBooking } from "@/server/modules/bookings/contract";
import type { Day } from "./_parts/day";
import { DayBoard } from "./_parts/day-board";
import { requireHost } from "./_parts/require-host";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("hosting.today");
  return { title: t("title") };
}

const UPCOMING_MAX = 6;
const BPS_PER_PERCENT = 100;

/** What needs the host today, in one sentence and one board. */
export default async function HostingTodayPage() {
  await requireHost(routes.hosting.today());
  const t = await getTranslations("hosting.today");
  const [day, { now }] = await Promise.all([(await serverCaller()).bookings.hostToday({}), requestCtx()]);
  if (day.homes.length === 0)
    return (
      <main id="main" className="px-4 py-12 md:px-8">
        <EmptyState
          headingLevel="h1"
          title={t("none.title")}
          actions={
            <LinkButton look="primary" href={routes.hostYourPlace()}>
              {t("none.action")}
            </LinkButton>
          }
        >
          {t("none.text")}
        </EmptyState>
      </main>
    );
  const published = day.homes.filter((home) => home.status === "published").length;
  const occupied = new Set([...day.arrivals, ...day.inHouse].map((booking) => booking.listingId)).size;
  return (
    <main id="main" className="px-4 py-7 md:px-8">
      <div className="flex flex-wrap items-end justify-between gap-6">
        <div>
          <p className="text-ink-2">
            {formatInstant(now.toISOString(), await getLocale(), day.timeZone, {
              weekday: "long",
              month: "long",
            })}
          </p>
          <h1 className="title-xl">
            {day.arrivals.length + day.departures.length === 0
              ? t("headline.quiet")
              : t("headline.arrivals", { arrivals: day.arrivals.length, departures: day.departures.length })}
          </h1>
        </div>
        <dl className="flex gap-7 md:text-end">
          <div>
            <dt className="text-ink-2">{t("occupied")}</dt>
            <dd className="title-lg tabular-nums">{t("of", { count: occupied, all: published })}</dd>
          </div>
          {day.monthHostAmount ? (
            <div>
              <dt className="text-ink-2">{t("month")}</dt>
              <dd className="title-lg">
                <Money {...day.monthHostAmount} look="calm" />
              </dd>
            </div>
          ) : null}
        </dl>
      </div>
      <DayBoard day={day} now={now} />
      <div className="mt-10 grid grid-cols-1 gap-x-8 gap-y-10 lg:grid-cols-[minmax(0,1fr)_424px]">
        <div className="grid content-start gap-10">
          {day.holds.length > 0 ? <BookingList title={t("holdsTitle")} bookings={day.holds} held /> : null}
          <Upcoming day={day} />
        </div>
        <Side day={day} />
      </div>
    </main>
  );
}

async function Upcoming({ day }: { day: Day }) {
  const t = await getTranslations("hosting.today");
  if (day.upcoming.length === 0)
    return (
      <section>
        <h2 className="title-lg">{t("noUpcoming")}</h2>
        <p className="mt-1 text-ink-2">{t("noUpcomingText")}</p>
      </section>
    );
  return <BookingList title={t("arrivalsTitle")} bookings={day.upcoming.slice(0, UPCOMING_MAX)} />;
}

async function BookingList({
  title,
  bookings,
  held,
}: {
  title: string;
  bookings: readonly HostBooking[];
  held?: boolean;
}) {
  const t = await getTranslations("hosting.today");
  const trips = await getTranslations("trips");
  const locale = await getLocale();
  return (
    <section>
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 className="title-lg">{title}</h2>
        <Link href={routes.hosting.bookings()} className="link">
          {t("all")}
        </Link>
      </div>
      <ul className="panel divide-y divide-line">
        {bookings.map((booking) => (
          <li key={booking.bookingId} className="relative flex items-center gap-4 p-4 hovered:bg-hover">
            <Avatar id={booking.guest.guestId} name={booking.guest.name} />
            <div className="min-w-0 flex-1">
              <Link
                href={routes.hosting.booking(booking.bookingId)}
                className="font-semibold after:absolute after:inset-0"
              >
                {booking.guest.name} · {booking.listingTitle}
              </Link>
              <p className="text-ink-2">
                {formatDateRange(booking.stay.checkIn, booking.stay.checkOut, locale)},{" "}
                {trips("nights", { count: booking.nightCount })} · {trips("party", booking.party)}
              </p>
              {held ? (
                <p className="text-amber-ink">
                  {t("holdNote", {
                    time: formatTime(booking.holdExpiresAt.toISOString(), locale, booking.timeZone),
                  })}
                </p>
              ) : null}
            </div>
            <p className="text-end">
              <Money {...booking.hostAmount} look="calm" className="font-semibold" />
              <span className="block text-ink-2 text-xs">{t("earn")}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function Side({ day }: { day: Day }) {
  const t = await getTranslations("hosting.today");
  const drafts = day.homes.filter((home) => home.status === "draft");
  const listings = await getTranslations("hosting.listings");
  return (
    <div className="grid content-start gap-10">
      <section>
        <h2 className="title-lg mb-3">{t("todo")}</h2>
        <ul className="panel divide-y divide-line">
          {drafts.length === 0 ? <li className="p-4 text-ink-2">{t("nothing")}</li> : null}
          {drafts.map((home) => (
            <li key={home.listingId} className="flex items-center gap-4 p-4">
              <div className="min-w-0 flex-1">
                <p className="font-semibold">{t("drafts", { title: home.title || listings("untitled") })}</p>
                <p className="text-ink-2">{t("draftText")}</p>
              </div>
              <LinkButton size="small" href={routes.hosting.listing(home.listingId)}>
                {t("continue")}
              </LinkButton>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2 className="title-lg mb-3">{t("month")}</h2>
        <div className="panel p-5">
          {day.monthHostAmount ? (
            <Money {...day.monthHostAmount} look="total" />
          ) : (
            <p className="text-ink-2">{t("monthNone")}</p>
          )}
          {day.monthOccupancyBps === null ? null : (
            <p className="text-ink-2">
              {t("monthNote", { percent: Math.round(day.monthOccupancyBps / BPS_PER_PERCENT) })}
            </p>
          )}
        </div>
      </section>
    </div>
  );
}
