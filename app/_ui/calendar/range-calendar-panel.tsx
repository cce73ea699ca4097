"use client";
import { type CalendarDate, parseDate } from "@internationalized/date";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { Button, I18nProvider, RangeCalendar } from "react-aria-components";
import { buttonLook } from "../button-look";
import { classNames } from "../class-names";
import { addDays } from "../format/dates";
import { type CalendarRules, mayBeginOn, mayStay, minNightsFrom } from "./calendar-days";
import { CalendarMonth } from "./calendar-month";
import type { RangeCalendarProps } from "./range-calendar";

/** The calendar itself. Loaded on demand by `RangeCalendar`. */
export function RangeCalendarPanel(props: RangeCalendarProps) {
  const { label, from, to, onChange, months = 2, today, bare, className, ...rules } = props;
  const locale = useLocale();
  const restart = useRef<(date: CalendarDate) => void>(() => undefined);
  return (
    <I18nProvider locale={locale === "en" ? "en-GB" : `${locale}-u-nu-latn-ca-gregory`}>
      <RangeCalendar
        aria-label={label}
        value={from && to ? { start: parseDate(from), end: parseDate(to) } : null}
        minValue={parseDate(rules.firstOn)}
        maxValue={parseDate(rules.lastOn)}
        visibleDuration={{ months }}
        pageBehavior="single"
        defaultFocusedValue={parseDate(from ?? rules.firstOn)}
        isDateUnavailable={(date, anchor) => isClosed(date.toString(), anchor?.toString(), rules)}
        allowsNonContiguousRanges
        onChange={({ start, end }) => {
          if (mayStay(start.toString(), end.toString(), rules)) onChange(start.toString(), end.toString());
          // A date beyond a taken night cannot end this stay, so it begins another.
          else if (start.compare(end) !== 0) queueMicrotask(() => restart.current(end));
        }}
        className={classNames("relative", bare && "cal-bare", className)}
      >
        {({ state }) => {
          restart.current = (date) => state.setAnchorDate(date);
          return (
            <>
              <PageButtons />
              <div className={classNames("grid gap-x-10 gap-y-8", months > 1 && "md:grid-cols-2")}>
                {Array.from({ length: months }, (_, offset) => (
                  <CalendarMonth
                    key={state.visibleRange.start.add({ months: offset }).toString()}
                    offset={offset}
                    firstVisible={state.visibleRange.start}
                    rules={rules}
                    today={today}
                  />
                ))}
              </div>
            </>
          );
        }}
      </RangeCalendar>
    </I18nProvider>
  );
}

/**
 * A date that cannot be pressed now. Before the first press: one on which no stay begins. After it: one too
 * close for the fewest nights, or one that neither ends this stay nor begins another.
 */
function isClosed(date: string, first: string | undefined, rules: CalendarRules): boolean {
  if (!first || date < first) return !mayBeginOn(date, rules);
  if (date === first) return false;
  if (mayStay(first, date, rules)) return false;
  return date < addDays(first, minNightsFrom(first, rules)) || !mayBeginOn(date, rules);
}

function PageButtons() {
  const t = useTranslations("ui.calendar");
  const look = classNames(
    buttonLook({ look: "quiet", size: "small", square: true }),
    "absolute! -top-1 z-10 data-disabled:invisible",
  );
  return (
    <>
      <Button slot="previous" aria-label={t("before")} className={classNames(look, "start-0")}>
        <ChevronLeft size={18} aria-hidden="true" className="rtl:-scale-x-100" />
      </Button>
      <Button slot="next" aria-label={t("after")} className={classNames(look, "end-0")}>
        <ChevronRight size={18} aria-hidden="true" className="rtl:-scale-x-100" />
      </Button>
    </>
  );
}
