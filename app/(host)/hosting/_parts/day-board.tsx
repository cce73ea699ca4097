import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { Avatar } from "@/app/_ui/avatar";
import { formatDate, formatTime, formatTimeOfDay } from "@/app/_ui/format/dates";
import { Picture } from "@/app/_ui/picture";
import { pictureOf } from "@/app/_viewer/picture-of";
import type { HostBooking } from "@/server/modules/bookings/contract";
import { minutesAt } from "@/server/primitives/zoned";
import { type Day, type Home, ofHome } from "./day";
import { DayList } from "./day-list";

/** The board shows the day from 8 in the morning to 9 in the evening. */
const FROM = 8 * 60;
const UNTIL = 21 * 60;
const HOURS = [9, 11, 13, 15, 17, 19];
const HOMES_MAX = 12;
/** An hour nearer to the present than this, in hundredths of the board, would stand under its mark. */
const NOW_CLEARANCE = 7;

/** In hundredths of the board's width. */
function placeOf(minutes: number): number {
  return Math.min(100, Math.max(0, ((minutes - FROM) / (UNTIL - FROM)) * 100));
}

/** Before 8 and after 9 the present is not on the board. */
function nowOf(now: Date, timeZone: string): number | undefined {
  const minutes = minutesAt(now, timeZone);
  return minutes < FROM || minutes > UNTIL ? undefined : placeOf(minutes);
}

/** Homes as rows, the day as columns: who leaves, who stays, who comes, and what is free tonight. */
export async function DayBoard({ day, now }: { day: Day; now: Date }) {
  const t = await getTranslations("hosting.today");
  const locale = await getLocale();
  const isBusy = (home: Home) => Object.values(ofHome(day, home)).some((booking) => booking !== undefined);
  const homes = day.homes
    .filter((home) => home.status === "published")
    .sort((a, b) => Number(isBusy(b)) - Number(isBusy(a)))
    .slice(0, HOMES_MAX);
  const nowAt = nowOf(now, day.timeZone);
  const isClear = (hour: number) =>
    nowAt === undefined || Math.abs(placeOf(hour * 60) - nowAt) > NOW_CLEARANCE;
  if (homes.length === 0) return null;
  return (
    <>
      <DayList day={day} homes={homes} />
      <section aria-label={t("board")} className="panel mt-7 overflow-x-auto max-md:hidden">
        <div className="min-w-180">
          <div className="grid grid-cols-[260px_1fr] border-line border-b text-ink-2 text-xs">
            <span className="px-5 py-3">{t("board")}</span>
            <div className="relative me-5" aria-hidden="true">
              {HOURS.filter(isClear).map((hour) => (
                <span
                  key={hour}
                  className="absolute top-3 -translate-x-1/2 rtl:translate-x-1/2"
                  style={{ insetInlineStart: `${placeOf(hour * 60)}%` }}
                >
                  {formatTimeOfDay(hour * 60, locale).replace(":00", "")}
                </span>
              ))}
              {nowAt === undefined ? null : (
                <span
                  className="absolute top-2 z-10 -translate-x-1/2 rounded-small bg-clay px-2 py-1 font-semibold text-on-clay rtl:translate-x-1/2"
                  style={{ insetInlineStart: `${nowAt}%` }}
                >
                  {formatTime(now.toISOString(), locale, day.timeZone, false)}
                </span>
              )}
            </div>
          </div>
          <ul className="divide-y divide-line">
            {homes.map((home) => (
              <HomeRow key={home.listingId} home={home} day={day} nowAt={nowAt} />
            ))}
          </ul>
        </div>
      </section>
    </>
  );
}

async function HomeRow({ home, day, nowAt }: { home: Home; day: Day; nowAt: number | undefined }) {
  const t = await getTranslations("hosting.today");
  const locale = await getLocale();
  const { leaves, arrives, stays } = ofHome(day, home);
  const time = (at: Date) => formatTime(at.toISOString(), locale, day.timeZone, false);
  return (
    <li className="grid grid-cols-[260px_1fr] items-center">
      <div className="flex items-center gap-3 px-5 py-2.5">
        {home.photo ? (
          <Picture
            picture={pictureOf(home.photo)}
            ratio="1/1"
            sizes="40px"
            rounded="control"
            className="w-10 shrink-0"
          />
        ) : null}
        <Link
          href={routes.hosting.listingCalendar(home.listingId)}
          className="line-clamp-2 font-medium leading-4.5 hovered:link"
        >
          {home.title}
        </Link>
      </div>
      <div className="relative h-14 me-5">
        {nowAt === undefined ? null : (
          <span
            aria-hidden="true"
            className="absolute inset-y-0 w-0.5 bg-clay"
            style={{ insetInlineStart: `${nowAt}%` }}
          />
        )}
        {stays ? (
          <Bar booking={stays} from={0} to={100}>
            {t("stays", { name: stays.guest.name })}{" "}
            <span className="font-normal">
              {t("until", { date: formatDate(stays.stay.checkOut, locale) })}
            </span>
          </Bar>
        ) : null}
        {leaves ? (
          <Bar booking={leaves} from={0} to={placeOf(minutesAt(leaves.checkOutAt, day.timeZone))}>
            {t("leaves", { name: leaves.guest.name })}{" "}
            <span className="font-normal">{t("by", { time: time(leaves.checkOutAt) })}</span>
          </Bar>
        ) : null}
        {arrives ? (
          <Bar booking={arrives} from={placeOf(minutesAt(arrives.checkInAt, day.timeZone))} to={100}>
            {t("arrives", { name: arrives.guest.name })}{" "}
            <span className="font-normal">
              {t("from", { time: time(arrives.checkInAt) })},{" "}
              {t("guests", { count: arrives.party.adults + arrives.party.children })}
            </span>
          </Bar>
        ) : null}
        {stays || arrives ? null : (
          <span
            className="absolute inset-y-2.5 flex items-center rounded-control border border-edge border-dashed bg-surface px-3 text-ink-2"
            style={{ insetInlineStart: leaves ? "55%" : "0", insetInlineEnd: 0 }}
          >
            {t("free")}
          </span>
        )}
      </div>
    </li>
  );
}

function Bar({
  booking,
  from,
  to,
  children,
}: {
  booking: HostBooking;
  from: number;
  to: number;
  children: React.ReactNode;
}) {
  return (
    <Link
      href={routes.hosting.booking(booking.bookingId)}
      className={`absolute inset-y-2.5 flex items-center gap-2 truncate border border-moss-tint-2 bg-moss-tint px-2 font-semibold hovered:bg-moss-tint-2 ${from > 0 ? "rounded-s-full rounded-e-control" : "rounded-control"}`}
      style={{ insetInlineStart: `${from}%`, insetInlineEnd: `${100 - to}%` }}
    >
      <Avatar id={booking.guest.guestId} name={booking.guest.name} size="small" />
      <span className="truncate">{children}</span>
    </Link>
  );
}
