/** The figures of the analytics page: where each comes from and which way is better. */
import type { FigureLook } from "@/app/_analytics/figure-kind";
import type { ReportFigures } from "@/server/modules/analytics/report-contracts";

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

export const LOOKS: Readonly<Record<Metric, FigureLook<ReportFigures>>> = {
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

/** Sums are bars, what is a mean or a share is a line. */
export function chartLook(metric: Metric): "bars" | "line" {
  return metric === "gbv" || LOOKS[metric].kind === "count" ? "bars" : "line";
}
