/** A host's figures from sums of homes: each home's own, the homes together, and the homes like them. Pure. */
import { addNights } from "@/server/modules/analytics/read-overview";
import type { Performance } from "@/server/modules/analytics/report-contracts";
import { noParts } from "@/server/modules/analytics/rollups";
import {
  computeNightFigures,
  computeNightReport,
  type NightSums,
  NO_NIGHTS,
  ratio,
} from "@/server/modules/analytics/rules";
import type { Parts } from "@/server/modules/analytics/tables";
import { addDays, type LocalDate } from "@/server/primitives/local-date";

export const NIGHTS_PER_WEEK = 7;

export interface Viewers {
  readonly guests: number;
  readonly bookingGuests: number;
}
const NO_VIEWERS: Viewers = { guests: 0, bookingGuests: 0 };

/** What is read of homes over one span, by their UUIDs. */
export interface HomeSums {
  readonly parts: ReadonlyMap<string, Parts>;
  readonly nights: ReadonlyMap<string, NightSums>;
  /** Of the host's own homes alone; the empty key counts a guest of several of them once. */
  readonly viewers: ReadonlyMap<string, Viewers>;
}
/** Nights on the books by week ahead, by the homes' UUIDs: now, and a year ago for the same dates. */
export interface Books {
  readonly from: LocalDate;
  readonly nightCount: number;
  readonly now: ReadonlyMap<string, readonly number[]>;
  readonly lastYear: ReadonlyMap<string, readonly number[]>;
}

/** The homes' figures on their sums, never a mean of their ratios. Several homes are all that `sums` has viewers of. */
export function computePerformance(sums: HomeSums, uuids: readonly string[]): Performance {
  const parts = addParts(uuids.map((uuid) => sums.parts.get(uuid) ?? noParts()));
  const [first = ""] = uuids;
  const { guests, bookingGuests } = sums.viewers.get(uuids.length === 1 ? first : "") ?? NO_VIEWERS;
  return {
    views: parts.views,
    saves: parts.saves,
    guests,
    bookingGuests,
    conversion: ratio(bookingGuests, guests),
    bookings: parts.bookings,
    cancellations: parts.cancellations,
    leadDaysMean: ratio(parts.leadDays, parts.bookings),
    nightsPerStayMean: ratio(parts.nightsBooked, parts.bookings),
    ...computeNightReport(nightsOf(sums, uuids)),
  };
}

/** Nights ahead that are sold, by week; of the homes `like` them as a mean per home, and null where there are too few. */
export function computePace(books: Books, uuids: readonly string[], like: readonly string[] | undefined) {
  const weekCount = Math.ceil(books.nightCount / NIGHTS_PER_WEEK);
  const last = addDays(books.from, books.nightCount - 1);
  const weeks = Array.from({ length: weekCount }, (_, week) => {
    const end = addDays(books.from, (week + 1) * NIGHTS_PER_WEEK - 1);
    return {
      from: addDays(books.from, week * NIGHTS_PER_WEEK),
      until: end < last ? end : last,
      nights: onBooks(books.now, uuids, week),
      nightsLastYear: onBooks(books.lastYear, uuids, week),
      marketNightsPerHome: like ? onBooks(books.now, like, week) / like.length : null,
    };
  });
  return {
    nights: weeks.reduce((sum, week) => sum + week.nights, 0),
    nightsLastYear: weeks.reduce((sum, week) => sum + week.nightsLastYear, 0),
    weeks,
  };
}

/** What homes like these did together, and per home. */
export function computeMarket(sums: HomeSums, books: Books, like: readonly string[]) {
  const perHome = (amounts: readonly number[]) =>
    amounts.reduce((sum, amount) => sum + amount, 0) / like.length;
  const pace = computePace(books, like, undefined);
  return {
    listingCount: like.length,
    ...computeNightFigures(nightsOf(sums, like)),
    viewsPerHome: perHome(like.map((uuid) => sums.parts.get(uuid)?.views ?? 0)),
    paceNightsPerHome: pace.nights / like.length,
    paceNightsPerHomeLastYear: pace.nightsLastYear / like.length,
  };
}

function onBooks(of: Books["now"], uuids: readonly string[], week: number): number {
  return uuids.reduce((sum, uuid) => sum + (of.get(uuid)?.[week] ?? 0), 0);
}

function nightsOf(sums: HomeSums, uuids: readonly string[]): NightSums {
  return addNights(uuids.map((uuid) => sums.nights.get(uuid) ?? NO_NIGHTS));
}

function addParts(all: readonly Parts[]): Parts {
  const sum = noParts();
  for (const parts of all) for (const part of Object.keys(sum) as (keyof Parts)[]) sum[part] += parts[part];
  return sum;
}
