import { describe, expect, it } from "vitest";
import {
  addDays,
  dateIn,
  formatDate,
  formatDateRange,
  formatInstant,
  formatMonth,
  formatTimeOfDay,
  nightsBetween,
} from "./dates";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("dates", () => {
  it("writes weekday, day and month without commas", () => {
    expect(plain(formatDate("2026-05-14", "en"))).toBe("Thu 14 May");
    expect(plain(formatDate("2026-05-14", "en", { year: true }))).toBe("Thu 14 May 2026");
  });

  it("names the month once when both ends share it", () => {
    expect(plain(formatDateRange("2026-05-14", "2026-05-17", "en"))).toBe("Thu 14 – Sun 17 May");
    expect(plain(formatDateRange("2026-05-28", "2026-06-01", "en"))).toBe("Thu 28 May – Mon 1 Jun");
  });

  it("shows an instant in the zone it is given and names that zone", () => {
    expect(plain(formatInstant("2026-05-09T19:00:00Z", "en", "America/New_York"))).toBe(
      "Sat 9 May, 3:00 pm EDT",
    );
    expect(dateIn("2026-05-10T02:00:00Z", "America/New_York")).toBe("2026-05-09");
  });

  it("shows a time of day as people say it, in any zone of the machine", () => {
    expect(plain(formatTimeOfDay(900, "en"))).toBe("3:00 pm");
    expect(plain(formatTimeOfDay(630, "es"))).toBe("10:30");
    expect(plain(formatTimeOfDay(0, "en"))).toBe("12:00 am");
  });

  it("keeps Latin digits in Arabic, as prices do", () => {
    expect(formatDate("2026-05-14", "ar")).toContain("14");
    expect(formatMonth("2026-05", "ar")).toContain("2026");
  });

  it("keeps the same order in Spanish and Arabic", () => {
    expect(plain(formatDateRange("2026-05-14", "2026-05-17", "es"))).toBe("jue 14 – dom 17 may");
    expect(plain(formatDateRange("2026-05-14", "2026-05-17", "ar"))).toBe("الخميس 14 – الأحد 17 مايو");
  });

  it("counts nights across a change of clocks", () => {
    expect(nightsBetween("2026-03-07", "2026-03-09")).toBe(2);
    expect(addDays("2026-02-27", 2)).toBe("2026-03-01");
  });
});
