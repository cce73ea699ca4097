import { describe, expect, it } from "vitest";
import { localDate } from "@/server/primitives/local-date";
import { readSpan, spanQuery, stepOf } from "./span";

const today = localDate("2026-05-14");
const usual = { from: "2026-04-17", until: "2026-05-14", preset: "28" };

describe("the span of an address", () => {
  it("is 28 days up to and with today when nothing is asked", () => {
    expect(readSpan({}, today, 731)).toEqual({ ...usual, isMisread: false });
    expect(readSpan({ span: "29" }, today, 731)).toEqual({ ...usual, isMisread: false });
  });

  it("is a preset or two dates, both included", () => {
    expect(readSpan({ span: "7" }, today, 731)).toMatchObject({ from: "2026-05-08", until: "2026-05-14" });
    expect(readSpan({ span: "7", from: "2025-12-31", until: "2026-01-01" }, today, 731)).toEqual({
      from: "2025-12-31",
      until: "2026-01-01",
      preset: undefined,
      isMisread: false,
    });
  });

  it.each([
    { from: "2026-05-02", until: "2026-05-01" },
    { from: "2026-02-30", until: "2026-05-01" },
    { from: "2026-05-01" },
    { until: "2026-05-01" },
    { from: "2024-05-01", until: "2026-05-02" },
    { from: "'; drop", until: "x" },
  ])("is the usual one, and says so, for %j", (words) => {
    expect(readSpan(words, today, 731)).toEqual({ ...usual, isMisread: true });
  });

  it("takes the longest span and no day more", () => {
    expect(readSpan({ from: "2026-05-01", until: "2026-05-10" }, today, 10).isMisread).toBe(false);
    expect(readSpan({ from: "2026-05-01", until: "2026-05-11" }, today, 10).isMisread).toBe(true);
  });

  it("comes back from the address it makes", () => {
    for (const words of [{}, { span: "365" }, { from: "2026-01-01", until: "2026-02-01" }]) {
      const span = readSpan(words, today, 731);
      expect(readSpan(spanQuery(span), today, 731)).toEqual(span);
    }
  });
});

describe("steps", () => {
  it("grow with the span", () => {
    const from = localDate("2026-01-01");
    expect(stepOf({ from, until: localDate("2026-03-03") })).toBe("day");
    expect(stepOf({ from, until: localDate("2026-03-04") })).toBe("week");
    expect(stepOf({ from, until: localDate("2026-12-31") })).toBe("month");
  });
});
