/** Contracts of the reports. Spans are days of the market's zone, both ends included; money is minor units of `currency`. */
import { z } from "zod";
import { figuresContract, funnelContract } from "@/server/modules/analytics/contract";
import { idContract, localDateContract } from "@/server/primitives/contracts";

/** Two years and the leap day. */
export const REPORT_DAYS_MAX = 731;
/** A series by the hour is for looking at days. */
export const HOURLY_DAYS_MAX = 14;
export const GROUPS_MAX = 100;
export const DEMAND_DAYS_MAX = 186;
export const DEMAND_PLACES_MAX = 50;
export const COHORT_MONTHS_MAX = 36;
export const REBUILDS_MAX = 50;
/** A figure of the market that fewer homes of others stand behind is withheld. */
export const COMPARABLES_MIN = 5;

/** `previous`: as many days directly before; `year`: the same dates one year earlier. */
export const COMPARISONS = ["previous", "year", "none"] as const;
export type Comparison = (typeof COMPARISONS)[number];
export const STEPS = ["hour", "day", "week", "month"] as const;
export type Step = (typeof STEPS)[number];
export const GROUPINGS = ["market", "neighbourhood", "listing", "host", "channel", "device"] as const;
export type Grouping = (typeof GROUPINGS)[number];

const daysContract = z.object({ from: localDateContract, until: localDateContract });
const spanFields = { from: localDateContract, until: localDateContract };
const compareField = { compareTo: z.enum(COMPARISONS).default("previous") };
const headFields = {
  asOf: z.date(),
  timeZone: z.string(),
  currency: z.string(),
  span: daysContract,
  comparison: daysContract.nullable(),
};

export const nightFiguresContract = figuresContract.pick({
  nightsSold: true,
  nightsAvailable: true,
  nightsBlocked: true,
  nightRevenueMinor: true,
  occupancy: true,
  adrMinor: true,
  revparMinor: true,
});
export const reportFiguresContract = figuresContract
  .pick({
    bookings: true,
    cancellations: true,
    gbvMinor: true,
    serviceFeeMinor: true,
    taxMinor: true,
    refundMinor: true,
    accommodationMinor: true,
    takeRate: true,
    cancellationRate: true,
    leadDaysMean: true,
    nightsPerStayMean: true,
    searches: true,
    views: true,
    saves: true,
  })
  .extend({
    quotes: z.int(),
    holds: z.int(),
    /** Null for channels and devices, by which homes are not offered, and by the hour, which no night has. */
    nights: nightFiguresContract.nullable(),
  });
export type ReportFigures = z.output<typeof reportFiguresContract>;

export const readSeriesInput = z.strictObject({
  ...spanFields,
  ...compareField,
  step: z.enum(STEPS).default("day"),
  by: z.enum(GROUPINGS).default("market"),
  /** Groups with most GBV first, then most views. */
  groupsMax: z.int().min(1).max(GROUPS_MAX).default(12),
});
const pointContract = z.object({
  /** `YYYY-MM-DD`, the first day of a week (Monday) or month; with step `hour` also `THH:00`. */
  at: z.string(),
  figures: reportFiguresContract,
});
export type SeriesPoint = z.output<typeof pointContract>;
const groupContract = z.object({
  /** Listing or host id, name of the neighbourhood, channel or device; empty for the market and for homes of no known place. */
  value: z.string(),
  label: z.string(),
  figures: reportFiguresContract,
  compared: reportFiguresContract.nullable(),
  points: z.array(pointContract),
  /** In the sequence of `points`; one more or fewer where the spans' lengths differ. */
  comparedPoints: z.array(pointContract),
});
export type SeriesGroup = z.output<typeof groupContract>;
export const seriesContract = z.object({
  ...headFields,
  step: z.enum(STEPS),
  by: z.enum(GROUPINGS),
  total: groupContract,
  /** Empty when `by` is market. */
  groups: z.array(groupContract),
  /** All there are, also those past `groupsMax`. */
  groupCount: z.int(),
});
export type Series = z.output<typeof seriesContract>;

export const readFunnelInput = z.strictObject({
  ...spanFields,
  ...compareField,
  /** Guests are told apart by where they took their first step. */
  by: z.enum(["market", "channel", "device"]).default("market"),
});
const funnelOfContract = z.object({
  value: z.string(),
  funnel: funnelContract,
  conversion: z.number().nullable(),
  compared: funnelContract.nullable(),
  comparedConversion: z.number().nullable(),
});
export const funnelReportContract = z.object({
  ...headFields,
  total: funnelOfContract,
  groups: z.array(funnelOfContract),
});
export type FunnelReport = z.output<typeof funnelReportContract>;

export const readSourcesInput = z.strictObject({ ...spanFields });
export const sourcesContract = z.object({
  ...headFields,
  sources: z.array(
    z.object({
      source: z.string(),
      views: z.int(),
      /** Guests whose first view of a home in the span came from here. */
      guests: z.int(),
      /** Of those, guests who booked the home they came to within 30 days. */
      bookingGuests: z.int(),
      conversion: z.number().nullable(),
    }),
  ),
});
export type SourcesReport = z.output<typeof sourcesContract>;

export const readCohortsInput = z.strictObject({
  /** Months up to and with the present one. */
  months: z.int().min(1).max(COHORT_MONTHS_MAX).default(12),
});
export const cohortsContract = z.object({
  asOf: z.date(),
  timeZone: z.string(),
  cohorts: z.array(
    z.object({
      /** First day of the month in which these guests booked for the first time. */
      month: localDateContract,
      guests: z.int(),
      months: z.array(
        z.object({
          /** 0 is the month of the first booking. */
          offset: z.int(),
          bookings: z.int(),
          /** Guests of the cohort with a booking in this month that was not their first. */
          returningGuests: z.int(),
          /** Of `bookings`, those cancelled until now. */
          cancelled: z.int(),
        }),
      ),
    }),
  ),
});
export type CohortsReport = z.output<typeof cohortsContract>;

export const readDistributionsInput = z.strictObject({ ...spanFields, ...compareField });
const bucketContract = z.object({
  from: z.int(),
  /** Inclusive; null for the last, which is open. */
  until: z.int().nullable(),
  bookings: z.int(),
  cancelled: z.int(),
  compared: z.int(),
});
const distributionContract = z.object({
  buckets: z.array(bucketContract),
  mean: z.number().nullable(),
  median: z.number().nullable(),
  comparedMedian: z.number().nullable(),
});
export type Distribution = z.output<typeof distributionContract>;
export const distributionsContract = z.object({
  ...headFields,
  leadDays: distributionContract,
  nightsPerStay: distributionContract,
});
export type DistributionsReport = z.output<typeof distributionsContract>;

export const readDemandInput = z.strictObject({
  /** Nights of stay, not days of searching. */
  ...spanFields,
  placesMax: z.int().min(1).max(DEMAND_PLACES_MAX).default(20),
});
const demandFields = {
  /** Searches for stays that hold the night. */
  searches: z.int(),
  /** Of those, searches that found 1 to 3 homes. */
  fewSearches: z.int(),
  /** Of those, searches that found none: unmet nights. */
  unmetNights: z.int(),
  /** Searches whose stay begins on the night, and those of them that found none. */
  arrivals: z.int(),
  emptyArrivals: z.int(),
  /** Guests with a search for the night, each counted once; of a whole place, once for all its nights. */
  guests: z.int(),
  nightsAvailable: z.int(),
  nightsSold: z.int(),
  /** Available and not sold. */
  nightsOpen: z.int(),
};
const demandCellContract = z.object({ night: localDateContract, ...demandFields });
export const demandContract = z.object({
  asOf: z.date(),
  span: daysContract,
  places: z.array(
    z.object({
      /** Place id as searched, or the words as typed; empty for searches without a place: the whole market. */
      place: z.string(),
      name: z.string(),
      /** False for words that are no place we know: then no home can be counted against them. */
      isKnown: z.boolean(),
      /** Where it lies on a map; null for the whole market and for places we do not know. */
      center: z.object({ lat: z.number(), lng: z.number() }).nullable(),
      ...demandFields,
      cells: z.array(demandCellContract),
    }),
  ),
});
export type DemandReport = z.output<typeof demandContract>;

export const readHostPerformanceInput = z.strictObject({
  ...spanFields,
  compareTo: z.enum(COMPARISONS).default("year"),
  step: z.enum(["day", "week", "month"]).default("day"),
  listingId: idContract("listing").optional(),
  /** Nights ahead of today that pace looks at. */
  paceNights: z.int().min(7).max(365).default(60),
});
const performanceFields = {
  views: z.int(),
  saves: z.int(),
  /** Guests who viewed the home in the span, and of those, guests who booked it within 30 days of their first view. */
  guests: z.int(),
  bookingGuests: z.int(),
  conversion: z.number().nullable(),
  bookings: z.int(),
  cancellations: z.int(),
  leadDaysMean: z.number().nullable(),
  nightsPerStayMean: z.number().nullable(),
};
const performanceContract = z.object(performanceFields).extend(nightFiguresContract.shape);
export type Performance = z.output<typeof performanceContract>;
const paceContract = z.object({
  /** Nights of `paceSpan` sold by now, and nights of the same dates last year sold by this time last year. */
  nights: z.int(),
  nightsLastYear: z.int(),
  /** Seven nights each from today on, the last one shorter. */
  weeks: z.array(
    z.object({
      from: localDateContract,
      until: localDateContract,
      nights: z.int(),
      nightsLastYear: z.int(),
      /** Sold by now per home like these; null where they are withheld. */
      marketNightsPerHome: z.number().nullable(),
    }),
  ),
});
/** Homes of other hosts that are like this one; null where fewer than 5 are, so that nobody's figures show through. */
const likeHomesContract = z.object({
  /** What they have in common, the narrowest that has enough homes; of several homes together, homes like any of them. */
  likeness: z.enum(["neighbourhood_and_size", "city_and_size", "city_and_kind", "city", "any_of_them"]),
  listingCount: z.int(),
  occupancy: z.number().nullable(),
  adrMinor: z.int().nullable(),
  revparMinor: z.int().nullable(),
  viewsPerHome: z.number(),
  /** Nights per home, so that it can be held against `pace`. */
  paceNightsPerHome: z.number(),
  paceNightsPerHomeLastYear: z.number(),
});
const scopeFields = {
  currency: z.string(),
  figures: performanceContract,
  /** The days it is compared with; null when with none. */
  compared: performanceContract.nullable(),
  pace: paceContract,
  market: likeHomesContract.nullable(),
};
const performancePointContract = nightFiguresContract.extend({
  /** `YYYY-MM-DD`, the first day of a week (Monday) or month. */
  at: z.string(),
  views: z.int(),
  saves: z.int(),
  bookings: z.int(),
});
export type PerformancePoint = z.output<typeof performancePointContract>;
export const hostPerformanceContract = z.object({
  asOf: z.date(),
  timeZone: z.string(),
  span: daysContract,
  comparison: daysContract.nullable(),
  step: z.enum(STEPS),
  paceSpan: daysContract,
  /** All the host's homes that were ever published, also when one alone was asked for. */
  homes: z.array(z.object({ listingId: idContract("listing"), title: z.string() })),
  /** The asked homes together, one for each currency they are in. */
  totals: z.array(
    z.object({
      ...scopeFields,
      listingCount: z.int(),
      points: z.array(performancePointContract),
      comparedPoints: z.array(performancePointContract),
    }),
  ),
  listings: z.array(z.object({ listingId: idContract("listing"), title: z.string(), ...scopeFields })),
});
export type HostPerformance = z.output<typeof hostPerformanceContract>;

export const readMarketTodayInput = z.strictObject({});
export const marketTodayContract = z.object({ timeZone: z.string(), today: localDateContract });

export const readFreshnessInput = z.strictObject({});
export const freshnessContract = z.object({
  asOf: z.date(),
  /** Every event placed on the log before this is counted, but for those that failed; null before the first. */
  freshUntil: z.date().nullable(),
  waitingCount: z.int(),
  /** Events that failed and are tried again, and those that wait for an operator. Neither is in the figures. */
  retryCount: z.int(),
  deadCount: z.int(),
  handledCount: z.int(),
  isPaused: z.boolean(),
});
export type Freshness = z.output<typeof freshnessContract>;

export const listRebuildsInput = z.strictObject({ limit: z.int().min(1).max(REBUILDS_MAX).default(10) });
export const rebuildsContract = z.object({
  rebuilds: z.array(
    z.object({
      id: z.int(),
      startedAt: z.date(),
      endedAt: z.date().nullable(),
      eventCount: z.int(),
      /** Totals that were not the same in the live store and the new one; null until it has ended. */
      differences: z.int().nullable(),
      result: z.enum(["running", "swapped", "compared", "failed"]),
      error: z.string().nullable(),
    }),
  ),
});

/** What can be exported as CSV or Parquet at /api/analytics/export/<table>, and by whom. */
export const EXPORTS = {
  series: "operator",
  funnel: "operator",
  sources: "operator",
  cohorts: "operator",
  "lead-time": "operator",
  "length-of-stay": "operator",
  demand: "operator",
  rebuilds: "operator",
  "host-performance": "host",
  "interaction-facts": "operator",
  "booking-facts": "operator",
  "payment-facts": "operator",
  "supply-facts": "operator",
  "block-facts": "operator",
  "listing-nights": "operator",
  "demand-nights": "operator",
  "rollup-hourly": "operator",
  "rollup-daily": "operator",
} as const;
export type ExportName = keyof typeof EXPORTS;
export const EXPORT_FORMATS = ["csv", "parquet"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
/** Rows of one export; a span with more is refused, so that no file is silently short. */
export const EXPORT_ROWS_MAX = 200_000;

/** The query of an export's address. What a table does not know it ignores. */
export const exportInput = z.strictObject({
  ...spanFields,
  ...compareField,
  format: z.enum(EXPORT_FORMATS).default("csv"),
  step: z.enum(STEPS).default("day"),
  by: z.enum(GROUPINGS).default("market"),
  listingId: idContract("listing").optional(),
  months: z.coerce.number().int().min(1).max(COHORT_MONTHS_MAX).default(12),
});
export type ExportInput = z.output<typeof exportInput>;
