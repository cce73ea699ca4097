"use client";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { z } from "zod";
import { routes } from "@/app/_routes";
import { formatDate, formatMonth } from "@/app/_ui/format/dates";
import type { HostNight, hostCalendarOutput } from "@/server/modules/calendar/contract";
import { addDays, addMonths, dayOf, type LocalDate, weekdayOf } from "@/server/primitives/local-date";
import { cellPrice, homeOf } from "./all-homes";
import { CalendarBar } from "./calendar-bar";
import { EditPanel, useEditPanelSoon } from "./edit-panel-on-demand";
import { isInside, isPast } from "./selection";
import { useSelection } from "./use-selection";

type Props = { month: LocalDate; calendar: z.output<typeof hostCalendarOutput> };

const WEEK = [0, 1, 2, 3, 4, 5, 6];
const LOOKS = {
  free: "bg-surface",
  booked: "bg-moss-tint-2",
  held: "bg-surface shadow-[inset_0_0_0_2px_var(--color-ink)]",
  blocked: "hatched",
  imported: "bg-blue-tint",
} as const;

/** A month of one home. Nights are one line of cells to the selection: it runs over the ends of weeks. */
export function OneHome({ month, calendar }: Props) {
  const t = useTranslations("hosting.calendar");
  const locale = useLocale();
  useEditPanelSoon();
  const listings = useTranslations("hosting.listings");
  const home = homeOf(calendar);
  const { selection, clear, onKeyDown, cellProps } = useSelection({
    rows: 1,
    columns: calendar.nights.length,
    start: {
      row: 0,
      column: Math.max(
        0,
        calendar.nights.findIndex((night) => !isPast(night, calendar)),
      ),
    },
  });
  const link = (by: number) =>
    routes.hosting.listingCalendar(calendar.listingId, { from: addMonths(month, by) });
  const firstWeekday = weekdayOf(month);
  const monday = addDays(month, 1 - firstWeekday);
  return (
    <main id="main" className="flex min-h-[calc(100dvh-64px)] flex-col">
      <CalendarBar
        all={false}
        title={formatMonth(month.slice(0, 7), locale)}
        earlier={link(-1)}
        later={link(1)}
        today={routes.hosting.listingCalendar(calendar.listingId)}
        oneHref={routes.hosting.listingCalendar(calendar.listingId)}
      />
      <div className="flex min-h-0 flex-1">
        <div className="min-w-0 flex-1 p-4 md:p-8">
          <h2 className="mb-4 font-semibold text-base">
            <Link href={routes.hosting.listing(calendar.listingId)} className="hovered:link">
              {calendar.title || listings("untitled")}
            </Link>
          </h2>
          <p className="mb-3 text-ink-2">{t("select")}</p>
          <div
            role="grid"
            tabIndex={-1}
            aria-label={`${calendar.title}, ${formatMonth(month.slice(0, 7), locale)}`}
            onKeyDown={onKeyDown}
            className="select-none"
          >
            <div role="row" className="mb-1.5 grid grid-cols-7 gap-1.5 text-center text-ink-2 text-xs">
              {WEEK.map((at) => (
                <span role="columnheader" key={at}>
                  {formatDate(addDays(monday, at), locale, { month: false }).replace(/\s*\d+$/, "")}
                </span>
              ))}
            </div>
            <div role="row" className="grid grid-cols-7 gap-1.5">
              {calendar.nights.map((night, column) => {
                const isOver = isPast(night, calendar);
                const inside = !isOver && isInside(selection, { row: 0, column });
                return (
                  <button
                    key={night.night}
                    type="button"
                    role="gridcell"
                    aria-selected={inside}
                    aria-disabled={isOver}
                    {...cellProps({ row: 0, column }, isOver)}
                    style={column === 0 ? { gridColumnStart: firstWeekday } : {}}
                    className={`flex min-h-17 cursor-pointer aria-disabled:cursor-default flex-col items-start rounded-control border border-line p-1 text-start md:min-h-22 md:p-2 ${isOver && night.state === "free" ? "bg-paper text-ink-3" : LOOKS[night.state]} ${inside ? "outline-2 outline-moss" : ""}`}
                  >
                    <span className="sr-only">
                      {t("cell", {
                        date: formatDate(night.night, locale),
                        state: night.guestName
                          ? `${t(`legend.${night.state}`)} ${night.guestName}`
                          : t(isOver ? "past" : `legend.${night.state}`),
                        price: cellPrice(night, home.currency, locale),
                      })}
                    </span>
                    <span aria-hidden="true" className="contents">
                      <Night
                        night={night}
                        isToday={night.night === calendar.today}
                        price={isOver ? "" : cellPrice(night, home.currency, locale)}
                      />
                    </span>
                  </button>
                );
              })}
            </div>
          </div>
        </div>
        {selection ? (
          <EditPanel key={JSON.stringify(selection)} selection={selection} homes={[home]} onClose={clear} />
        ) : null}
      </div>
    </main>
  );
}

function Night({ night, isToday, price }: { night: HostNight; isToday: boolean; price: string }) {
  const t = useTranslations("hosting.calendar");
  return (
    <>
      <span
        className={`font-semibold tabular-nums ${isToday ? "rounded-small bg-clay px-1.5 text-on-clay" : ""}`}
      >
        {dayOf(night.night)}
      </span>
      {night.state === "free" ? (
        <span className={`mt-auto text-xs tabular-nums ${night.ownPrice ? "font-semibold" : "text-ink-2"}`}>
          {price}
        </span>
      ) : (
        <span className="mt-auto w-full truncate text-hint md:text-xs">
          {night.guestName ?? (night.blockNote || t(`legend.${night.state}`))}
        </span>
      )}
    </>
  );
}
