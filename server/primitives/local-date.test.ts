import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  dayNumber,
  daysBetween,
  daysInMonth,
  fromDayNumber,
  isLocalDate,
  localDate,
  weekdayOf,
  yearOf,
} from "@/server/primitives/local-date";
import { isStay, nightCount, nightsOf, overlaps, stay } from "@/server/primitives/stay";

const dates = fc
  .integer({ min: dayNumber(localDate("1973-01-01")), max: dayNumber(localDate("2196-01-01")) })
  .map(fromDayNumber);

describe("dates", () => {
  test("day numbers and dates are one to one", () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(fromDayNumber(dayNumber(date))).toBe(date);
      }),
    );
  });

  test("adding days is counting days", () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -300, max: 300 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  test.each([
    "2026-02-30",
    "2025-02-29",
    "2026-13-01",
    "2026-00-10",
    "9999-01-01",
    "1969-12-31",
    "2026-1-1",
    "2026-01-01T00:00",
    "2026-0a-01",
    "2026-01-0/",
    "2026-01-0:",
    "20 6-01-01",
    "2026/01/01",
    "２０２６-01-01",
    "",
  ])("%s is no date", (text) => {
    expect(isLocalDate(text)).toBe(false);
  });

  test("29 February exists in leap years alone", () => {
    expect(isLocalDate("2028-02-29")).toBe(true);
    expect(isLocalDate("2100-02-29")).toBe(false);
    expect(isLocalDate("2000-02-29")).toBe(true);
  });

  test("weekdays are ISO weekdays", () => {
    expect(weekdayOf(localDate("2026-11-25"))).toBe(3);
    expect(weekdayOf(localDate("1970-01-01"))).toBe(4);
  });

  test("a month on keeps the day or ends the month", () => {
    expect(addMonths(localDate("2026-01-31"), 1)).toBe("2026-02-28");
    expect(addMonths(localDate("2026-11-30"), 3)).toBe("2027-02-28");
    fc.assert(
      fc.property(dates, fc.integer({ min: -24, max: 24 }), (date, months) => {
        const moved = addMonths(date, months);
        expect(Number(moved.slice(8))).toBeLessThanOrEqual(
          daysInMonth(yearOf(moved), Number(moved.slice(5, 7))),
        );
      }),
    );
  });
});

describe("stays", () => {
  const stays = fc
    .tuple(dates, fc.integer({ min: 1, max: 60 }))
    .map(([checkIn, nights]) => stay(checkIn, addDays(checkIn, nights)));

  test("a stay has as many nights as days between its ends, through leap days and clock changes", () => {
    fc.assert(
      fc.property(stays, (value) => {
        const nights = nightsOf(value);
        expect(nights).toHaveLength(nightCount(value));
        expect(new Set(nights).size).toBe(nights.length);
        expect(nights).not.toContain(value.checkOut);
      }),
    );
  });

  test("check-out day may be the next check-in day", () => {
    const first = stay(localDate("2026-05-14"), localDate("2026-05-17"));
    const second = stay(localDate("2026-05-17"), localDate("2026-05-18"));
    expect(overlaps(first, second)).toBe(false);
  });

  test("overlap means a shared night", () => {
    fc.assert(
      fc.property(stays, stays, (a, b) => {
        const shared = nightsOf(a).some((night) => nightsOf(b).includes(night));
        expect(overlaps(a, b)).toBe(shared);
      }),
    );
  });

  test("a stay without nights or past a year is none", () => {
    const day = localDate("2026-05-14");
    expect(isStay({ checkIn: day, checkOut: day })).toBe(false);
    expect(isStay({ checkIn: day, checkOut: addDays(day, 366) })).toBe(false);
    expect(isStay({ checkIn: day, checkOut: addDays(day, -1) })).toBe(false);
  });
});
