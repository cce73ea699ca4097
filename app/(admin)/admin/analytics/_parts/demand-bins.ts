/** Nights of a demand report put together by week, or by month where there are many: pure. */
import type { DemandReport } from "@/server/modules/analytics/report-contracts";

type Cells = DemandReport["places"][number]["cells"];

export type DemandBin = {
  /** First night in it. */
  from: string;
  searches: number;
  unmet: number;
};

const NIGHTS_PER_WEEK = 7;
const WEEKLY_MAX = 63;

export function isByWeek(nightCount: number): boolean {
  return nightCount <= WEEKLY_MAX;
}

/** Weeks begin with the first night, months with the first of the month; the last may be shorter. */
export function binDemand(cells: Cells): DemandBin[] {
  const byWeek = isByWeek(cells.length);
  const bins = new Map<string, DemandBin>();
  cells.forEach((cell, at) => {
    const key = byWeek ? String(Math.floor(at / NIGHTS_PER_WEEK)) : cell.night.slice(0, 7);
    const bin = bins.get(key) ?? { from: cell.night, searches: 0, unmet: 0 };
    bin.searches += cell.searches;
    bin.unmet += cell.unmetNights;
    bins.set(key, bin);
  });
  return [...bins.values()];
}
