/** The reports as tables, one row for what is one row on a screen. */

import type { StoreTableName } from "@/server/modules/analytics/export-store";
import type { Cell, CellKind, ExportTable } from "@/server/modules/analytics/export-text";
import { listRebuilds } from "@/server/modules/analytics/list-rebuilds";
import { readCohorts } from "@/server/modules/analytics/read-cohorts";
import { readDemand } from "@/server/modules/analytics/read-demand";
import { readDistributions } from "@/server/modules/analytics/read-distributions";
import { readFunnel } from "@/server/modules/analytics/read-funnel";
import { readHostPerformance } from "@/server/modules/analytics/read-host-performance";
import { readSeries } from "@/server/modules/analytics/read-series";
import { readSources } from "@/server/modules/analytics/read-sources";
import {
  DEMAND_PLACES_MAX,
  type Distribution,
  type ExportInput,
  type ExportName,
  GROUPS_MAX,
  REBUILDS_MAX,
  type ReportFigures,
  type SeriesGroup,
} from "@/server/modules/analytics/report-contracts";
import type { ReportCtx } from "@/server/modules/analytics/report-frame";
import type { HostCtx } from "@/server/platform/context";

/** A table of records that all have the columns of `kinds`. */
function tableOf<Name extends string>(
  kinds: Readonly<Record<Name, CellKind>>,
  records: readonly Readonly<Record<Name, Cell>>[],
): ExportTable {
  const names = Object.keys(kinds) as Name[];
  return {
    columns: names.map((name) => ({ name, kind: kinds[name] })),
    rows: records.map((record) => names.map((name) => record[name])),
  };
}

const NIGHT_KINDS = {
  nightsSold: "whole",
  nightsAvailable: "whole",
  nightsBlocked: "whole",
  nightRevenueMinor: "whole",
  occupancy: "number",
  adrMinor: "whole",
  revparMinor: "whole",
} as const;
const FIGURE_KINDS = {
  bookings: "whole",
  cancellations: "whole",
  gbvMinor: "whole",
  serviceFeeMinor: "whole",
  taxMinor: "whole",
  refundMinor: "whole",
  accommodationMinor: "whole",
  takeRate: "number",
  cancellationRate: "number",
  leadDaysMean: "number",
  nightsPerStayMean: "number",
  searches: "whole",
  views: "whole",
  quotes: "whole",
  saves: "whole",
  holds: "whole",
  ...NIGHT_KINDS,
} as const;
const NO_NIGHT_CELLS = Object.fromEntries(Object.keys(NIGHT_KINDS).map((name) => [name, null])) as Record<
  keyof typeof NIGHT_KINDS,
  null
>;

function figureCells({ nights, ...figures }: ReportFigures) {
  return { ...figures, ...(nights ?? NO_NIGHT_CELLS) };
}

async function exportSeries(ctx: ReportCtx, input: ExportInput): Promise<ExportTable> {
  const series = await readSeries(ctx, { ...input, groupsMax: GROUPS_MAX });
  const rowsOf = (group: SeriesGroup) => {
    const of = { group: group.value, label: group.label, currency: series.currency };
    return [
      ...group.points.map((point) => ({
        ...of,
        span: "current",
        at: point.at,
        ...figureCells(point.figures),
      })),
      ...group.comparedPoints.map((point) => ({
        ...of,
        span: "compared",
        at: point.at,
        ...figureCells(point.figures),
      })),
    ];
  };
  const groups = input.by === "market" ? [series.total] : series.groups;
  return tableOf(
    { group: "text", label: "text", span: "text", at: "text", currency: "text", ...FIGURE_KINDS },
    groups.flatMap(rowsOf),
  );
}

async function exportFunnel(ctx: ReportCtx, input: ExportInput): Promise<ExportTable> {
  const by = input.by === "channel" || input.by === "device" ? input.by : "market";
  const report = await readFunnel(ctx, { ...input, by });
  return tableOf(
    { group: "text", step: "text", guests: "whole", compared: "whole" },
    (by === "market" ? [report.total] : report.groups).flatMap(({ value, funnel, compared }) =>
      funnel.map(({ step, guests }, index) => ({
        group: value,
        step,
        guests,
        compared: compared?.[index]?.guests ?? null,
      })),
    ),
  );
}

async function exportCohorts(ctx: ReportCtx, input: ExportInput): Promise<ExportTable> {
  const { cohorts } = await readCohorts(ctx, input);
  return tableOf(
    {
      month: "text",
      guests: "whole",
      offset: "whole",
      bookings: "whole",
      returningGuests: "whole",
      cancelled: "whole",
    },
    cohorts.flatMap(({ month, guests, months }) => months.map((each) => ({ month, guests, ...each }))),
  );
}

function distributionTable({ buckets }: Distribution): ExportTable {
  return tableOf(
    { from: "whole", until: "whole", bookings: "whole", cancelled: "whole", compared: "whole" },
    buckets,
  );
}

async function exportDemand(ctx: ReportCtx, input: ExportInput): Promise<ExportTable> {
  const { places } = await readDemand(ctx, { ...input, placesMax: DEMAND_PLACES_MAX });
  return tableOf(
    {
      place: "text",
      name: "text",
      night: "text",
      searches: "whole",
      fewSearches: "whole",
      unmetNights: "whole",
      arrivals: "whole",
      emptyArrivals: "whole",
      guests: "whole",
      nightsAvailable: "whole",
      nightsSold: "whole",
      nightsOpen: "whole",
    },
    places.flatMap(({ place, name, cells }) => cells.map((cell) => ({ place, name, ...cell }))),
  );
}

type Report = Exclude<ExportName, StoreTableName | "host-performance">;

export const REPORT_TABLES: Readonly<
  Record<Report, (ctx: ReportCtx, input: ExportInput) => Promise<ExportTable>>
> = {
  series: exportSeries,
  funnel: exportFunnel,
  cohorts: exportCohorts,
  demand: exportDemand,
  sources: async (ctx, input) =>
    tableOf(
      { source: "text", views: "whole", guests: "whole", bookingGuests: "whole", conversion: "number" },
      (await readSources(ctx, input)).sources,
    ),
  "lead-time": async (ctx, input) => distributionTable((await readDistributions(ctx, input)).leadDays),
  "length-of-stay": async (ctx, input) =>
    distributionTable((await readDistributions(ctx, input)).nightsPerStay),
  rebuilds: async (ctx) =>
    tableOf(
      {
        id: "whole",
        startedAt: "instant",
        endedAt: "instant",
        eventCount: "whole",
        differences: "whole",
        result: "text",
        error: "text",
      },
      (await listRebuilds(ctx, { limit: REBUILDS_MAX })).rebuilds,
    ),
};

const PACE_NIGHTS = 60;

/** The asking host's own homes, each with the figures it is compared with and the market's where they are not withheld. */
export async function exportHostPerformance(ctx: HostCtx, input: ExportInput): Promise<ExportTable> {
  const { listings } = await readHostPerformance(ctx, { ...input, step: "month", paceNights: PACE_NIGHTS });
  return tableOf(
    {
      listingId: "text",
      title: "text",
      currency: "text",
      span: "text",
      views: "whole",
      saves: "whole",
      guests: "whole",
      bookingGuests: "whole",
      conversion: "number",
      bookings: "whole",
      cancellations: "whole",
      leadDaysMean: "number",
      nightsPerStayMean: "number",
      ...NIGHT_KINDS,
      paceNights: "whole",
      paceNightsLastYear: "whole",
      marketHomes: "whole",
      marketOccupancy: "number",
      marketAdrMinor: "whole",
      marketRevparMinor: "whole",
      marketPaceNightsPerHome: "number",
    },
    listings.flatMap(({ listingId, title, currency, figures, compared, pace, market }) => [
      {
        listingId,
        title,
        currency,
        span: "current",
        ...figures,
        paceNights: pace.nights,
        paceNightsLastYear: pace.nightsLastYear,
        marketHomes: market?.listingCount ?? null,
        marketOccupancy: market?.occupancy ?? null,
        marketAdrMinor: market?.adrMinor ?? null,
        marketRevparMinor: market?.revparMinor ?? null,
        marketPaceNightsPerHome: market?.paceNightsPerHome ?? null,
      },
      ...(compared ? [{ listingId, title, currency, span: "compared", ...compared, ...NO_MORE }] : []),
    ]),
  );
}

/** Pace and market are of the present. */
const NO_MORE = {
  paceNights: null,
  paceNightsLastYear: null,
  marketHomes: null,
  marketOccupancy: null,
  marketAdrMinor: null,
  marketRevparMinor: null,
  marketPaceNightsPerHome: null,
};
