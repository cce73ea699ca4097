import { chooseComparables } from "@/server/modules/analytics/comparables";
import { FUNNEL_DAYS } from "@/server/modules/analytics/contract";
import { countNightsOnBooks, countViewers, sumPartsOfHomes } from "@/server/modules/analytics/host-store";
import { type DaySpan, sumNights } from "@/server/modules/analytics/night-store";
import { type HomeKind, listHomesOfHost, listHomesOfOthers } from "@/server/modules/analytics/places-store";
import { addNights } from "@/server/modules/analytics/read-overview";
import type { HostPerformance, Performance } from "@/server/modules/analytics/report-contracts";
import {
  openReport,
  type ReportFrame,
  type ReportSpan,
  yearBefore,
} from "@/server/modules/analytics/report-frame";
import { noParts } from "@/server/modules/analytics/rollups";
import { computeNightFigures, computeNightReport, NO_NIGHTS, ratio } from "@/server/modules/analytics/rules";
import type { HostCtx } from "@/server/platform/context";
import { idFromUuid, type ListingId, uuidOf } from "@/server/primitives/id";
import { addDays } from "@/server/primitives/local-date";
import { refuse } from "@/server/primitives/refusal";
import { dateAt, instantAt, minutesAt } from "@/server/primitives/zoned";

export interface HostPerformanceInput extends DaySpan {
  readonly listingId?: ListingId | undefined;
  readonly paceNights: number;
}

/** What is read of a set of homes at once, by the currency their figures are in. */
interface Sums {
  readonly figures: ReadonlyMap<string, Performance>;
  readonly lastYear: ReadonlyMap<string, Performance>;
}

/**
 * How the asking host's own homes did over a span: beside the same dates last year, beside homes like them, and how the
 * nights ahead fill. Reads only.
 *
 * A market figure has at least five homes of other hosts behind it, or is withheld. Refuses with `listing_not_found` a home
 * that is not the host's, and with `invalid_input` a span that is too long.
 */
export async function readHostPerformance(
  ctx: HostCtx,
  input: HostPerformanceInput,
): Promise<HostPerformance> {
  const frame = await openReport(ctx, { ...input, compareTo: "year" });
  const own = await listHomesOfHost(ctx.db, ctx.actor.personId);
  const wanted = input.listingId === undefined ? undefined : uuidOf(input.listingId);
  const homes = wanted === undefined ? own : own.filter((home) => home.uuid === wanted);
  if (wanted !== undefined && homes.length === 0)
    throw refuse("listing_not_found", { listingId: input.listingId });
  const candidates = await listHomesOfOthers(ctx.db, ctx.actor.personId, [
    ...new Set(homes.map(({ city }) => city)),
  ]);
  const pace = paceSpans(frame, input.paceNights);
  const listings: HostPerformance["listings"] = [];
  for (const currency of new Set(homes.map((home) => home.currency))) {
    const ofCurrency = homes.filter((home) => home.currency === currency);
    listings.push(...(await readHomes(frame, pace, ofCurrency, candidates)));
  }
  return {
    asOf: ctx.now,
    timeZone: frame.zone,
    span: frame.current.days,
    lastYear: frame.compared?.days ?? frame.current.days,
    paceSpan: pace.days,
    listings,
  };
}

interface Pace {
  readonly days: DaySpan;
  readonly daysLastYear: DaySpan;
  readonly asOfLastYear: Date;
}

/** The nights from today on, and the same dates a year earlier as they stood at this time of that day. */
function paceSpans({ now, zone }: ReportFrame, nights: number): Pace {
  const today = dateAt(now, zone);
  const days = { from: today, until: addDays(today, nights - 1) };
  const from = yearBefore(today);
  return {
    days,
    daysLastYear: { from, until: addDays(from, nights - 1) },
    asOfLastYear: instantAt(from, minutesAt(now, zone), zone),
  };
}

/** Homes of one currency. */
async function readHomes(
  frame: ReportFrame,
  pace: Pace,
  homes: readonly HomeKind[],
  candidates: readonly HomeKind[],
): Promise<HostPerformance["listings"]> {
  const { store } = frame;
  const likes = new Map(homes.map((home) => [home.uuid, chooseComparables(home, candidates)]));
  const uuids = [
    ...new Set([
      ...homes.map(({ uuid }) => uuid),
      ...[...likes.values()].flatMap((like) => like?.uuids ?? []),
    ]),
  ];
  const currency = homes[0]?.currency ?? frame.currency;
  const sums: Sums = {
    figures: await readPerformances(frame, frame.current, uuids, currency),
    lastYear: frame.compared ? await readPerformances(frame, frame.compared, uuids, currency) : new Map(),
  };
  const onBooks = await countNightsOnBooks(store, uuids, pace.days, frame.now);
  const onBooksLastYear = await countNightsOnBooks(store, uuids, pace.daysLastYear, pace.asOfLastYear);
  return homes.map((home) => {
    const like = likes.get(home.uuid);
    return {
      listingId: idFromUuid("listing", home.uuid),
      title: home.title,
      currency,
      figures: sums.figures.get(home.uuid) ?? NO_PERFORMANCE,
      lastYear: sums.lastYear.get(home.uuid) ?? NO_PERFORMANCE,
      pace: { nights: onBooks.get(home.uuid) ?? 0, nightsLastYear: onBooksLastYear.get(home.uuid) ?? 0 },
      market: like
        ? { likeness: like.likeness, ...marketOf(like.uuids, sums, onBooks, onBooksLastYear) }
        : null,
    };
  });
}

/** Figures of several homes together, on their sums; never a mean of their ratios. */
function marketOf(
  uuids: readonly string[],
  sums: Sums,
  onBooks: ReadonlyMap<string, number>,
  onBooksLastYear: ReadonlyMap<string, number>,
) {
  const figures = uuids.map((uuid) => sums.figures.get(uuid) ?? NO_PERFORMANCE);
  const nights = addNights(
    figures.map((each) => ({
      sold: each.nightsSold,
      available: each.nightsAvailable,
      blocked: each.nightsBlocked,
      revenueMinor: each.nightRevenueMinor,
    })),
  );
  const perHome = (of: (index: number) => number) =>
    uuids.reduce((sum, _uuid, index) => sum + of(index), 0) / uuids.length;
  return {
    listingCount: uuids.length,
    ...computeNightFigures(nights),
    viewsPerHome: perHome((index) => figures[index]?.views ?? 0),
    paceNightsPerHome: perHome((index) => onBooks.get(uuids[index] ?? "") ?? 0),
    paceNightsPerHomeLastYear: perHome((index) => onBooksLastYear.get(uuids[index] ?? "") ?? 0),
  };
}

async function readPerformances(
  frame: ReportFrame,
  span: ReportSpan,
  uuids: readonly string[],
  currency: string,
): Promise<Map<string, Performance>> {
  const { store, zone } = frame;
  const [parts, viewers, nights] = await Promise.all([
    sumPartsOfHomes(store, uuids, span.instants, currency),
    countViewers(store, uuids, span.instants, FUNNEL_DAYS),
    sumNights(store, { days: span.days, zone, currency, by: "listing", step: "span", listingIds: uuids }),
  ]);
  const nightsOf = new Map(nights.map((night) => [night.group, night]));
  return new Map(
    uuids.map((uuid) => {
      const sum = parts.get(uuid) ?? noParts();
      const { guests, bookingGuests } = viewers.get(uuid) ?? { guests: 0, bookingGuests: 0 };
      const performance: Performance = {
        views: sum.views,
        saves: sum.saves,
        guests,
        bookingGuests,
        conversion: ratio(bookingGuests, guests),
        bookings: sum.bookings,
        cancellations: sum.cancellations,
        leadDaysMean: ratio(sum.leadDays, sum.bookings),
        nightsPerStayMean: ratio(sum.nightsBooked, sum.bookings),
        ...computeNightReport(nightsOf.get(uuid) ?? NO_NIGHTS),
      };
      return [uuid, performance];
    }),
  );
}

const NO_PERFORMANCE: Performance = {
  views: 0,
  saves: 0,
  guests: 0,
  bookingGuests: 0,
  conversion: null,
  bookings: 0,
  cancellations: 0,
  leadDaysMean: null,
  nightsPerStayMean: null,
  ...computeNightReport(NO_NIGHTS),
};
