import { describe, expect, it } from "vitest";
import { addDays, localDate } from "@/server/primitives/local-date";
import { binDemand } from "./demand-bins";

const cellsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    night: addDays(localDate("2026-11-25"), at),
    searches: 10,
    unmetNights: at % 2,
    fewSearches: 0,
    arrivals: 0,
    emptyArrivals: 0,
    guests: 0,
    nightsAvailable: 0,
    nightsSold: 0,
    nightsOpen: 0,
  }));

describe("demand by week and month", () => {
  it("keeps every night: weeks from the first night, the last one shorter", () => {
    expect(binDemand(cellsOf(16))).toEqual([
      { from: "2026-11-25", searches: 70, unmet: 3 },
      { from: "2026-12-02", searches: 70, unmet: 4 },
      { from: "2026-12-09", searches: 20, unmet: 1 },
    ]);
  });

  it("goes by calendar month once there are more nights than nine weeks", () => {
    const bins = binDemand(cellsOf(120));
    expect(bins.map(({ from }) => from)).toEqual([
      "2026-11-25",
      "2026-12-01",
      "2027-01-01",
      "2027-02-01",
      "2027-03-01",
    ]);
    expect(bins.reduce((sum, { searches }) => sum + searches, 0)).toBe(1_200);
    expect(binDemand(cellsOf(63))).toHaveLength(9);
    expect(binDemand(cellsOf(64))).toHaveLength(3);
  });

  it("has nothing of nothing", () => {
    expect(binDemand([])).toEqual([]);
  });
});
