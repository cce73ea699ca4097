/** What every report needs first: whose days, which money, from when until when, and what it is held against. */
import type { DaySpan } from "@/server/modules/analytics/night-store";
import { type MarketFrame, readMarketFrame, type Span } from "@/server/modules/analytics/read-store";
import { type Comparison, REPORT_DAYS_MAX } from "@/server/modules/analytics/report-contracts";
import { analyticsDbOf, type SystemCtx } from "@/server/platform/context";
import type { Db } from "@/server/platform/db";
import { addDays, addMonths, daysBetween, type LocalDate } from "@/server/primitives/local-date";
import { refuse } from "@/server/primitives/refusal";
import { addMs, instantAt } from "@/server/primitives/zoned";

/** `request` is there where somebody asks over the wire, and is the same object for all that one request asks. */
export type ReportCtx = Pick<SystemCtx, "db" | "analyticsDb" | "now"> & { readonly request?: object };

export interface ReportSpan {
  readonly days: DaySpan;
  readonly instants: Span;
}
export interface ReportFrame extends MarketFrame {
  readonly store: Db;
  readonly market: Db;
  readonly now: Date;
  readonly current: ReportSpan;
  readonly compared: ReportSpan | undefined;
}

const MONTHS_PER_YEAR = 12;
const frames = new WeakMap<object, Promise<MarketFrame>>();

/** Zone and currency, read once for one request: a page of figures has many parts, and each needs them first. */
export function readFrame(ctx: ReportCtx): Promise<MarketFrame> {
  const known = ctx.request && frames.get(ctx.request);
  if (known) return known;
  const frame = readMarketFrame(ctx.db, analyticsDbOf(ctx));
  if (ctx.request) frames.set(ctx.request, frame);
  return frame;
}

/**
 * Reads zone and currency and works out the spans. A span that holds the present moment ends with it, and what it is held
 * against ends at the same distance from its own beginning (to the hour, as rollups are).
 *
 * Refuses with `invalid_input` a span that ends before it begins or has more than 731 days.
 */
export async function openReport(
  ctx: ReportCtx,
  input: DaySpan & { readonly compareTo?: Comparison },
): Promise<ReportFrame> {
  const { from, until } = input;
  const dayCount = daysBetween(from, until) + 1;
  if (dayCount < 1) throw refuse("invalid_input", { until: "must not be before from" });
  if (dayCount > REPORT_DAYS_MAX)
    throw refuse("invalid_input", { until: `at most ${REPORT_DAYS_MAX} days after from` });
  const store = analyticsDbOf(ctx);
  const frame = await readFrame(ctx);
  const current = spanOf({ from, until }, frame.zone, ctx.now);
  const before = comparedDays({ from, until }, input.compareTo ?? "none");
  return {
    ...frame,
    store,
    market: ctx.db,
    now: ctx.now,
    current,
    compared: before && comparedSpan(before, current, frame.zone),
  };
}

export function spanOf(days: DaySpan, zone: string, now: Date): ReportSpan {
  const end = instantAt(addDays(days.until, 1), 0, zone);
  const present = addMs(now, 1);
  return { days, instants: { from: instantAt(days.from, 0, zone), until: present < end ? present : end } };
}

/** The days that a span is held against. 29 February has 28 February a year earlier. */
export function comparedDays({ from, until }: DaySpan, compareTo: Comparison): DaySpan | undefined {
  if (compareTo === "none") return undefined;
  if (compareTo === "year") return { from: yearBefore(from), until: yearBefore(until) };
  const dayCount = daysBetween(from, until) + 1;
  return { from: addDays(from, -dayCount), until: addDays(from, -1) };
}

export function yearBefore(day: LocalDate): LocalDate {
  return addMonths(day, -MONTHS_PER_YEAR);
}

function comparedSpan(days: DaySpan, current: ReportSpan, zone: string): ReportSpan {
  const from = instantAt(days.from, 0, zone);
  const wholeEnd = instantAt(addDays(days.until, 1), 0, zone);
  const currentEnd = instantAt(addDays(current.days.until, 1), 0, zone);
  const isCut = current.instants.until < currentEnd;
  const elapsedMs = current.instants.until.getTime() - current.instants.from.getTime();
  const cut = addMs(from, Math.max(0, elapsedMs));
  return { days, instants: { from, until: isCut && cut < wholeEnd ? cut : wholeEnd } };
}

/** The fields that stand at the head of a report. */
export function headOf(frame: ReportFrame) {
  return {
    asOf: frame.now,
    timeZone: frame.zone,
    currency: frame.currency,
    span: frame.current.days,
    comparison: frame.compared?.days ?? null,
  };
}
