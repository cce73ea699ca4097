import type { DayRun } from "./facts";

/** One listing's calendar, a cell a day from the day it was taken. */
export type RawCalendar = {
  available: Array<boolean | undefined>;
  priceMinor: Array<number | undefined>;
  nightsMin: Array<number | undefined>;
  nightsMax: Array<number | undefined>;
};

export function emptyCalendar(): RawCalendar {
  return { available: [], priceMinor: [], nightsMin: [], nightsMax: [] };
}

/** The most frequent value, the least among equals; undefined when there is none. */
export function modeOf(values: ReadonlyArray<number | undefined>): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return ranked[0]?.[0];
}

/** ISO weekday 5 and 6 begin Friday's and Saturday's night. */
export function isWeekendDay(day: number): boolean {
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
  return weekday === 5 || weekday === 6;
}

/** Runs of equal values that differ from what is expected of their day. */
export function runsOf(
  values: ReadonlyArray<number | undefined>,
  expected: (day: number) => number,
): Array<{ run: DayRun; value: number }> {
  const runs: Array<{ run: [number, number]; value: number }> = [];
  values.forEach((value, day) => {
    if (value === undefined || value === expected(day)) return;
    const last = runs.at(-1);
    if (last && last.value === value && last.run[0] + last.run[1] === day) last.run[1] += 1;
    else runs.push({ run: [day, 1], value });
  });
  return runs;
}

/** Runs of nights that cannot be had. A day the calendar leaves out counts as free. */
export function takenRuns(available: ReadonlyArray<boolean | undefined>): DayRun[] {
  const numbers = available.map((free) => (free === false ? 1 : 0));
  return runsOf(numbers, () => 0).map(({ run }) => run);
}

/** Base price, weekend price where it differs, and the days that follow neither. */
export function pricePattern(prices: ReadonlyArray<number | undefined>, takenDay: number) {
  const weekday = prices.filter((_, day) => !isWeekendDay(takenDay + day));
  const weekend = prices.filter((_, day) => isWeekendDay(takenDay + day));
  const baseMinor = modeOf(weekday) ?? modeOf(prices);
  if (baseMinor === undefined) return undefined;
  const weekendMode = modeOf(weekend);
  const weekendMinor = weekendMode === undefined || weekendMode === baseMinor ? null : weekendMode;
  const expected = (day: number) =>
    weekendMinor !== null && isWeekendDay(takenDay + day) ? weekendMinor : baseMinor;
  const priceRuns = runsOf(prices, expected).map(({ run, value }) => ({ run, amountMinor: value }));
  return { baseMinor, weekendMinor, priceRuns };
}
