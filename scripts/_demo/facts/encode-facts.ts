import { AMENITIES } from "@/server/modules/listings/contract";
import type { CityFacts, DayRun, HostFacts, ListingFacts, RatingFacts } from "./facts";

/** Raised when a file of before cannot be read any more. */
const VERSION = 1;

type Row = {
  h: number;
  at: [number, number];
  w: number;
  k: string;
  /** guests, bedrooms, beds, bath halves, bath shared */
  n: [number, number, number, number, number];
  a: string;
  /** base, weekend (0: as base), then day, days, amount of each run */
  p: number[];
  ps: string;
  /** least, most, then day, days, nights of each run */
  m: number[];
  t: number[];
  i: number;
  s: number[] | null;
  /** first review's day, then days since the one before */
  r: number[];
  /** guests who come more than once in the city: index of the review, guest */
  g: number[];
};

type FactsFile = {
  version: number;
  city: string;
  credit: string;
  currency: string;
  takenDay: number;
  calendarDays: number;
  wards: string[];
  amenities: readonly string[];
  hosts: Array<[number | null, number | null, string | null, number]>;
  listings: Row[];
};

/** Facts as text: one listing a line, so that a change of one is seen as one. */
export function encodeFacts(facts: CityFacts): string {
  const wards = [...new Set(facts.listings.map((listing) => listing.ward))].sort();
  const visits = new Map<number, number>();
  for (const listing of facts.listings)
    for (const { guest } of listing.reviews) visits.set(guest, (visits.get(guest) ?? 0) + 1);
  const repeaters = new Map<number, number>();
  for (const [guest, count] of visits) if (count > 1) repeaters.set(guest, repeaters.size);
  const head = {
    version: VERSION,
    city: facts.city,
    credit: facts.credit,
    currency: facts.currency,
    takenDay: facts.takenDay,
    calendarDays: facts.calendarDays,
    wards,
    amenities: AMENITIES,
  };
  const hosts = facts.hosts.map((host) =>
    JSON.stringify([host.sinceDay, host.responsePercent, host.responseTime, host.superhost ? 1 : 0]),
  );
  const rows = facts.listings.map((listing) => JSON.stringify(toRow(listing, wards, repeaters)));
  const opening = JSON.stringify(head).slice(0, -1);
  return `${opening},\n"hosts":[\n${hosts.join(",\n")}\n],\n"listings":[\n${rows.join(",\n")}\n]}\n`;
}

function toRow(listing: ListingFacts, wards: string[], repeaters: Map<number, number>): Row {
  const days = listing.reviews.map((review) => review.day);
  return {
    h: listing.host,
    at: [listing.latitude, listing.longitude],
    w: wards.indexOf(listing.ward),
    k: `${listing.propertyType}/${listing.roomType}`,
    n: [listing.guestsMax, listing.bedrooms, listing.beds, listing.bathHalves, listing.bathShared ? 1 : 0],
    a: AMENITIES.map((code) => (listing.amenities.includes(code) ? "1" : "0")).join(""),
    p: [
      listing.baseMinor,
      listing.weekendMinor ?? 0,
      ...listing.priceRuns.flatMap(({ run, amountMinor }) => [...run, amountMinor]),
    ],
    ps: listing.priceSource,
    m: [
      listing.nightsMin,
      listing.nightsMax,
      ...listing.nightsMinRuns.flatMap(({ run, nightsMin }) => [...run, nightsMin]),
    ],
    t: listing.taken.flat(),
    i: listing.instantBook ? 1 : 0,
    s: listing.rating ? ratingCells(listing.rating) : null,
    r: days.map((day, index) => day - (days[index - 1] ?? 0)),
    g: listing.reviews.flatMap(({ guest }, index) => {
      const number = repeaters.get(guest);
      return number === undefined ? [] : [index, number];
    }),
  };
}

function ratingCells(rating: RatingFacts): number[] {
  const { overall, accuracy, cleanliness, checkIn, communication, location, value } = rating;
  return [overall, accuracy, cleanliness, checkIn, communication, location, value];
}

/**
 * Reads a facts file that `encodeFacts` wrote. Guests who came once get the numbers after those who came again, so a
 * guest's number differs from the importer's while who is the same person stays as it was.
 */
export function decodeFacts(text: string): CityFacts {
  const file = JSON.parse(text) as FactsFile;
  if (file.version !== VERSION)
    throw new Error(`facts of version ${file.version}; this program reads ${VERSION}`);
  const codes = AMENITIES.filter((code) => file.amenities.includes(code));
  const bitOf = new Map(codes.map((code) => [code, file.amenities.indexOf(code)]));
  let nextGuest =
    1 + Math.max(-1, ...file.listings.flatMap((row) => row.g.filter((_, index) => index % 2 === 1)));
  return {
    city: file.city,
    credit: file.credit,
    currency: file.currency,
    takenDay: file.takenDay,
    calendarDays: file.calendarDays,
    hosts: file.hosts.map(
      ([sinceDay, responsePercent, time, superhost]): HostFacts => ({
        sinceDay,
        responsePercent,
        responseTime: time === "hour" || time === "hours" || time === "day" || time === "days" ? time : null,
        superhost: superhost === 1,
      }),
    ),
    listings: file.listings.map((row): ListingFacts => {
      const returning = new Map(pairs(row.g).map(([index = 0, guest = 0]) => [index, guest]));
      let day = 0;
      const reviews = row.r.map((step, index) => {
        day += step;
        const known = returning.get(index);
        if (known !== undefined) return { day, guest: known };
        nextGuest += 1;
        return { day, guest: nextGuest - 1 };
      });
      return {
        ...toListing(row, file.wards),
        amenities: codes.filter((code) => row.a[bitOf.get(code) ?? -1] === "1"),
        reviews,
      };
    }),
  };
}

function toListing(row: Row, wards: string[]): Omit<ListingFacts, "amenities" | "reviews"> {
  const [propertyType = "other", roomType = "entire_home"] = row.k.split("/");
  const [guestsMax, bedrooms, beds, bathHalves, bathShared] = row.n;
  const [baseMinor = 1, weekend = 0, ...priceRuns] = row.p;
  const [nightsMin = 1, nightsMax = 365, ...nightsRuns] = row.m;
  return {
    host: row.h,
    latitude: row.at[0],
    longitude: row.at[1],
    ward: wards[row.w] ?? "",
    // The encoder wrote one of each; a hand-made file with another is refused by the listing's own contract later.
    propertyType: propertyType as ListingFacts["propertyType"],
    roomType: roomType as ListingFacts["roomType"],
    guestsMax,
    bedrooms,
    beds,
    bathHalves,
    bathShared: bathShared === 1,
    baseMinor,
    weekendMinor: weekend === 0 ? null : weekend,
    priceRuns: triples(priceRuns).map(([day, days, amountMinor]) => ({ run: [day, days], amountMinor })),
    priceSource: row.ps === "calendar" || row.ps === "comparable" ? row.ps : "listing",
    nightsMin,
    nightsMax,
    nightsMinRuns: triples(nightsRuns).map(([day, days, nights]) => ({
      run: [day, days],
      nightsMin: nights,
    })),
    taken: pairs(row.t).map(([day = 0, days = 0]): DayRun => [day, days]),
    instantBook: row.i === 1,
    rating: toRating(row.s),
  };
}

function toRating(cells: number[] | null): RatingFacts | null {
  if (!cells) return null;
  const [
    overall = 0,
    accuracy = 0,
    cleanliness = 0,
    checkIn = 0,
    communication = 0,
    location = 0,
    value = 0,
  ] = cells;
  return { overall, accuracy, cleanliness, checkIn, communication, location, value };
}

function pairs(flat: number[]): Array<[number, number]> {
  return Array.from({ length: Math.floor(flat.length / 2) }, (_, i) => [
    flat[2 * i] ?? 0,
    flat[2 * i + 1] ?? 0,
  ]);
}

function triples(flat: number[]): Array<[number, number, number]> {
  return Array.from({ length: Math.floor(flat.length / 3) }, (_, i) => [
    flat[3 * i] ?? 0,
    flat[3 * i + 1] ?? 0,
    flat[3 * i + 2] ?? 0,
  ]);
}
