import type { DemoListing, DemoStay } from "../market/types";

/** Which homes and bookings the people who can sign in get. */
export type Cast = {
  /** Homes of the demo host. */
  homes: ReadonlySet<number>;
  /** Bookings of the demo guest, as `listing:index of the stay`. */
  stays: ReadonlySet<string>;
  /** Homes that the demo guest has saved, best first. */
  saved: readonly number[];
};

const HOST_HOMES = 12;
const PER_NEIGHBOURHOOD_MAX = 2;
const SAVED_HOMES = 9;

export const stayKey = (listing: number, index: number): string => `${listing}:${index}`;

/** Gives the demo host a dozen good homes with much to do today, and the demo guest a past, a trip ahead and a wish list. */
export function chooseCast(homes: readonly DemoListing[], todayDay: number): Cast {
  const ranked = homes
    .map((home) => ({ home, score: hostScore(home, todayDay) }))
    .sort((a, b) => b.score - a.score || a.home.listing - b.home.listing);
  const chosen = new Set<number>();
  const perPlace = new Map<string, number>();
  for (const { home } of ranked) {
    const here = perPlace.get(home.neighbourhood) ?? 0;
    if (chosen.size >= HOST_HOMES || here >= PER_NEIGHBOURHOOD_MAX) continue;
    chosen.add(home.listing);
    perPlace.set(home.neighbourhood, here + 1);
  }
  return { homes: chosen, stays: guestStays(homes, chosen, todayDay), saved: savedHomes(homes, chosen) };
}

function hostScore(home: DemoListing, todayDay: number): number {
  const kept = home.stays.filter((stay) => stay.fate === "kept");
  const count = (test: (stay: DemoStay) => boolean) => kept.filter(test).length;
  const arrivals = count((stay) => stay.checkInDay === todayDay);
  const departures = count((stay) => stay.checkInDay + stay.nights === todayDay);
  const inHouse = count((stay) => stay.checkInDay < todayDay && stay.checkInDay + stay.nights > todayDay);
  const upcoming = Math.min(
    8,
    count((stay) => stay.checkInDay > todayDay),
  );
  const rating = home.facts.rating?.overall ?? 0;
  return (
    arrivals * 5 +
    departures * 4 +
    inHouse * 2 +
    upcoming * 0.5 +
    (home.facts.roomType === "entire_home" ? 5 : 0) +
    (rating >= 480 ? 4 : rating >= 465 ? 1 : -6) +
    Math.min(4, home.facts.reviews.length / 40)
  );
}

type Wanted = { test: (stay: DemoStay, home: DemoListing) => boolean; own: boolean };

function guestStays(
  homes: readonly DemoListing[],
  ofHost: ReadonlySet<number>,
  todayDay: number,
): Set<string> {
  const kept = (stay: DemoStay) => stay.fate === "kept" && stay.nights >= 2 && stay.nights <= 6;
  const ends = (stay: DemoStay) => stay.checkInDay + stay.nights;
  const wanted: Wanted[] = [
    { own: true, test: (stay) => kept(stay) && between(stay.checkInDay - todayDay, 9, 24) },
    { own: false, test: (stay) => kept(stay) && between(stay.checkInDay - todayDay, 40, 80) },
    { own: false, test: (stay) => kept(stay) && !stay.review && between(todayDay - ends(stay), 2, 11) },
    {
      own: true,
      test: (stay) =>
        kept(stay) && stay.review?.stars.rating === 5 && between(todayDay - ends(stay), 60, 300),
    },
    {
      own: false,
      test: (stay) =>
        kept(stay) && stay.review?.stars.rating === 5 && between(todayDay - ends(stay), 320, 800),
    },
    {
      own: false,
      test: (stay) => stay.fate === "cancelled_by_guest" && between(todayDay - stay.checkInDay, 20, 400),
    },
  ];
  const taken: DemoStay[] = [];
  const keys = new Set<string>();
  for (const { own, test } of wanted) {
    const found =
      findStay(homes, (home) => ofHost.has(home.listing) === own, test, taken) ??
      findStay(homes, () => true, test, taken);
    if (!found) continue;
    taken.push(found.stay);
    keys.add(stayKey(found.listing, found.index));
  }
  return keys;
}

function findStay(
  homes: readonly DemoListing[],
  inHome: (home: DemoListing) => boolean,
  test: Wanted["test"],
  taken: readonly DemoStay[],
): { stay: DemoStay; listing: number; index: number } | undefined {
  for (const home of homes) {
    if (!inHome(home) || home.facts.roomType !== "entire_home") continue;
    for (const [index, stay] of home.stays.entries()) {
      if (test(stay, home) && !taken.some((other) => overlap(other, stay)))
        return { stay, listing: home.listing, index };
    }
  }
  return undefined;
}

function overlap(a: DemoStay, b: DemoStay): boolean {
  return a.checkInDay < b.checkInDay + b.nights && b.checkInDay < a.checkInDay + a.nights;
}

function between(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function savedHomes(homes: readonly DemoListing[], ofHost: ReadonlySet<number>): number[] {
  return homes
    .filter((home) => home.facts.roomType === "entire_home" && home.facts.reviews.length >= 25)
    .map((home) => ({
      home,
      score: (home.facts.rating?.overall ?? 0) + (ofHost.has(home.listing) ? 3 : 0) + (home.listing % 7),
    }))
    .sort((a, b) => b.score - a.score || a.home.listing - b.home.listing)
    .slice(0, SAVED_HOMES)
    .map(({ home }) => home.listing);
}
