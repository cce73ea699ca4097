import {
  type AnalyticsOverview,
  type Day,
  FUNNEL_DAYS,
  FUNNEL_STEPS,
  type Funnel,
} from "@/server/modules/analytics/contract";
import { type NightGroup, sumNights } from "@/server/modules/analytics/night-store";
import {
  countCancelledOfBooked,
  countGuestsByDepth,
  type GuestCount,
  type Span,
  sumMarketParts,
  sumMarketPartsByDay,
} from "@/server/modules/analytics/read-store";
import { type ReportCtx, readFrame } from "@/server/modules/analytics/report-frame";
import { noParts } from "@/server/modules/analytics/rollups";
import {
  computeFigures,
  computeFunnel,
  computeNightFigures,
  conversionOf,
  type NightSums,
  NO_NIGHTS,
} from "@/server/modules/analytics/rules";
import { sumParts } from "@/server/modules/analytics/series-store";
import { analyticsDbOf } from "@/server/platform/context";
import type { DbOrTx } from "@/server/platform/db";
import { addDays, daysBetween, type LocalDate } from "@/server/primitives/local-date";
import { addMs, DAY_MS, dateAt, instantAt } from "@/server/primitives/zoned";

const SERIES_DAYS_MIN = 28;

interface Frame {
  readonly db: DbOrTx;
  readonly now: Date;
  readonly zone: string;
  readonly currency: string;
}

/**
 * The market's figures for the last days with the same length of time before, a daily series, the funnel, and the split
 * by neighbourhood and channel. Reads the analytics store alone (and which zone the homes are in); writes nothing.
 */
export async function readOverview(ctx: ReportCtx, input: { days: number }): Promise<AnalyticsOverview> {
  const db = analyticsDbOf(ctx);
  const { zone, currency } = await readFrame(ctx);
  const frame: Frame = { db, now: ctx.now, zone, currency };
  const until = dateAt(ctx.now, zone);
  const from = addDays(until, 1 - input.days);
  const seriesDays = Math.max(input.days, SERIES_DAYS_MIN);
  const seriesFrom = addDays(until, 1 - seriesDays);

  const span = { from: instantAt(from, 0, zone), until: addMs(ctx.now, 1) };
  const before = -input.days * DAY_MS;
  const previousSpan = { from: addMs(span.from, before), until: addMs(span.until, before) };
  const nights = await sumNights(db, {
    days: { from: addDays(seriesFrom, -seriesDays), until },
    zone,
    currency,
    by: "market",
    step: "day",
  });
  const previousNights = nightsWithin(nights, addDays(from, -input.days), addDays(until, -input.days));
  const [current, previous, series, neighbourhoods, channels] = await Promise.all([
    readSpan(frame, span, nightsWithin(nights, from, until)),
    readSpan(frame, previousSpan, previousNights),
    readSeries(frame, addDays(seriesFrom, -seriesDays), until, nights),
    readNeighbourhoods(frame, span, from, until),
    sumParts(db, { span, zone, currency, by: "channel", step: "span" }),
  ]);
  return {
    asOf: ctx.now,
    timeZone: zone,
    currency,
    from,
    until,
    figures: current.figures,
    previous: previous.figures,
    funnel: current.funnel,
    previousFunnel: previous.funnel,
    conversion: conversionOf(current.funnel),
    previousConversion: conversionOf(previous.funnel),
    series: series.slice(seriesDays),
    previousSeries: series.slice(0, seriesDays),
    neighbourhoods,
    channels: channels
      .map(({ group, parts }) => ({
        channel: group,
        bookings: parts.bookings,
        gbvMinor: parts.grossMinor - parts.refundMinor,
      }))
      .sort((a, b) => b.gbvMinor - a.gbvMinor || (a.channel < b.channel ? -1 : 1)),
  };
}

async function readSpan(frame: Frame, span: Span, nights: NightSums) {
  const { db, currency, zone } = frame;
  const parts = await sumMarketParts(db, span, currency);
  const cancelled = sumOf(await countCancelledOfBooked(db, span, zone));
  const guests = await countGuestsByDepth(db, span, zone, FUNNEL_DAYS);
  return { figures: computeFigures(parts, nights, cancelled), funnel: funnelOf(guests) };
}

async function readSeries(
  frame: Frame,
  from: LocalDate,
  until: LocalDate,
  nights: readonly NightGroup[],
): Promise<Day[]> {
  const { db, currency, zone } = frame;
  const span = { from: instantAt(from, 0, zone), until: instantAt(addDays(until, 1), 0, zone) };
  const parts = await sumMarketPartsByDay(db, span, currency, zone);
  const cancelled = await countCancelledOfBooked(db, span, zone);
  const guests = await countGuestsByDepth(db, span, zone, FUNNEL_DAYS);
  return Array.from({ length: daysBetween(from, until) + 1 }, (_, index) => {
    const day = addDays(from, index);
    const funnel = funnelOf(guests.filter((row) => row.day === day));
    return {
      day,
      ...computeFigures(parts.get(day) ?? noParts(), nightsWithin(nights, day, day), cancelled.get(day) ?? 0),
      funnel,
      conversion: conversionOf(funnel),
    };
  });
}

async function readNeighbourhoods(frame: Frame, span: Span, from: LocalDate, until: LocalDate) {
  const { db, currency, zone } = frame;
  const nights = await sumNights(db, {
    days: { from, until },
    zone,
    currency,
    by: "neighbourhood",
    step: "span",
  });
  const sums = await sumParts(db, { span, zone, currency, by: "neighbourhood", step: "span" });
  const parts = new Map(sums.map((row) => [row.group, row.parts]));
  const names = [...new Set([...nights.map((row) => row.group), ...parts.keys()])].sort();
  return names.map((neighbourhood) => {
    const own = addNights(nights.filter((row) => row.group === neighbourhood));
    const made = parts.get(neighbourhood) ?? noParts();
    return {
      neighbourhood,
      nightsSold: own.sold,
      nightsAvailable: own.available,
      ...computeNightFigures(own),
      bookings: made.bookings,
      gbvMinor: made.grossMinor - made.refundMinor,
    };
  });
}

function nightsWithin(nights: readonly NightGroup[], from: LocalDate, until: LocalDate): NightSums {
  return addNights(nights.filter((row) => row.at >= from && row.at <= until));
}

export function addNights(rows: readonly NightSums[]): NightSums {
  return rows.reduce<NightSums>(
    (sum, row) => ({
      sold: sum.sold + row.sold,
      available: sum.available + row.available,
      blocked: sum.blocked + row.blocked,
      revenueMinor: sum.revenueMinor + row.revenueMinor,
    }),
    NO_NIGHTS,
  );
}

export function funnelOf(rows: readonly Pick<GuestCount, "depth" | "guests">[]): Funnel {
  const byDepth = new Map<number, number>();
  for (const { depth, guests } of rows) byDepth.set(depth, (byDepth.get(depth) ?? 0) + guests);
  return computeFunnel(byDepth, FUNNEL_STEPS);
}

function sumOf(counts: ReadonlyMap<LocalDate, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
