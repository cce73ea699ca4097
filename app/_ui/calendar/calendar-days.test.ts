import { describe, expect, it } from "vitest";
import { type CalendarRules, lookOf, mayBeginOn, mayStay } from "./calendar-days";

const rules: CalendarRules = {
  firstOn: "2026-04-28",
  lastOn: "2026-08-31",
  minNights: 2,
  days: {
    "2026-05-07": { free: false },
    "2026-05-08": { free: false },
    "2026-05-09": { free: false },
    "2026-05-12": { checkIn: false },
    "2026-05-13": { checkOut: false },
    "2026-05-29": { minNights: 3, maxNights: 5 },
  },
};

describe("lookOf", () => {
  it("lets a stay end on the first taken night and begin after the last", () => {
    expect(lookOf("2026-05-07", rules)).toBe("out");
    expect(lookOf("2026-05-08", rules)).toBe("taken");
    expect(lookOf("2026-05-10", rules)).toBe("in");
  });

  it("shows days that the host's weekday rules close for one end", () => {
    expect(lookOf("2026-05-12", rules)).toBe("out");
    expect(lookOf("2026-05-13", rules)).toBe("in");
  });

  it("counts what lies before today or beyond the booking window as past", () => {
    expect(lookOf("2026-04-27", rules)).toBe("past");
    expect(lookOf("2026-09-01", rules)).toBe("past");
  });
});

describe("mayStay", () => {
  it("never spans a taken night", () => {
    expect(mayStay("2026-05-05", "2026-05-07", rules)).toBe(true);
    expect(mayStay("2026-05-05", "2026-05-10", rules)).toBe(false);
  });

  it("keeps the fewest and most nights of the day it begins on", () => {
    expect(mayStay("2026-05-20", "2026-05-21", rules)).toBe(false);
    expect(mayStay("2026-05-29", "2026-05-31", rules)).toBe(false);
    expect(mayStay("2026-05-29", "2026-06-01", rules)).toBe(true);
    expect(mayStay("2026-05-29", "2026-06-04", rules)).toBe(false);
  });

  it("neither begins nor ends where the weekday is closed for it", () => {
    expect(mayBeginOn("2026-05-12", rules)).toBe(false);
    expect(mayStay("2026-05-11", "2026-05-13", rules)).toBe(false);
  });

  it("has at least one night", () => {
    expect(mayStay("2026-05-20", "2026-05-20", { ...rules, minNights: 0 })).toBe(false);
  });
});
