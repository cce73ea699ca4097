import { type NightGroup, sumNights } from "@/server/modules/analytics/night-store";
import { addNights } from "@/server/modules/analytics/read-overview";
import type {
  Grouping,
  ReportFigures,
  Series,
  SeriesGroup,
  SeriesPoint,
  Step,
} from "@/server/modules/analytics/report-contracts";
import { HOURLY_DAYS_MAX } from "@/server/modules/analytics/report-contracts";
import {
  headOf,
  openReport,
  type ReportCtx,
  type ReportFrame,
  type ReportSpan,
} from "@/server/modules/analytics/report-frame";
import { noParts } from "@/server/modules/analytics/rollups";
import { computeReportFigures, type NightSums, NO_NIGHTS } from "@/server/modules/analytics/rules";
import { countCancelled, readLabels, sumParts } from "@/server/modules/analytics/series-store";
import { stepsOf } from "@/server/modules/analytics/steps";
import type { Parts } from "@/server/modules/analytics/tables";
import { idFromUuid } from "@/server/primitives/id";
import { daysBetween, type LocalDate } from "@/server/primitives/local-date";
import { refuse } from "@/server/primitives/refusal";

export interface SeriesInput {
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly step: Step;
  readonly by: Grouping;
  readonly compareTo: "previous" | "year" | "none";
  readonly groupsMax: number;
}

interface Sums {
  readonly parts: Parts;
  readonly nights: NightSums | undefined;
  readonly cancelled: number;
}

/**
 * Figures over a span by step and group, beside those of an earlier span. Every figure is computed from sums, so a group's
 * occupancy or take rate is that of its sums and never a mean of its points. Reads only.
 *
 * Refuses with `invalid_input` a span that is too long (with step `hour`, 14 days).
 */
export async function readSeries(ctx: ReportCtx, input: SeriesInput): Promise<Series> {
  if (input.step === "hour" && daysBetween(input.from, input.until) >= HOURLY_DAYS_MAX)
    throw refuse("invalid_input", { step: `hour goes with at most ${HOURLY_DAYS_MAX} days` });
  const frame = await openReport(ctx, input);
  const { by, step } = input;
  const [total] = await readGroups(frame, "market", step, [""]);
  const ranked = by === "market" ? [] : await rankGroups(frame, by);
  const shown = ranked.slice(0, input.groupsMax);
  const groups = shown.length === 0 ? [] : await readGroups(frame, by, step, shown);
  return {
    ...headOf(frame),
    step,
    by,
    total: total ?? emptyGroup(),
    groups: await labelled(frame, by, groups),
    groupCount: ranked.length,
  };
}

/** All groups of the span, those with most GBV first, then most views, then by name so that the sequence is certain. */
async function rankGroups(frame: ReportFrame, by: Grouping): Promise<string[]> {
  const sums = await readSums(frame, frame.current, by, "span");
  const weight = (group: string) => {
    const parts = sums.get(group)?.get("")?.parts ?? noParts();
    return [parts.grossMinor - parts.refundMinor, parts.views] as const;
  };
  return [...sums.keys()].sort((a, b) => {
    const [gbvA, viewsA] = weight(a);
    const [gbvB, viewsB] = weight(b);
    return gbvB - gbvA || viewsB - viewsA || (a < b ? -1 : 1);
  });
}

async function readGroups(
  frame: ReportFrame,
  by: Grouping,
  step: Step,
  values: readonly string[],
): Promise<SeriesGroup[]> {
  const { current, compared } = frame;
  const sums = await readSums(frame, current, by, step, values);
  const before = compared && (await readSums(frame, compared, by, step, values));
  return values.map((value) => {
    const own = sums.get(value) ?? new Map<string, Sums>();
    const earlier = before && (before.get(value) ?? new Map<string, Sums>());
    const hasNights = hasNightsIn(by, step);
    return {
      value,
      label: value,
      figures: figuresOf(addUp([...own.values()]), hasNights),
      compared: earlier ? figuresOf(addUp([...earlier.values()]), hasNights) : null,
      points: pointsOf(own, stepsOf(current.days, step), hasNights),
      comparedPoints: earlier && compared ? pointsOf(earlier, stepsOf(compared.days, step), hasNights) : [],
    };
  });
}

/** Parts, nights and cancellations of every group, by step. With step `hour` nights are left out: a night has no hour. */
async function readSums(
  frame: ReportFrame,
  span: ReportSpan,
  by: Grouping,
  step: Step | "span",
  values?: readonly string[],
): Promise<Map<string, Map<string, Sums>>> {
  const { store, zone, currency } = frame;
  const query = { span: span.instants, zone, currency, by, step, ...(values ? { values } : {}) };
  const [parts, cancelled, nights] = await Promise.all([
    sumParts(store, query),
    countCancelled(store, query),
    readNights(frame, span, by, step),
  ]);
  const wanted = values && new Set(values);
  const sums = new Map<string, Map<string, Sums>>();
  const add = (group: string, at: string, more: Partial<Sums>) => {
    if (wanted && !wanted.has(group)) return;
    const steps = sums.get(group) ?? new Map<string, Sums>();
    sums.set(group, steps);
    steps.set(at, { ...(steps.get(at) ?? { parts: noParts(), nights: undefined, cancelled: 0 }), ...more });
  };
  for (const row of parts) add(row.group, row.at, { parts: row.parts });
  for (const row of cancelled) add(row.group, row.at, { cancelled: row.count });
  for (const row of nights) add(row.group, row.at, { nights: row });
  return sums;
}

/** A home is on offer by the night and through every channel alike, so some series have no nights. */
function hasNightsIn(by: Grouping, step: Step | "span"): boolean {
  return by !== "channel" && by !== "device" && step !== "hour";
}

async function readNights(
  { store, zone, currency }: ReportFrame,
  { days }: ReportSpan,
  by: Grouping,
  step: Step | "span",
): Promise<NightGroup[]> {
  if (by === "channel" || by === "device" || step === "hour") return [];
  return sumNights(store, { days, zone, currency, by, step });
}

function addUp(sums: readonly Sums[]): Sums {
  const parts = noParts();
  for (const { parts: more } of sums)
    for (const part of Object.keys(parts) as (keyof Parts)[]) parts[part] += more[part];
  return {
    parts,
    nights: addNights(sums.map(({ nights }) => nights ?? NO_NIGHTS)),
    cancelled: sums.reduce((sum, each) => sum + each.cancelled, 0),
  };
}

function figuresOf(sums: Sums, hasNights: boolean): ReportFigures {
  return computeReportFigures(sums.parts, hasNights ? (sums.nights ?? NO_NIGHTS) : null, sums.cancelled);
}

function pointsOf(
  sums: ReadonlyMap<string, Sums>,
  steps: readonly string[],
  hasNights: boolean,
): SeriesPoint[] {
  const none: Sums = { parts: noParts(), nights: undefined, cancelled: 0 };
  return steps.map((at) => ({ at, figures: figuresOf(sums.get(at) ?? none, hasNights) }));
}

async function labelled(
  frame: ReportFrame,
  by: Grouping,
  groups: readonly SeriesGroup[],
): Promise<SeriesGroup[]> {
  if (by !== "listing" && by !== "host") return [...groups];
  const known = groups.filter((group) => group.value !== "");
  const labels = await readLabels(
    frame.market,
    by,
    known.map((group) => group.value),
  );
  const prefix = by === "listing" ? "listing" : "person";
  return groups.map((group) =>
    group.value === ""
      ? group
      : { ...group, value: idFromUuid(prefix, group.value), label: labels.get(group.value) ?? "" },
  );
}

function emptyGroup(): SeriesGroup {
  const none = figuresOf({ parts: noParts(), nights: undefined, cancelled: 0 }, true);
  return { value: "", label: "", figures: none, compared: null, points: [], comparedPoints: [] };
}
