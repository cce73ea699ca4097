import { useLocale, useTranslations } from "next-intl";
import { classNames } from "@/app/_ui/class-names";
import { formatDate, formatDateRange, formatMonth, nightsBetween } from "@/app/_ui/format/dates";
import { Panel } from "@/app/_ui/panel";
import { StatusTag } from "@/app/_ui/status-tag";
import { DataTable } from "@/app/_ui/table/data-table";
import type { Tone } from "@/app/_ui/tag";
import { type AdminListing, NIGHT_STATES } from "@/server/modules/admin/directory-contract";
import { ObjectLink } from "../../../_parts/object-link";

type NightState = (typeof NIGHT_STATES)[number];
type Nights = AdminListing["calendar"]["nights"];

/** The host's calendar has the same colours. */
const looks: Record<NightState, string> = {
  free: "border-line bg-surface",
  held: "border-ink bg-surface",
  booked: "border-transparent bg-moss-tint-2",
  blocked: "hatched border-line",
  imported: "border-blue bg-blue-tint",
};
const tones: Record<NightState, Tone> = {
  free: "neutral",
  held: "blue",
  booked: "moss",
  blocked: "neutral",
  imported: "blue",
};

/** Who has the home's next nights: by day, and as a table that leads to the bookings. */
export function CalendarTab({ data }: { data: AdminListing }) {
  const t = useTranslations("admin.listings.calendar");
  const locale = useLocale();
  const { nights, spans, today } = data.calendar;
  return (
    <div className="grid grid-cols-1 items-start gap-3 xl:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
      <Panel
        title={t("title", { count: nights.length })}
        note={t("note", { date: formatDate(today, locale), zone: data.listing.timeZone })}
      >
        <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
          {byMonth(nights).map((month) => (
            <MonthStrip key={month[0]?.night} nights={month} />
          ))}
        </div>
        <Counts nights={nights} />
      </Panel>
      <Panel flush title={t("spans")}>
        <DataTable
          label={t("spans")}
          rows={spans}
          rowId={(row) => row.checkIn}
          empty={t("none")}
          columns={[
            {
              id: "nights",
              header: t("nights"),
              lead: true,
              cell: (row) => formatDateRange(row.checkIn, row.checkOut, locale),
            },
            {
              id: "count",
              header: t("count"),
              align: "end",
              cell: (row) => nightsBetween(row.checkIn, row.checkOut),
            },
            {
              id: "state",
              header: t("state"),
              cell: (row) => (
                <StatusTag tone={tones[row.state]}>
                  {row.preparation ? t("preparation") : t(`states.${row.state}`)}
                </StatusTag>
              ),
            },
            {
              id: "who",
              header: t("who"),
              cell: (row) => (row.bookingId ? <ObjectLink id={row.bookingId} /> : row.note || "–"),
            },
          ]}
        />
      </Panel>
    </div>
  );
}

function byMonth(nights: Nights): Nights[] {
  const months = new Map<string, Nights>();
  for (const night of nights) {
    const month = night.night.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), night]);
  }
  return [...months.values()];
}

const DAYS_PER_WEEK = 7;

/** One month's nights, Monday first. The table beside it says the same in words. */
function MonthStrip({ nights }: { nights: Nights }) {
  const locale = useLocale();
  const [first] = nights;
  if (!first) return null;
  // Sunday is 0 and stands last.
  const weekday = (new Date(`${first.night}T00:00:00Z`).getUTCDay() + DAYS_PER_WEEK - 1) % DAYS_PER_WEEK;
  return (
    <div aria-hidden="true">
      <p className="mb-1.5 font-medium text-xs">{formatMonth(first.night, locale)}</p>
      <div className="grid grid-cols-7 gap-1">
        {nights.map(({ night, state }, at) => (
          <span
            key={night}
            style={at === 0 ? { gridColumnStart: weekday + 1 } : undefined}
            className={classNames(
              "grid h-8 place-items-center rounded-small border text-hint tabular-nums",
              looks[state],
              state === "free" ? "text-ink" : "text-ink-2",
            )}
          >
            {Number(night.slice(-2))}
          </span>
        ))}
      </div>
    </div>
  );
}

function Counts({ nights }: { nights: Nights }) {
  const t = useTranslations("admin.listings.calendar");
  const counts = NIGHT_STATES.map((state) => ({
    state,
    count: nights.filter((night) => night.state === state).length,
  })).filter(({ state, count }) => count > 0 || state === "free");
  return (
    <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-2 text-ink-2 text-xs">
      {counts.map(({ state, count }) => (
        <li key={state} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={classNames("size-3.5 rounded-[4px] border", looks[state])} />
          {t(`states.${state}`)} <span className="font-semibold text-ink tabular-nums">{count}</span>
        </li>
      ))}
    </ul>
  );
}
