import { type NightGroup, sumNights } from "@/server/modules/analytics/night-store";
import type { Grouping, Series, SeriesGroup, Step } from "@/server/modules/analytics/report-contracts";
import { HOURLY_DAYS_MAX } from "@/server/modules/analytics/report-contracts";
import {
  headOf,
  openReport,
  type ReportCtx,
  type ReportFrame,
  type ReportSpan,
} from "@/server/modules/analytics/report-frame";
import { noParts } from "@/server/modules/analytics/rollups";
import {
  computeGroup,
  emptyGroup,
  rankGroups,
  type Spans,
  type Sums,
} from "@/server/modules/analytics/series-figures";
import { countCancelled, readLabels, sumParts } from "@/server/modules/analytics/series-store";
import { stepsOf } from "@/server/modules/analytics/steps";
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
  const [[total], split] = await Promise.all([
    readGroups(frame, "market", step, [""]),
    by === "market" ? { groups: [], groupCount: 0 } : readSplit(frame, input),
  ]);
  return {
    ...headOf(frame),
    step,
    by,
    total: total ?? emptyGroup(),
    groups: await labelled(frame, by, split.groups),
    groupCount: split.groupCount,
  };
}

/**
 * So few points of every group are read at once, in place of all groups without points and then the first ones with them.
 * Hours are not: they have no nights, and a home that was on offer and no more is a group too.
 */
const STEPS_FEW = 24;

async function readSplit(frame: ReportFrame, { by, step, groupsMax }: SeriesInput) {
  const isShort = step !== "hour" && stepsOf(frame.current.days, step).length <= STEPS_FEW;
  const sums = await readSpans(frame, by, isShort ? step : "span");
  const ranked = rankGroups(sums.current);
  const shown = ranked.slice(0, groupsMax);
  const groups = isShort
    ? shown.map((value) => computeGroup(frame, by, step, value, sums))
    : await readGroups(frame, by, step, shown);
  return { groups, groupCount: ranked.length };
}

async function readGroups(
  frame: ReportFrame,
  by: Grouping,
  step: Step,
  values: readonly string[],
): Promise<SeriesGroup[]> {
  if (values.length === 0) return [];
  const sums = await readSpans(frame, by, step, values);
  return values.map((value) => computeGroup(frame, by, step, value, sums));
}

async function readSpans(
  frame: ReportFrame,
  by: Grouping,
  step: Step | "span",
  values?: readonly string[],
): Promise<Spans> {
  const [current, compared] = await Promise.all([
    readSums(frame, frame.current, by, step, values),
    frame.compared && readSums(frame, frame.compared, by, step, values),
  ]);
  return { current, compared };
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

async function readNights(
  { store, zone, currency }: ReportFrame,
  { days }: ReportSpan,
  by: Grouping,
  step: Step | "span",
): Promise<NightGroup[]> {
  if (by === "channel" || by === "device" || step === "hour") return [];
  return sumNights(store, { days, zone, currency, by, step });
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
