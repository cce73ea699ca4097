/** The figures of the analytics page: where each comes from, how it is written and which way is better. */
import type { ReportFigures } from "@/server/modules/analytics/report-contracts";
import {
  formatCount,
  formatGrowth,
  formatMean,
  formatPoints,
  formatRatio,
  formatSum,
  toUnits,
} from "../../_parts/figures";

export const METRICS = [
  "gbv",
  "bookings",
  "takeRate",
  "cancellationRate",
  "nightsSold",
  "occupancy",
  "adr",
  "revpar",
  "leadDays",
  "nightsPerStay",
] as const;
export type Metric = (typeof METRICS)[number];

type Kind = {
  kind: "money" | "count" | "ratio" | "mean";
  /** Undefined where more is neither better nor worse. */
  better?: "more" | "less";
  of: (figures: ReportFigures) => number | null;
};

const kinds: Record<Metric, Kind> = {
  gbv: { kind: "money", better: "more", of: (figures) => figures.gbvMinor },
  bookings: { kind: "count", better: "more", of: (figures) => figures.bookings },
  takeRate: { kind: "ratio", better: "more", of: (figures) => figures.takeRate },
  cancellationRate: { kind: "ratio", better: "less", of: (figures) => figures.cancellationRate },
  nightsSold: { kind: "count", better: "more", of: (figures) => figures.nights?.nightsSold ?? null },
  occupancy: { kind: "ratio", better: "more", of: (figures) => figures.nights?.occupancy ?? null },
  adr: { kind: "money", better: "more", of: (figures) => figures.nights?.adrMinor ?? null },
  revpar: { kind: "money", better: "more", of: (figures) => figures.nights?.revparMinor ?? null },
  leadDays: { kind: "mean", of: (figures) => figures.leadDaysMean },
  nightsPerStay: { kind: "mean", of: (figures) => figures.nightsPerStayMean },
};

export function writeMetric(
  metric: Metric,
  figures: ReportFigures,
  currency: string,
  locale: string,
): string {
  const { kind, of } = kinds[metric];
  const value = of(figures);
  if (kind === "money") return formatSum(value, currency, locale);
  if (kind === "ratio") return formatRatio(value, locale);
  if (kind === "mean" || value === null) return formatMean(value, locale);
  return formatCount(value, locale);
}

/** "+6.2 %", in points for ratios, and whether that is good. */
export function changeOf(metric: Metric, now: ReportFigures, before: ReportFigures | null, locale: string) {
  if (!before) return {};
  const { kind, better, of } = kinds[metric];
  const change =
    kind === "ratio" ? formatPoints(of(now), of(before), locale) : formatGrowth(of(now), of(before), locale);
  const isMore = change?.startsWith("+") ?? false;
  const isLess = change?.startsWith("−") ?? false;
  if (!better || !(isMore || isLess)) return { change };
  return { change, verdict: isMore === (better === "more") ? ("better" as const) : ("worse" as const) };
}

/** A value as a chart draws it, in whole units of money; undefined where there is none. */
export function chartValue(metric: Metric, figures: ReportFigures, currency: string): number | undefined {
  const { kind, of } = kinds[metric];
  const value = of(figures);
  if (value === null) return undefined;
  return kind === "money" ? toUnits(value, currency) : value;
}

export function chartFormat(metric: Metric, currency: string): "number" | "percent" | { currency: string } {
  const { kind } = kinds[metric];
  return kind === "money" ? { currency } : kind === "ratio" ? "percent" : "number";
}

/** Sums are bars, what is a mean or a share is a line. */
export function chartLook(metric: Metric): "bars" | "line" {
  return metric === "gbv" || kinds[metric].kind === "count" ? "bars" : "line";
}
