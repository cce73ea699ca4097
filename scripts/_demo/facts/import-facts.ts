import { amenityCodes, isKnownAmenity } from "../amenities";
import { emptyCalendar, modeOf, pricePattern, type RawCalendar, runsOf, takenRuns } from "./calendar-facts";
import type { CityFacts, HostFacts, ListingFacts, RatingFacts } from "./facts";
import {
  parseBaths,
  parseCenti,
  parseCount,
  parseDay,
  parseNames,
  parsePercent,
  parsePriceMinor,
  parsePropertyType,
  parseRoomType,
} from "./parse";
import { type CsvRow, readCsv } from "./read-csv";

export type ImportInput = { folder: string; city: string; currency: string; exponent: number };
export type ImportReport = {
  facts: CityFacts;
  /** Raw amenity names that no rule knows, with how many listings have each, most frequent first. */
  unknownAmenities: Array<[name: string, listings: number]>;
  rowsSkipped: number;
};

const LISTING_COLUMNS = [
  "id",
  "host_id",
  "latitude",
  "longitude",
  "neighbourhood_cleansed",
  "property_type",
  "room_type",
  "accommodates",
  "amenities",
  "minimum_nights",
  "maximum_nights",
];
const LISTING_COLUMNS_OPTIONAL = [
  "price",
  "bathrooms",
  "bathrooms_text",
  "bedrooms",
  "beds",
  "host_since",
  "host_response_time",
  "host_response_rate",
  "host_is_superhost",
  "instant_bookable",
  "review_scores_rating",
  "review_scores_accuracy",
  "review_scores_cleanliness",
  "review_scores_checkin",
  "review_scores_communication",
  "review_scores_location",
  "review_scores_value",
];
const CALENDAR_DAYS_MAX = 400;
/** Asked for when no like home has a price either. */
const PRICE_MINOR_FALLBACK = 10_000;
const NIGHTS_MAX = 365;

/**
 * Reads a folder of Inside Airbnb files into facts.
 *
 * Keeps numbers, dates and codes. Names, titles, sentences, addresses of pictures and the source's ids never leave the
 * rows: listings, hosts and guests are numbered anew, in the sequence of their source ids' first appearance. Same files,
 * same facts. Needs no network; ends with the name of a column that a file lacks.
 */
export async function importFacts(input: ImportInput): Promise<ImportReport> {
  const rows: CsvRow[] = [];
  let rowsSkipped = 0;
  for await (const row of readCsv(input.folder, "listings", LISTING_COLUMNS, LISTING_COLUMNS_OPTIONAL)) {
    if (isUsable(row)) rows.push(row);
    else rowsSkipped += 1;
  }
  rows.sort((a, b) => compareIds(a.id, b.id));
  const { calendars, takenDay, calendarDays } = await readCalendars(
    input,
    new Set(rows.map((row) => row.id)),
  );
  const reviews = await readReviews(input.folder, rows);
  const hosts = new Map<string, { index: number; facts: HostFacts }>();
  const unknown = new Map<string, number>();
  const listings = rows.map((row) => {
    for (const name of parseNames(row.amenities)) {
      if (!isKnownAmenity(name)) unknown.set(name, (unknown.get(name) ?? 0) + 1);
    }
    const id = row.id ?? "";
    return toListing(
      row,
      hostIndex(hosts, row),
      calendars.get(id),
      takenDay,
      reviews.get(id) ?? [],
      input.exponent,
    );
  });
  return {
    facts: {
      city: input.city,
      credit: "Data: Inside Airbnb (CC BY 4.0)",
      currency: input.currency,
      takenDay,
      calendarDays,
      hosts: [...hosts.values()].map((host) => host.facts),
      listings: withComparablePrices(listings),
    },
    unknownAmenities: [...unknown].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
    rowsSkipped,
  };
}

type Unpriced = Omit<ListingFacts, "baseMinor"> & { baseMinor: number | undefined };

function isUsable(row: CsvRow): boolean {
  const latitude = Number(row.latitude);
  const longitude = Number(row.longitude);
  return (
    Boolean(row.id && row.host_id) && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180 && latitude !== 0
  );
}

/** Source ids are decimal numbers too long for a float: the shorter is the lesser. */
function compareIds(a = "", b = ""): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function hostIndex(hosts: Map<string, { index: number; facts: HostFacts }>, row: CsvRow): number {
  const id = row.host_id ?? "";
  const known = hosts.get(id);
  if (known) return known.index;
  const time = row.host_response_time ?? "";
  const host: HostFacts = {
    sinceDay: parseDay(row.host_since) ?? null,
    responsePercent: parsePercent(row.host_response_rate),
    responseTime: time.includes("an hour")
      ? "hour"
      : time.includes("few hours")
        ? "hours"
        : time.includes("within a day")
          ? "day"
          : time.includes("days")
            ? "days"
            : null,
    superhost: row.host_is_superhost === "t",
  };
  hosts.set(id, { index: hosts.size, facts: host });
  return hosts.size - 1;
}

async function readCalendars(input: ImportInput, known: Set<string | undefined>) {
  const cells: Array<{ id: string; day: number; row: CsvRow }> = [];
  const calendars = new Map<string, RawCalendar>();
  let takenDay = Number.POSITIVE_INFINITY;
  let lastDay = Number.NEGATIVE_INFINITY;
  const columns = ["listing_id", "date", "available"];
  const columnsOptional = ["price", "minimum_nights", "maximum_nights"];
  for await (const row of readCsv(input.folder, "calendar", columns, columnsOptional)) {
    const day = parseDay(row.date);
    const id = row.listing_id;
    if (day === undefined || id === undefined || !known.has(id)) continue;
    cells.push({ id, day, row });
    takenDay = Math.min(takenDay, day);
    lastDay = Math.max(lastDay, day);
  }
  if (cells.length === 0) throw new Error(`${input.folder}: the calendar has no day of a listing`);
  for (const { id, day, row } of cells) {
    const at = day - takenDay;
    if (at >= CALENDAR_DAYS_MAX) continue;
    const calendar = calendars.get(id) ?? emptyCalendar();
    calendars.set(id, calendar);
    calendar.available[at] = row.available !== "f";
    calendar.priceMinor[at] = parsePriceMinor(row.price, input.exponent);
    calendar.nightsMin[at] = parseCount(row.minimum_nights);
    calendar.nightsMax[at] = parseCount(row.maximum_nights);
  }
  return { calendars, takenDay, calendarDays: Math.min(CALENDAR_DAYS_MAX, lastDay - takenDay + 1) };
}

/** Review days by listing, oldest first, with guests numbered in the sequence in which the city first met them. */
async function readReviews(folder: string, listings: CsvRow[]) {
  const known = new Set(listings.map((row) => row.id));
  const raw: Array<{ id: string; day: number; reviewer: string; review: string }> = [];
  for await (const row of readCsv(folder, "reviews", ["listing_id", "date", "reviewer_id"], ["id"])) {
    const day = parseDay(row.date);
    const id = row.listing_id;
    if (day === undefined || id === undefined || !known.has(id)) continue;
    raw.push({ id, day, reviewer: row.reviewer_id ?? "", review: row.id ?? "" });
  }
  raw.sort((a, b) => a.day - b.day || compareIds(a.id, b.id) || compareIds(a.review, b.review));
  const guests = new Map<string, number>();
  const byListing = new Map<string, Array<{ day: number; guest: number }>>();
  for (const { id, day, reviewer } of raw) {
    const guest = guests.get(reviewer) ?? guests.size;
    guests.set(reviewer, guest);
    const list = byListing.get(id) ?? [];
    byListing.set(id, list);
    list.push({ day, guest });
  }
  return byListing;
}

function toListing(
  row: CsvRow,
  host: number,
  calendar: RawCalendar | undefined,
  takenDay: number,
  reviews: Array<{ day: number; guest: number }>,
  exponent: number,
): Unpriced {
  const guestsMax = Math.min(50, Math.max(1, parseCount(row.accommodates) ?? 2));
  const bedrooms = parseCount(row.bedrooms) ?? Math.max(1, Math.round(guestsMax / 2.5));
  const baths = parseBaths(row.bathrooms_text, row.bathrooms);
  const nightsMin = clampNights(modeOf(calendar?.nightsMin ?? []) ?? parseCount(row.minimum_nights) ?? 1);
  const nightsMax = clampNights(
    modeOf(calendar?.nightsMax ?? []) ?? parseCount(row.maximum_nights) ?? NIGHTS_MAX,
  );
  const pattern = pricePattern(calendar?.priceMinor ?? [], takenDay);
  const ownMinor = parsePriceMinor(row.price, exponent);
  return {
    host,
    latitude: round5(Number(row.latitude)),
    longitude: round5(Number(row.longitude)),
    ward: (row.neighbourhood_cleansed ?? "").trim(),
    propertyType: parsePropertyType(row.property_type),
    roomType: parseRoomType(row.room_type, row.property_type),
    guestsMax,
    bedrooms: Math.min(50, bedrooms),
    beds: Math.min(100, Math.max(1, parseCount(row.beds) ?? Math.max(1, bedrooms))),
    bathHalves: Math.min(100, baths.halves),
    bathShared: baths.shared,
    amenities: amenityCodes(parseNames(row.amenities)),
    baseMinor: pattern?.baseMinor ?? ownMinor,
    weekendMinor: pattern?.weekendMinor ?? null,
    priceRuns: pattern?.priceRuns ?? [],
    priceSource: ownMinor !== undefined ? "listing" : pattern ? "calendar" : "comparable",
    nightsMin,
    nightsMax: Math.max(nightsMin, nightsMax),
    nightsMinRuns: runsOf((calendar?.nightsMin ?? []).map(clampMaybe), () => nightsMin).map(
      ({ run, value }) => ({
        run,
        nightsMin: value,
      }),
    ),
    taken: takenRuns(calendar?.available ?? []),
    instantBook: row.instant_bookable === "t",
    rating: toRating(row),
    reviews,
  };
}

function clampNights(nights: number): number {
  return Math.min(NIGHTS_MAX, Math.max(1, nights));
}

function clampMaybe(nights: number | undefined): number | undefined {
  return nights === undefined ? undefined : clampNights(nights);
}

function round5(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

function toRating(row: CsvRow): RatingFacts | null {
  const overall = parseCenti(row.review_scores_rating);
  if (overall === undefined) return null;
  return {
    overall,
    accuracy: parseCenti(row.review_scores_accuracy) ?? overall,
    cleanliness: parseCenti(row.review_scores_cleanliness) ?? overall,
    checkIn: parseCenti(row.review_scores_checkin) ?? overall,
    communication: parseCenti(row.review_scores_communication) ?? overall,
    location: parseCenti(row.review_scores_location) ?? overall,
    value: parseCenti(row.review_scores_value) ?? overall,
  };
}

/** Gives a home without any price the median of homes of its room type and bedrooms, then of its room type, then of all. */
function withComparablePrices(listings: Unpriced[]): ListingFacts[] {
  const priced = listings.filter((one) => one.baseMinor !== undefined);
  return listings.map((listing) => {
    if (listing.baseMinor !== undefined) return { ...listing, baseMinor: listing.baseMinor };
    const sameRoom = priced.filter((one) => one.roomType === listing.roomType);
    const sameSize = sameRoom.filter((one) => one.bedrooms === listing.bedrooms);
    const comparable = [sameSize, sameRoom, priced].find((group) => group.length >= 3) ?? priced;
    return { ...listing, baseMinor: medianMinor(comparable) ?? PRICE_MINOR_FALLBACK };
  });
}

function medianMinor(listings: Unpriced[]): number | undefined {
  const prices = listings.map((one) => one.baseMinor ?? 0).sort((a, b) => a - b);
  return prices[Math.floor(prices.length / 2)];
}
