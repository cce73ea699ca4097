/**
 * Dates and instants in the house's way: "Thu 14 May", "3:00 pm EDT". A date is `YYYY-MM-DD` and has no zone; an
 * instant is an ISO string and is always shown in a zone that is named.
 */

const dayMs = 86_400_000;
const minuteMs = 60_000;

export type DateStyle = {
  weekday?: "short" | "long" | false;
  month?: "short" | "long" | false;
  year?: boolean;
};

/** "Thu 14 May", with the year where it matters: "Thu 14 May 2026". */
export function formatDate(date: string, locale: string, style: DateStyle = {}): string {
  const { weekday = "short", month = "short", year = false } = style;
  const parts = partsOf(epochOf(date), locale, "UTC", {
    day: "numeric",
    ...(weekday ? { weekday } : {}),
    ...(month ? { month } : {}),
    ...(year ? { year: "numeric" } : {}),
  });
  return joinDate(parts);
}

/** "Thu 14 – Sun 17 May"; both months when they differ: "Thu 28 May – Mon 1 Jun". Spaces around the dash do not break. */
export function formatDateRange(from: string, to: string, locale: string, style: DateStyle = {}): string {
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const start = formatDate(from, locale, {
    ...style,
    month: sameMonth ? false : (style.month ?? "short"),
    year: Boolean(style.year && !sameYear),
  });
  return `${start}\u00a0– ${formatDate(to, locale, style)}`;
}

/** "November 2026", or short "Nov 2026" */
export function formatMonth(yearMonth: string, locale: string, month: "long" | "short" = "long"): string {
  return new Intl.DateTimeFormat(localeOf(locale), {
    month,
    year: "numeric",
    timeZone: "UTC",
  }).format(epochOf(`${yearMonth.slice(0, 7)}-01`));
}

/** "3:00 pm"; with the zone: "3:00 pm EDT". */
export function formatTime(instant: string, locale: string, zone: string, withZone = true): string {
  const parts = partsOf(Date.parse(instant), locale, zone, { hour: "numeric", minute: "2-digit" });
  const time = parts
    .map((part) => (part.type === "dayPeriod" ? part.value.toLowerCase() : part.value))
    .join("")
    .replace(/\s+/g, "\u00a0");
  return withZone ? `${time}\u00a0${zoneName(instant, zone)}` : time;
}

/** A time of day, in minutes after midnight, as people say it: 900 is "3:00 pm". */
export function formatTimeOfDay(minutes: number, locale: string): string {
  return formatTime(new Date(minutes * minuteMs).toISOString(), locale, "UTC", false);
}

/** "Sat 9 May, 3:00 pm EDT" */
export function formatInstant(
  instant: string,
  locale: string,
  zone: string,
  style: DateStyle & { withZone?: boolean } = {},
): string {
  return `${formatDate(dateIn(instant, zone), locale, style)}, ${formatTime(instant, locale, zone, style.withZone ?? true)}`;
}

/** The calendar date of an instant in a zone, as `YYYY-MM-DD`. */
export function dateIn(instant: string, zone: string): string {
  const parts = partsOf(Date.parse(instant), "en", zone, {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const value = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return `${value("year")}-${value("month")}-${value("day")}`;
}

/** Nights between two dates of a stay. */
export function nightsBetween(from: string, to: string): number {
  return Math.round((epochOf(to) - epochOf(from)) / dayMs);
}

/** The date some days later or earlier. */
export function addDays(date: string, days: number): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "UTC" }).format(epochOf(date) + days * dayMs);
}

function zoneName(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short" }).formatToParts(
    Date.parse(instant),
  );
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

function epochOf(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));
}

/** Digits stay Latin, as prices do. */
function localeOf(locale: string): string {
  return `${locale === "en" ? "en-US" : locale}-u-nu-latn`;
}

function partsOf(epochMs: number, locale: string, zone: string, options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat(localeOf(locale), { ...options, timeZone: zone }).formatToParts(epochMs);
}

/** Weekday, day, month, year without commas: the order of all our languages. */
function joinDate(parts: Intl.DateTimeFormatPart[]): string {
  const order = ["weekday", "day", "month", "year"];
  return order.flatMap((type) => parts.find((part) => part.type === type)?.value ?? []).join("\u00a0");
}
