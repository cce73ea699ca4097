import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { routes } from "@/app/_routes";
import { Avatar } from "@/app/_ui/avatar";
import { formatDate, formatTime } from "@/app/_ui/format/dates";
import { Picture } from "@/app/_ui/picture";
import { pictureOf } from "@/app/_viewer/picture-of";
import type { HostBooking } from "@/server/modules/bookings/contract";
import { type Day, type Home, ofHome } from "./day";

/** The day board for a phone: what changes in each home, one line each, as a finger can press it. */
export async function DayList({ day, homes }: { day: Day; homes: readonly Home[] }) {
  const t = await getTranslations("hosting.today");
  return (
    <section aria-label={t("board")} className="panel mt-6 md:hidden">
      <ul className="divide-y divide-line">
        {homes.map((home) => (
          <HomeChanges key={home.listingId} home={home} day={day} />
        ))}
      </ul>
    </section>
  );
}

async function HomeChanges({ home, day }: { home: Home; day: Day }) {
  const t = await getTranslations("hosting.today");
  const locale = await getLocale();
  const { leaves, arrives, stays } = ofHome(day, home);
  const time = (at: Date) => formatTime(at.toISOString(), locale, day.timeZone, false);
  return (
    <li className="px-4 py-2">
      <Link
        href={routes.hosting.listingCalendar(home.listingId)}
        className="flex min-h-11 items-center gap-3 font-semibold"
      >
        {home.photo ? (
          <Picture
            picture={pictureOf(home.photo)}
            ratio="1/1"
            sizes="36px"
            rounded="control"
            className="w-9 shrink-0"
          />
        ) : null}
        <span className="min-w-0">{home.title}</span>
      </Link>
      {stays ? (
        <Change booking={stays} what={t("stays", { name: stays.guest.name })}>
          {t("until", { date: formatDate(stays.stay.checkOut, locale) })}
        </Change>
      ) : null}
      {leaves ? (
        <Change booking={leaves} what={t("leaves", { name: leaves.guest.name })}>
          {t("by", { time: time(leaves.checkOutAt) })}
        </Change>
      ) : null}
      {arrives ? (
        <Change booking={arrives} what={t("arrives", { name: arrives.guest.name })}>
          {t("from", { time: time(arrives.checkInAt) })},{" "}
          {t("guests", { count: arrives.party.adults + arrives.party.children })}
        </Change>
      ) : null}
      {stays || arrives ? null : <p className="py-1.5 ps-12 text-ink-2">{t("free")}</p>}
    </li>
  );
}

function Change({ booking, what, children }: { booking: HostBooking; what: string; children: ReactNode }) {
  return (
    <Link
      href={routes.hosting.booking(booking.bookingId)}
      className="ms-12 flex min-h-11 items-center gap-2 border-line border-t"
    >
      <Avatar id={booking.guest.guestId} name={booking.guest.name} size="small" />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{what}</span> <span className="text-ink-2">{children}</span>
      </span>
      <ChevronRight size={16} aria-hidden="true" className="text-ink-3 rtl:-scale-x-100" />
    </Link>
  );
}
