/** The words of a letter in its reader's language, and the house's way of writing dates, times and money. */
import { createTranslator } from "next-intl";
import { directionOf, fallbackLocale, isLocale, type Locale } from "@/app/_i18n/locales";
import { loadMessages } from "@/app/_messages";
import { formatDate, formatDateRange, formatInstant, formatTime } from "@/app/_ui/format/dates";
import { formatMoney, type Money } from "@/server/primitives/money";

const MONEY_LOCALES: Record<Locale, string> = { en: "en-US", es: "es", ar: "ar-u-nu-latn" };

export async function wordsOf(wanted: string) {
  const locale = isLocale(wanted) ? wanted : fallbackLocale;
  const messages = await loadMessages(locale);
  // An amount among right-to-left words would be torn apart: Unicode's isolates keep it whole.
  const apart = (text: string) => (directionOf(locale) === "rtl" ? `\u2066${text}\u2069` : text);
  return {
    locale,
    t: createTranslator({ locale, messages, namespace: "emails" }),
    line: createTranslator({ locale, messages, namespace: "quote.lines" }),
    /** "Thursday 7 May 2026" */
    day: (date: string) => formatDate(date, locale, { weekday: "long", month: "long", year: true }),
    /** "Thu 7 – Sun 10 May" */
    days: (from: string, to: string) => formatDateRange(from, to, locale),
    /** "3:00 pm EDT" */
    time: (instant: string, zone: string) => formatTime(instant, locale, zone),
    /** "Saturday 2 May 2026, 3:00 pm EDT" */
    instant: (instant: string, zone: string) =>
      formatInstant(instant, locale, zone, { weekday: "long", month: "long", year: true }),
    money: (amount: Money) => apart(formatMoney(amount, MONEY_LOCALES[locale])),
  };
}
export type Words = Awaited<ReturnType<typeof wordsOf>>;
