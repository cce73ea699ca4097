import { chooseComparables, type Likeness } from "@/server/modules/analytics/comparables";
import { FUNNEL_DAYS } from "@/server/modules/analytics/contract";
import {
  countNightsOnBooks,
  countViewers,
  sumPartsByStep,
  sumPartsOfHomes,
} from "@/server/modules/analytics/host-store";
import { type DaySpan, sumNights } from "@/server/modules/analytics/night-store";
import {
  type Books,
  computeMarket,
  computePace,
  computePerformance,
  type HomeSums,
} from "@/server/modules/analytics/performance";
import { type HomeKind, listHomesOfHost, listHomesOfOthers } from "@/server/modules/analytics/places-store";
import type { Comparison, HostPerformance, Step } from "@/server/modules/analytics/report-contracts";
import {
  headOf,
  openReport,
  type ReportFrame,
  type ReportSpan,
  yearBefore,
} from "@/server/modules/analytics/report-frame";
import { noParts } from "@/server/modules/analytics/rollups";
import { computeNightReport, NO_NIGHTS } from "@/server/modules/analytics/rules";
import { stepsOf } from "@/server/modules/analytics/steps";
import type { HostCtx } from "@/server/platform/context";
import { idFromUuid, type ListingId, uuidOf } from "@/server/primitives/id";
import { addDays } from "@/server/primitives/local-date";
import { refuse } from "@/server/primitives/refusal";
import { dateAt, instantAt, minutesAt } from "@/server/primitives/zoned";

export interface HostPerformanceInput extends DaySpan {
  readonly listingId?: ListingId | undefined;
  readonly compareTo: Comparison;
  readonly step: Exclude<Step, "hour">;
  readonly paceNights: number;
}

/** Homes of one currency with all that is read of them and of homes like them. */
interface Group {
  readonly frame: ReportFrame;
  readonly step: HostPerformanceInput["step"];
  readonly currency: string;
  readonly homes: readonly HomeKind[];
  readonly likes: ReadonlyMap<string, { readonly likeness: Likeness; readonly uuids: readonly string[] }>;
  readonly current: HomeSums;
  readonly compared: HomeSums | undefined;
  readonly books: Books;
}

/**
 * How the asking host's own homes did over a span, each and together by currency: beside an earlier span, beside homes like
 * them, and how the nights ahead fill. Reads only.
 *
 * A market figure has at least five homes of other hosts behind it, or is withheld. Refuses with `listing_not_found` a home
 * that is not the host's, and with `invalid_input` a span that is too long or reversed.
 */
export async function readHostPerformance(
  ctx: HostCtx,
  input: HostPerformanceInput,
): Promise<HostPerformance> {
  const frame = await openReport(ctx, input);
  const own = await listHomesOfHost(ctx.db, ctx.actor.personId);
  const wanted = input.listingId === undefined ? undefined : uuidOf(input.listingId);
  const homes = wanted === undefined ? own : own.filter((home) => home.uuid === wanted);
  if (wanted !== undefined && homes.length === 0)
    throw refuse("listing_not_found", { listingId: input.listingId });
  const cities = [...new Set(homes.map(({ city }) => city))];
  const candidates = await listHomesOfOthers(ctx.db, ctx.actor.personId, cities);
  const { currency: _ofTheMarket, ...head } = headOf(frame);
  const from = dateAt(frame.now, frame.zone);
  const listings: HostPerformance["listings"] = [];
  const totals: HostPerformance["totals"] = [];
  for (const currency of new Set(homes.map((home) => home.currency))) {
    const ofCurrency = homes.filter((home) => home.currency === currency);
    const group = await readGroup(frame, input, ofCurrency, candidates, currency);
    listings.push(...group.homes.map((home) => reportHome(group, home)));
    totals.push(await reportTogether(group));
  }
  return {
    ...head,
    step: input.step,
    paceSpan: { from, until: addDays(from, input.paceNights - 1) },
    homes: own.map((home) => ({ listingId: idFromUuid("listing", home.uuid), title: home.title })),
    totals,
    listings,
  };
}

async function readGroup(
  frame: ReportFrame,
  { step, paceNights }: HostPerformanceInput,
  homes: readonly HomeKind[],
  candidates: readonly HomeKind[],
  currency: string,
): Promise<Group> {
  const likes = new Map(
    homes.flatMap((home) => {
      const like = chooseComparables(home, candidates);
      return like ? [[home.uuid, like] as const] : [];
    }),
  );
  const likeUuids = [...likes.values()].flatMap(({ uuids }) => uuids);
  const uuids = homes.map(({ uuid }) => uuid);
  const all = [...new Set([...uuids, ...likeUuids])];
  const [current, compared, books] = await Promise.all([
    readSums(frame, frame.current, all, uuids, currency),
    frame.compared && readSums(frame, frame.compared, all, uuids, currency),
    readBooks(frame, all, paceNights),
  ]);
  return { frame, step, currency, homes, likes, current, compared, books };
}

function reportHome(group: Group, home: HomeKind): HostPerformance["listings"][number] {
  const { currency, current, compared, books } = group;
  const like = group.likes.get(home.uuid);
  return {
    listingId: idFromUuid("listing", home.uuid),
    title: home.title,
    currency,
    figures: computePerformance(current, [home.uuid]),
    compared: compared ? computePerformance(compared, [home.uuid]) : null,
    pace: computePace(books, [home.uuid], like?.uuids),
    market: like ? { likeness: like.likeness, ...computeMarket(current, books, like.uuids) } : null,
  };
}

/** The homes on their sums, and homes like any of them, each once. */
async function reportTogether(group: Group): Promise<HostPerformance["totals"][number]> {
  const { frame, currency, current, compared, books, likes } = group;
  const uuids = group.homes.map(({ uuid }) => uuid);
  const like = [...new Set([...likes.values()].flatMap((each) => each.uuids))];
  const [first] = likes.values();
  const likeness = uuids.length === 1 && first ? first.likeness : ("any_of_them" as const);
  return {
    currency,
    listingCount: uuids.length,
    figures: computePerformance(current, uuids),
    compared: compared ? computePerformance(compared, uuids) : null,
    pace: computePace(books, uuids, like.length > 0 ? like : undefined),
    market: like.length > 0 ? { likeness, ...computeMarket(current, books, like) } : null,
    points: await readPoints(group, frame.current, uuids),
    comparedPoints: frame.compared ? await readPoints(group, frame.compared, uuids) : [],
  };
}

/** Sums of all the homes, and viewers of the host's own. */
async function readSums(
  { store, zone }: ReportFrame,
  { days, instants }: ReportSpan,
  uuids: readonly string[],
  own: readonly string[],
  currency: string,
): Promise<HomeSums> {
  const [parts, viewers, nights] = await Promise.all([
    sumPartsOfHomes(store, uuids, instants, currency),
    countViewers(store, own, instants, FUNNEL_DAYS),
    sumNights(store, { days, zone, currency, by: "listing", step: "span", listingIds: uuids }),
  ]);
  return { parts, viewers, nights: new Map(nights.map((night) => [night.group, night])) };
}

/** The nights from today on, and the same dates a year earlier as they stood at this time of that day. */
async function readBooks(
  { store, now, zone }: ReportFrame,
  uuids: readonly string[],
  nightCount: number,
): Promise<Books> {
  const from = dateAt(now, zone);
  const before = yearBefore(from);
  const spanFrom = (day: typeof from) => ({ from: day, until: addDays(day, nightCount - 1) });
  const asOfLastYear = instantAt(before, minutesAt(now, zone), zone);
  return {
    from,
    nightCount,
    now: await countNightsOnBooks(store, uuids, spanFrom(from), now),
    lastYear: await countNightsOnBooks(store, uuids, spanFrom(before), asOfLastYear),
  };
}

async function readPoints({ frame, step, currency }: Group, span: ReportSpan, uuids: readonly string[]) {
  const { store, zone } = frame;
  const [parts, nights] = await Promise.all([
    sumPartsByStep(store, { uuids, span: span.instants, currency, zone, step }),
    sumNights(store, { days: span.days, zone, currency, by: "market", step, listingIds: uuids }),
  ]);
  const nightsAt = new Map(nights.map((night) => [night.at, night]));
  return stepsOf(span.days, step).map((at) => {
    const { views, saves, bookings } = parts.get(at) ?? noParts();
    return { at, views, saves, bookings, ...computeNightReport(nightsAt.get(at) ?? NO_NIGHTS) };
  });
}
