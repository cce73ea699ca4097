/** The steps of a series: each day, week or month (or hour) of a span, named by where it begins. Pure. */
import type { DaySpan } from "@/server/modules/analytics/night-store";
import type { Step } from "@/server/modules/analytics/report-contracts";
import {
  addDays,
  addMonths,
  daysBetween,
  firstOfMonth,
  type LocalDate,
  weekdayOf,
} from "@/server/primitives/local-date";

const HOURS = Array.from({ length: 24 }, (_, hour) => `T${String(hour).padStart(2, "0")}:00`);
const DAYS_PER_WEEK = 7;

/** As `date_trunc` names them in SQL. */
export function stepsOf({ from, until }: DaySpan, step: Step): string[] {
  const days = Array.from({ length: daysBetween(from, until) + 1 }, (_, index) => addDays(from, index));
  if (step === "hour") return days.flatMap((day) => HOURS.map((hour) => `${day}${hour}`));
  if (step === "day") return days;
  const steps: LocalDate[] = [];
  const first = step === "week" ? mondayOf(from) : firstOfMonth(from);
  for (let at = first; at <= until; at = step === "week" ? addDays(at, DAYS_PER_WEEK) : addMonths(at, 1))
    steps.push(at);
  return steps;
}

function mondayOf(day: LocalDate): LocalDate {
  return addDays(day, -((weekdayOf(day) + DAYS_PER_WEEK - 1) % DAYS_PER_WEEK));
}
