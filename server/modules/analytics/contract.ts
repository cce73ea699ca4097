/** Contracts of analytics. Money is minor units of `currency`; ratios are 0 to 1 and null when nothing divides them. */
import { z } from "zod";
import { localDateContract } from "@/server/primitives/contracts";

export const OVERVIEW_DAYS_MAX = 366;
export const FUNNEL_STEPS = ["search", "view", "quote", "hold", "booking"] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];
/** A guest's steps count together when they lie within this many days of the first. */
export const FUNNEL_DAYS = 30;

export const figuresContract = z.object({
  bookings: z.int(),
  cancellations: z.int(),
  /** Host earnings, service fees and taxes of bookings made in the span, net of cancellations in it. */
  gbvMinor: z.int(),
  serviceFeeMinor: z.int(),
  taxMinor: z.int(),
  refundMinor: z.int(),
  /** Accommodation revenue of bookings made in the span, net of what cancellations gave back. */
  accommodationMinor: z.int(),
  /** What the payment gateway took in and sent back, and its fees. */
  paidMinor: z.int(),
  returnedMinor: z.int(),
  pspFeeMinor: z.int(),
  takeRate: z.number().nullable(),
  /** Of the bookings made in the span, those cancelled by anyone until now. */
  cancellationRate: z.number().nullable(),
  leadDaysMean: z.number().nullable(),
  nightsPerStayMean: z.number().nullable(),
  /** Nights that lie in the span, sold and available (published and not blocked, or sold). */
  nightsSold: z.int(),
  nightsAvailable: z.int(),
  nightsBlocked: z.int(),
  /** Accommodation revenue of the nights sold, without fees and taxes. */
  nightRevenueMinor: z.int(),
  occupancy: z.number().nullable(),
  adrMinor: z.int().nullable(),
  revparMinor: z.int().nullable(),
  searches: z.int(),
  views: z.int(),
  saves: z.int(),
});
export type Figures = z.output<typeof figuresContract>;

export const funnelContract = z.array(z.object({ step: z.enum(FUNNEL_STEPS), guests: z.int() }));
export type Funnel = z.output<typeof funnelContract>;

export const dayContract = figuresContract.extend({
  day: localDateContract,
  funnel: funnelContract,
  /** Guests who booked among those whose first step fell on this day. */
  conversion: z.number().nullable(),
});
export type Day = z.output<typeof dayContract>;

export const readOverviewInput = z.strictObject({
  /** Days of the market's zone up to and with today. */
  days: z.int().min(1).max(OVERVIEW_DAYS_MAX).default(7),
});
export const analyticsOverviewContract = z.object({
  asOf: z.date(),
  timeZone: z.string(),
  currency: z.string(),
  from: localDateContract,
  until: localDateContract,
  figures: figuresContract,
  /** The same length of time directly before, up to the same time of day. */
  previous: figuresContract,
  funnel: funnelContract,
  previousFunnel: funnelContract,
  conversion: z.number().nullable(),
  previousConversion: z.number().nullable(),
  /** Day by day, at least 28 of them, today last. */
  series: z.array(dayContract),
  /** The same number of days before those. */
  previousSeries: z.array(dayContract),
  neighbourhoods: z.array(
    z.object({
      neighbourhood: z.string(),
      nightsSold: z.int(),
      nightsAvailable: z.int(),
      occupancy: z.number().nullable(),
      adrMinor: z.int().nullable(),
      revparMinor: z.int().nullable(),
      bookings: z.int(),
      gbvMinor: z.int(),
    }),
  ),
  channels: z.array(z.object({ channel: z.string(), bookings: z.int(), gbvMinor: z.int() })),
});
export type AnalyticsOverview = z.output<typeof analyticsOverviewContract>;

/** What a rebuild found: each total in the live store and in the one made afresh from the log. */
export const rebuildContract = z.object({
  eventCount: z.int(),
  durationMs: z.int(),
  totals: z.array(z.object({ table: z.string(), total: z.string(), live: z.number(), rebuilt: z.number() })),
  differences: z.int(),
  swapped: z.boolean(),
});
export type Rebuild = z.output<typeof rebuildContract>;
