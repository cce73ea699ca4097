"use client";
import type { CalendarDate } from "@internationalized/date";
import { useLocale, useTranslations } from "next-intl";
import {
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from "react-aria-components";
import { formatMonth } from "../format/dates";
import { formatMoney } from "../format/money-parts";
import { type CalendarRules, lookOf, minNightsFrom } from "./calendar-days";
import { DayCell } from "./day-cell";

/** One month of a range calendar: its name, weekdays and cells. */
export function CalendarMonth(props: {
  offset: number;
  firstVisible: CalendarDate;
  rules: CalendarRules;
  today: string | undefined;
}) {
  const { offset, firstVisible, rules, today } = props;
  const locale = useLocale();
  const month = firstVisible.add({ months: offset });
  return (
    <div>
      <p className="mb-3 h-7 text-center font-display font-semibold text-base leading-7">
        {formatMonth(month.toString(), locale)}
      </p>
      <CalendarGrid
        offset={{ months: offset }}
        // Arabic has no short form that fits a cell.
        weekdayStyle={locale === "ar" ? "narrow" : "short"}
        className="cal-grid"
        aria-label={formatMonth(month.toString(), locale)}
      >
        <CalendarGridHeader>
          {(weekday) => <CalendarHeaderCell>{weekday}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => <Day date={date} month={month.month} rules={rules} today={today} />}
        </CalendarGridBody>
      </CalendarGrid>
    </div>
  );
}

function Day(props: { date: CalendarDate; month: number; rules: CalendarRules; today: string | undefined }) {
  const { date, month, rules, today } = props;
  const t = useTranslations("ui.calendar");
  const locale = useLocale();
  const on = date.toString();
  // A date of the month before or after: the table needs the cell, nobody needs the number.
  if (date.month !== month) return <CalendarCell date={date} className="invisible h-0" />;
  const look = lookOf(on, rules);
  const fewest = minNightsFrom(on, rules);
  const isLong = fewest > rules.minNights && (look === "free" || look === "in");
  const price = rules.days[on]?.price;
  const rest =
    look === "out"
      ? t("outOnly")
      : look === "in"
        ? t("inOnly")
        : isLong
          ? t("min", { nights: fewest })
          : null;
  const shown = look === "free" && !isLong && price ? formatMoney(price, locale, { round: true }) : rest;
  const hintOf = (state: { isSelectionStart: boolean; isSelectionEnd: boolean; isSelected: boolean }) => {
    if (price && state.isSelectionEnd && !state.isSelectionStart) return t("leave");
    if (price && state.isSelected) return formatMoney(price, locale, { round: true });
    return look === "taken" || look === "past" ? undefined : shown;
  };
  return (
    <CalendarCell
      date={date}
      className="cal-cell"
      data-day={look}
      {...(isLong ? { "data-hint": "min" } : {})}
      {...(on === today ? { "data-now": "" } : {})}
      // The name begins with what is seen, so that price and closed days are read out and voice control finds it.
      render={({ ref, ...cell }, state) => (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: react-aria gives it the role of a button
        <div
          {...cell}
          {...(ref ? { ref } : {})}
          aria-label={`${state.formattedDate} ${hintOf(state) ?? (look === "taken" ? t("taken") : "")}, ${cell["aria-label"] ?? ""}`}
        />
      )}
    >
      {(state) => <DayCell day={state.formattedDate} hint={hintOf(state)} />}
    </CalendarCell>
  );
}
