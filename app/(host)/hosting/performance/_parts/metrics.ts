/** The figures of the performance page: where each comes from and which way is better. */
import type { FigureLook } from "@/app/_analytics/figure-kind";
import type { Performance, PerformancePoint } from "@/server/modules/analytics/report-contracts";

/** Those that have a value for each day, week or month. */
export const DRAWN = ["views", "saves", "bookings", "nightsSold", "occupancy", "adr", "revpar"] as const;
export type Drawn = (typeof DRAWN)[number];
export const METRICS = [
  "views",
  "saves",
  "conversion",
  "bookings",
  "nightsSold",
  "occupancy",
  "adr",
  "revpar",
  "leadDays",
  "nightsPerStay",
] as const;
export type Metric = (typeof METRICS)[number];

export const DRAWN_LOOKS: Readonly<Record<Drawn, FigureLook<PerformancePoint | Performance>>> = {
  views: { kind: "count", better: "more", of: (figures) => figures.views },
  saves: { kind: "count", better: "more", of: (figures) => figures.saves },
  bookings: { kind: "count", better: "more", of: (figures) => figures.bookings },
  nightsSold: { kind: "count", better: "more", of: (figures) => figures.nightsSold },
  occupancy: { kind: "ratio", better: "more", of: (figures) => figures.occupancy },
  adr: { kind: "money", better: "more", of: (figures) => figures.adrMinor },
  revpar: { kind: "money", better: "more", of: (figures) => figures.revparMinor },
};
export const LOOKS: Readonly<Record<Metric, FigureLook<Performance>>> = {
  ...DRAWN_LOOKS,
  conversion: { kind: "share", better: "more", of: (figures) => figures.conversion },
  leadDays: { kind: "mean", of: (figures) => figures.leadDaysMean },
  nightsPerStay: { kind: "mean", of: (figures) => figures.nightsPerStayMean },
};

export function isDrawn(metric: Metric): metric is Drawn {
  return DRAWN.some((one) => one === metric);
}
