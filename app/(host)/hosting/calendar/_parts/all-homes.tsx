"use client";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { z } from "zod";
import { routes } from "@/app/_routes";
import { formatDate, formatDateRange } from "@/app/_ui/format/dates";
import { Picture } from "@/app/_ui/picture";
import { pictureOf } from "@/app/_viewer/picture-of";
import type { HostNight, hostCalendarsOutput } from "@/server/modules/calendar/contract";
import { addDays, dayOf, type LocalDate, weekdayOf } from "@/server/primitives/local-date";
import { type Currency, formatMoney, isCurrency } from "@/server/primitives/money";
import { CalendarBar } from "./calendar-bar";
import { EditPanel, useEditPanelSoon } from "./edit-panel-on-demand";
import { NightBars } from "./night-bars";
import { type Cell, type HomeNights, isInside, isPast } from "./selection";
import { useSelection } from "./use-selection";

type Row = z.output<typeof hostCalendarsOutput>["rows"][number];
type Props = { from: LocalDate; days: number; rows: readonly Row[] };

export const COLUMN_PX = 48;
const FRIDAY = 5;
const STEP_DAYS = 14;

export function homeOf(row: {
  listingId: Row["listingId"];
  title: string;
  currency: string;
  nights: readonly HostNight[];
  today: LocalDate;
}): HomeNights {
  return {
    listingId: row.listingId,
    title: row.title,
    currency: isCurrency(row.currency) ? row.currency : "USD",
    nights: row.nights,
    today: row.today,
  };
}

/** "$113": whole units, as the cells have no room for more; the panel shows cents. */
export function cellPrice(night: HostNight, currency: Currency, locale: string): string {
  // A draft has no price yet; nothing costs nothing.
  if (night.priceMinor === 0) return "–";
  return formatMoney({ amountMinor: night.priceMinor, currency }, locale).replace(/[.,]\d+$/, "");
}

/** Homes as rows, nights as columns; bars are bookings, holds and blocks. */
export function AllHomes({ from, days, rows }: Props) {
  const t = useTranslations("hosting.calendar");
  const listings = useTranslations("hosting.listings");
  const locale = useLocale();
  useEditPanelSoon();
  const homes = rows.map(homeOf);
  const { selection, clear, onKeyDown, cellProps } = useSelection({
    rows: rows.length,
    columns: days,
    start: firstFree(rows),
  });
  const startsMonth = (date: LocalDate) => dayOf(date) === 1;
  const dates = Array.from({ length: days }, (_, at) => addDays(from, at));
  const today = rows[0]?.today;
  const link = (date: LocalDate) => routes.hosting.calendar({ from: date });
  const firstRow = rows[0];
  return (
    <main id="main" className="flex min-h-[calc(100dvh-64px)] flex-col">
      <CalendarBar
        all
        title={formatDateRange(from, addDays(from, days - 1), locale, { weekday: false })}
        earlier={link(addDays(from, -STEP_DAYS))}
        later={link(addDays(from, STEP_DAYS))}
        today={routes.hosting.calendar()}
        oneHref={firstRow ? routes.hosting.listingCalendar(firstRow.listingId) : undefined}
      />
      <p className="sr-only">{t("select")}</p>
      <div className="flex min-h-0 flex-1">
        <div
          role="grid"
          tabIndex={-1}
          aria-label={t("title")}
          aria-multiselectable="true"
          onKeyDown={onKeyDown}
          className="min-w-0 flex-1 select-none overflow-x-auto"
        >
          <div style={{ minWidth: 232 + days * COLUMN_PX }}>
            <div role="row" className="flex border-line border-b bg-paper">
              <span
                role="columnheader"
                className="sticky start-0 z-20 flex w-58 shrink-0 max-md:w-36 items-end border-line border-e bg-paper px-4 py-2 text-ink-2 text-xs"
              >
                {t("home")}
              </span>
              {dates.map((date) => (
                <span
                  role="columnheader"
                  key={date}
                  style={{ width: COLUMN_PX }}
                  className={`shrink-0 py-2 text-center text-xs ${weekdayOf(date) === FRIDAY || weekdayOf(date) === FRIDAY + 1 ? "bg-sunk" : ""}`}
                >
                  <span className={`block ${startsMonth(date) ? "font-semibold text-ink" : "text-ink-2"}`}>
                    {startsMonth(date)
                      ? formatDate(date, locale, { weekday: false }).replace(/[\d\s]+/g, "")
                      : formatDate(date, locale, { month: false }).slice(0, 1)}
                  </span>
                  <span
                    className={`inline-block min-w-7 rounded-small px-1 font-semibold tabular-nums ${date === today ? "bg-clay text-on-clay" : ""}`}
                  >
                    {dayOf(date)}
                  </span>
                </span>
              ))}
            </div>
            {rows.map((row, at) => (
              <div role="row" key={row.listingId} className="flex h-15 border-line border-b">
                <span
                  role="rowheader"
                  className="sticky start-0 z-20 flex w-58 shrink-0 max-md:w-36 items-center gap-3 border-line border-e bg-paper px-4"
                >
                  {row.photo ? (
                    <Picture
                      picture={pictureOf(row.photo)}
                      ratio="1/1"
                      sizes="40px"
                      rounded="control"
                      className="w-10 shrink-0 max-md:hidden"
                    />
                  ) : null}
                  <Link
                    href={routes.hosting.listingCalendar(row.listingId)}
                    className="line-clamp-2 font-semibold leading-4.5 hovered:link"
                  >
                    {row.title || listings("untitled")}
                  </Link>
                </span>
                <div role="presentation" className="relative flex">
                  {row.nights.map((night, column) => {
                    const isOver = isPast(night, row);
                    const inside = !isOver && isInside(selection, { row: at, column });
                    return (
                      <button
                        key={night.night}
                        type="button"
                        role="gridcell"
                        aria-selected={inside}
                        aria-disabled={isOver}
                        aria-label={t("cell", {
                          date: formatDate(night.night, locale),
                          state: t(isOver ? "past" : `legend.${night.state}`),
                          price: cellPrice(night, homes[at]?.currency ?? "USD", locale),
                        })}
                        {...cellProps({ row: at, column }, isOver)}
                        style={{ width: COLUMN_PX }}
                        className={`h-full shrink-0 cursor-pointer aria-disabled:cursor-default border-line border-e text-center text-ink-2 text-xs tabular-nums outline-offset-[-2px] ${inside ? "bg-moss-tint shadow-[inset_0_0_0_1.5px_var(--color-moss)]" : weekdayOf(night.night) === FRIDAY || weekdayOf(night.night) === FRIDAY + 1 ? "bg-sunk/60" : ""}`}
                      >
                        {night.state === "free" && !isOver ? (
                          <span className={night.ownPrice ? "font-semibold text-ink" : ""}>
                            {cellPrice(night, homes[at]?.currency ?? "USD", locale)}
                          </span>
                        ) : null}
                      </button>
                    );
                  })}
                  <NightBars nights={row.nights} columnPx={COLUMN_PX} />
                </div>
              </div>
            ))}
            <Occupied rows={rows.filter((row) => row.status !== "draft")} />
          </div>
        </div>
        {selection ? (
          <EditPanel key={JSON.stringify(selection)} selection={selection} homes={homes} onClose={clear} />
        ) : null}
      </div>
    </main>
  );
}

/** Tab reaches a night that can be changed; bookings have links of their own. */
function firstFree(rows: readonly Row[]): Cell {
  for (const [row, home] of rows.entries()) {
    const column = home.nights.findIndex((night) => night.state === "free" && !isPast(night, home));
    if (column >= 0) return { row, column };
  }
  return { row: 0, column: 0 };
}

function Occupied({ rows }: { rows: readonly Row[] }) {
  const t = useTranslations("hosting.calendar");
  const count = (column: number) => rows.filter((row) => row.nights[column]?.state === "booked").length;
  return (
    <div role="row" className="flex">
      <span
        role="rowheader"
        className="sticky start-0 z-20 w-58 shrink-0 max-md:w-36 bg-paper px-4 py-3 text-ink-2 text-xs"
      >
        {t("occupied", { count: rows.length })}
      </span>
      {rows[0]?.nights.map((night, column) => (
        <span
          role="gridcell"
          key={night.night}
          style={{ width: COLUMN_PX }}
          className="flex shrink-0 flex-col items-center justify-end gap-1 py-2 text-ink-2 text-xs tabular-nums"
        >
          <span
            aria-hidden="true"
            className="w-5 rounded-[3px] bg-moss/55"
            style={{ height: Math.round((count(column) / rows.length) * 24) }}
          />
          {count(column)}
        </span>
      ))}
    </div>
  );
}
