"use client";
import { useLocale, useTranslations } from "next-intl";
import { useAnswer } from "@/app/_trpc/use-answer";
import { Banner } from "@/app/_ui/banner";
import { Button } from "@/app/_ui/button";
import type { CalendarDays } from "@/app/_ui/calendar/calendar-days";
import { CalendarLegend } from "@/app/_ui/calendar/calendar-legend";
import { CalendarSkeleton, RangeCalendar, useMonthCount } from "@/app/_ui/calendar/range-calendar";
import { addDays, formatDateRange } from "@/app/_ui/format/dates";
import { useRefusalText } from "@/app/_viewer/refusal-text";
import type { PublicNight } from "@/server/modules/calendar/contract";
import { nightCount } from "@/server/primitives/stay";
import { Section } from "../_parts/section";
import { PhoneLines } from "./quote-card";
import { useHome, useStay } from "./stay-provider";

/** How far ahead the page's calendar reaches. */
const DAYS = 366;

/** Two months of nights with their prices and rules; choosing one sets the price beside it. */
export function CalendarSection() {
  const t = useTranslations("listing.calendar");
  const locale = useLocale();
  const { listingId, today, currency } = useHome();
  const { chosen, setDates } = useStay();
  const months = useMonthCount();
  const refusalText = useRefusalText();
  const query = useAnswer({ listingId, from: today, days: DAYS }, (client, asked) =>
    client.calendar.readPublic.query(asked),
  );
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  const nightsMin = Math.min(...(query.data?.nights.map((night) => night.nightsMin) ?? [1]));
  const title = chosen
    ? t("chosen", {
        nights: nightCount(chosen.stay),
        dates: formatDateRange(chosen.stay.checkIn, chosen.stay.checkOut, locale),
      })
    : t("choose");
  return (
    <>
      <Section
        id="calendar"
        title={title}
        note={`${t("note", { currency: names.of(currency) ?? currency })}${nightsMin > 1 ? ` ${t("min", { count: nightsMin })}` : ""}`}
        end={
          chosen ? (
            <Button look="quiet" size="small" onClick={() => setDates(null, null)}>
              {t("clear")}
            </Button>
          ) : undefined
        }
      >
        {query.error ? (
          <Banner
            tone="red"
            urgent
            action={
              <Button size="small" onClick={() => query.again()}>
                ↻
              </Button>
            }
          >
            {refusalText(query.error)}
          </Banner>
        ) : null}
        {query.data ? (
          <>
            <RangeCalendar
              label={t("label")}
              from={chosen?.stay.checkIn}
              to={chosen?.stay.checkOut}
              onChange={(from, to) => setDates(from, to)}
              months={months}
              today={query.data.today}
              firstOn={query.data.today}
              lastOn={addDays(today, DAYS)}
              minNights={nightsMin}
              days={daysOf(query.data.nights, query.data.currency)}
            />
            <div className="mt-5">
              <CalendarLegend />
            </div>
          </>
        ) : query.error ? null : (
          <CalendarSkeleton />
        )}
      </Section>
      <PhoneLines />
    </>
  );
}

function daysOf(nights: readonly PublicNight[], currency: string): CalendarDays {
  return Object.fromEntries(
    nights.map((night) => [
      night.night,
      {
        free: night.free,
        checkIn: night.checkInAllowed,
        checkOut: night.checkOutAllowed,
        price: { amountMinor: night.priceMinor, currency },
        minNights: night.nightsMin,
      },
    ]),
  );
}
