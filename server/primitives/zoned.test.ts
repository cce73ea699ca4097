import { describe, expect, test } from "vitest";
import { addDays, daysBetween, localDate } from "@/server/primitives/local-date";
import {
  dateAt,
  deadlineDaysBefore,
  HOUR_MS,
  instantAt,
  isTimeZone,
  minutesAt,
} from "@/server/primitives/zoned";

const CHECK_IN = 15 * 60;

describe("zones", () => {
  test("a wall clock time is an instant of its own zone, whatever zone the machine is in", () => {
    expect(instantAt(localDate("2026-05-14"), CHECK_IN, "America/New_York").toISOString()).toBe(
      "2026-05-14T19:00:00.000Z",
    );
    expect(instantAt(localDate("2026-05-14"), CHECK_IN, "Pacific/Kiritimati").toISOString()).toBe(
      "2026-05-14T01:00:00.000Z",
    );
  });

  test("a deadline days before check-in keeps its hour across a change of the clocks", () => {
    const checkInOn = localDate("2026-03-10");
    const deadline = deadlineDaysBefore(checkInOn, CHECK_IN, 5, "America/New_York");
    expect(minutesAt(deadline, "America/New_York")).toBe(CHECK_IN);
    const elapsedHours =
      (instantAt(checkInOn, CHECK_IN, "America/New_York").getTime() - deadline.getTime()) / HOUR_MS;
    expect(elapsedHours).toBe(5 * 24 - 1);
  });

  test("a time that the clocks skip means the instant after the gap", () => {
    expect(instantAt(localDate("2026-03-08"), 150, "America/New_York").toISOString()).toBe(
      "2026-03-08T07:30:00.000Z",
    );
  });

  test("a time that occurs twice means the first", () => {
    expect(instantAt(localDate("2026-11-01"), 90, "America/New_York").toISOString()).toBe(
      "2026-11-01T05:30:00.000Z",
    );
  });

  test("Samoa's skipped 30 December 2011 is still a night between two dates", () => {
    expect(daysBetween(localDate("2011-12-29"), localDate("2011-12-31"))).toBe(2);
    expect(instantAt(localDate("2011-12-30"), CHECK_IN, "Pacific/Apia").getTime()).toBeGreaterThan(
      instantAt(localDate("2011-12-29"), CHECK_IN, "Pacific/Apia").getTime(),
    );
  });

  test("date and minutes read back what was put in", () => {
    for (const zone of [
      "America/New_York",
      "Asia/Kathmandu",
      "Pacific/Kiritimati",
      "Europe/Berlin",
      "Australia/Lord_Howe",
    ]) {
      for (let day = 0; day < 370; day += 1) {
        const date = addDays(localDate("2026-01-01"), day);
        const at = instantAt(date, CHECK_IN, zone);
        expect([dateAt(at, zone), minutesAt(at, zone)]).toEqual([date, CHECK_IN]);
      }
    }
  });

  test("an unknown zone is told apart", () => {
    expect(isTimeZone("Europe/Berlin")).toBe(true);
    expect(isTimeZone("Europe/Atlantis")).toBe(false);
  });
});
