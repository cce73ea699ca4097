"use client";
import { useEffect, useState } from "react";
import { onDemand } from "../on-demand";
import { Skeleton } from "../skeleton";
import type { CalendarRules } from "./calendar-days";

const Panel = onDemand(
  () => import("./range-calendar-panel").then((module) => module.RangeCalendarPanel),
  () => <CalendarSkeleton />,
);

export type RangeCalendarProps = CalendarRules & {
  /** Read out as the calendar's name: "Choose your nights". */
  label: string;
  /** The chosen stay, check-in and check-out, or neither. */
  from?: string | undefined;
  to?: string | undefined;
  /** Called with a stay that keeps every rule. */
  onChange: (from: string, to: string) => void;
  /** Months side by side; on a phone they always stand one above the other, so ask for one there. */
  months?: number;
  /** Today in the listing's zone, marked with a clay dot. */
  today?: string | undefined;
  /** Without prices and hints: the search panel. Lower cells on a phone. */
  bare?: boolean;
  className?: string;
};

/**
 * Choosing nights: two presses, or arrow keys and Enter. Prices, closed days and fewest nights stand in the cells;
 * `CalendarLegend` belongs under it. Loaded when it comes near the window.
 */
export function RangeCalendar(props: RangeCalendarProps) {
  return <Panel {...props} />;
}

/** One month on a narrow window, as many as asked for on a wide one (from a width, in rem). For `months`. */
export function useMonthCount(wide = 2, from = "48rem"): number {
  const [count, setCount] = useState(wide);
  useEffect(() => {
    const query = window.matchMedia(`(min-width: ${from})`);
    const apply = () => setCount(query.matches ? wide : 1);
    apply();
    query.addEventListener("change", apply);
    return () => query.removeEventListener("change", apply);
  }, [wide, from]);
  return count;
}

/** The calendar to come, as tall as the real one. */
export function CalendarSkeleton({ months = 2 }: { months?: number }) {
  return (
    <div className="grid grid-cols-1 gap-10 md:grid-cols-2" aria-hidden="true">
      {Array.from({ length: months }, (_, month) => (
        <div key={`month-${String(month)}`} className={month > 0 ? "max-md:hidden" : ""}>
          <Skeleton className="mx-auto mb-3 h-7 w-28" />
          <Skeleton className="h-[312px] w-full rounded-control" />
        </div>
      ))}
    </div>
  );
}
