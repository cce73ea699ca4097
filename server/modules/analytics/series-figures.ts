/** Figures of a series from its sums: of each group, and which groups come first. Pure. */
import { addNights } from "@/server/modules/analytics/read-overview";
import type {
  Grouping,
  ReportFigures,
  SeriesGroup,
  SeriesPoint,
  Step,
} from "@/server/modules/analytics/report-contracts";
import type { ReportFrame } from "@/server/modules/analytics/report-frame";
import { noParts } from "@/server/modules/analytics/rollups";
import { computeReportFigures, type NightSums, NO_NIGHTS } from "@/server/modules/analytics/rules";
import { stepsOf } from "@/server/modules/analytics/steps";
import type { Parts } from "@/server/modules/analytics/tables";

export interface Sums {
  readonly parts: Parts;
  readonly nights: NightSums | undefined;
  readonly cancelled: number;
}

/** Sums by group, then step. */
export interface Spans {
  readonly current: ReadonlyMap<string, ReadonlyMap<string, Sums>>;
  readonly compared: Spans["current"] | undefined;
}

/** A home is on offer by the night and through every channel alike, so some series have no nights. */
function hasNightsIn(by: Grouping, step: Step | "span"): boolean {
  return by !== "channel" && by !== "device" && step !== "hour";
}

/** All groups of the span, those with most GBV first, then most views, then by name so that the sequence is certain. */
export function rankGroups(sums: Spans["current"]): string[] {
  const weights = new Map(
    [...sums].map(([group, steps]) => {
      const { parts } = addUp([...steps.values()]);
      return [group, { gbvMinor: parts.grossMinor - parts.refundMinor, views: parts.views }];
    }),
  );
  return [...weights]
    .sort(([a, x], [b, y]) => y.gbvMinor - x.gbvMinor || y.views - x.views || (a < b ? -1 : 1))
    .map(([group]) => group);
}

const NONE: Sums = { parts: noParts(), nights: undefined, cancelled: 0 };

export function computeGroup(
  { current, compared }: ReportFrame,
  by: Grouping,
  step: Step,
  value: string,
  sums: Spans,
): SeriesGroup {
  const own = sums.current.get(value) ?? new Map<string, Sums>();
  const earlier = sums.compared && (sums.compared.get(value) ?? new Map<string, Sums>());
  const hasNights = hasNightsIn(by, step);
  return {
    value,
    label: value,
    figures: figuresOf(addUp([...own.values()]), hasNights),
    compared: earlier ? figuresOf(addUp([...earlier.values()]), hasNights) : null,
    points: pointsOf(own, stepsOf(current.days, step), hasNights),
    comparedPoints: earlier && compared ? pointsOf(earlier, stepsOf(compared.days, step), hasNights) : [],
  };
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
  return steps.map((at) => ({ at, figures: figuresOf(sums.get(at) ?? NONE, hasNights) }));
}

export function emptyGroup(): SeriesGroup {
  const none = figuresOf(NONE, true);
  return { value: "", label: "", figures: none, compared: null, points: [], comparedPoints: [] };
}
