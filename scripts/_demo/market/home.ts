import type { ListingFacts } from "../facts/facts";
import { metresBetween } from "../places/ground";
import { writeDescription } from "../texts/description";
import { firstName } from "../texts/names";
import { writeCheckInNote, writeHouseRules, writeSafety } from "../texts/rules";
import { writeTitle } from "../texts/title";
import type { HomeVoice } from "../texts/voice";
import { type DrawnHomeDealer, drawKind, drawPhotos } from "./pictures";
import { drawNightPrices, drawPrices } from "./prices";
import { Random } from "./random";
import { drawStays } from "./stays";
import type { DemoListing, MarketInput } from "./types";

/** Metres from the middle of the city within which houses stand in rows. */
const INNER_METRES = 2_600;
/** Metres that a likeness is moved from its original at most. */
const JITTER_METRES = 420;
const CALENDAR_AHEAD_DAYS = 365;
/** Pictures of a home without a past: a million homes would have ten million. */
const LEAN_PHOTOS = 3;

export type HomeTools = {
  input: MarketInput;
  dealer: DrawnHomeDealer;
  titles: Set<string>;
  middle: { latitude: number; longitude: number };
  shiftDays: number;
  knownGuests: number;
  nextGuest: () => number;
};

/** One home of the market with everything of its own: texts, pictures, prices, calendar and history. */
export function drawHome(tools: HomeTools, listing: number): DemoListing {
  const { input } = tools;
  const original = listing % input.facts.listings.length;
  const likeness = Math.floor(listing / input.facts.listings.length);
  const source = input.facts.listings[original];
  if (!source) throw new Error(`no facts of home ${original}`);
  const random = new Random(input.seed, "home", listing);
  const facts = likeness === 0 ? source : moved(source, random, likeness * tools.knownGuests);
  const inner =
    metresBetween(facts.latitude, facts.longitude, tools.middle.latitude, tools.middle.longitude) <
    INNER_METRES;
  const kind = drawKind(facts, inner, random);
  const chosen = input.hostOf?.(listing);
  const host = chosen?.host ?? source.host + likeness * input.facts.hosts.length;
  const surroundings = input.around?.listings[original];
  const voice: HomeVoice = {
    facts,
    kind,
    city: input.frame.name,
    // A likeness stands elsewhere, so no text may claim the original's walks.
    around: surroundings && likeness > 0 ? { ...surroundings, parks: [], sights: [] } : surroundings,
    hostName: chosen?.name ?? firstName(new Random(input.seed, "host", host)),
  };
  const prices = drawPrices(facts, random);
  const history = listing < input.historyListingsMax;
  const calendarFirstDay = input.facts.takenDay + tools.shiftDays;
  const drawn = drawStays({
    voice: history ? voice : { ...voice, facts: { ...facts, reviews: [], taken: [] } },
    todayDay: input.todayDay,
    nowMs: input.nowMs,
    shiftDays: tools.shiftDays,
    calendarFirstDay,
    calendarDays: input.facts.calendarDays,
    seed: input.seed,
    listing,
    nextGuest: tools.nextGuest,
    knownGuests: tools.knownGuests,
  });
  const neighbourhood = surroundings?.neighbourhood ?? titleCase(facts.ward);
  const firstStay = drawn.stays[0];
  return {
    listing,
    host,
    facts,
    kind,
    title: writeTitle(
      voice,
      new Random(input.seed, "title", listing),
      likeness === 0 ? tools.titles : undefined,
    ),
    description: writeDescription(voice, random),
    neighbourhood,
    addressLine: `${random.int(6, 480)} ${surroundings?.street ?? "High Street"}`,
    postalCode: input.frame.postalCodes[neighbourhood] ?? input.frame.postalCodes[""] ?? "",
    latitude: facts.latitude,
    longitude: facts.longitude,
    houseRules: writeHouseRules(voice, random),
    safety: writeSafety(voice, random),
    checkInNote: writeCheckInNote(voice, random),
    checkInFromMinutes: random.pick([840, 900, 900, 900, 960]),
    checkOutByMinutes: random.pick([600, 660, 660, 660, 720]),
    cancellationPolicy:
      (["flexible", "moderate", "strict"] as const)[random.weighted([34, 46, 20])] ?? "moderate",
    petsMax: facts.amenities.includes("pets_allowed") ? random.int(1, 2) : 0,
    areaSquareMetres: random.chance(0.6) ? 14 + facts.bedrooms * 19 + random.int(6, 30) : null,
    listedDay:
      (firstStay
        ? Math.min(firstStay.checkInDay, Math.floor(firstStay.heldAtMs / 86_400_000))
        : input.todayDay - 20) - random.int(5, 60),
    bookingWindowDays: drawn.bookingWindowDays,
    advanceNoticeHours: random.pick([0, 0, 2, 12, 24]),
    photos: drawPhotos(tools.dealer.deal(kind, random), facts, random).slice(
      0,
      history ? undefined : LEAN_PHOTOS,
    ),
    prices,
    nightPrices: drawNightPrices(
      history ? facts : { ...facts, priceRuns: [] },
      prices,
      { firstDay: calendarFirstDay, todayDay: input.todayDay, days: CALENDAR_AHEAD_DAYS },
      random,
    ),
    nightRules: (history ? facts.nightsMinRuns : [])
      .flatMap(({ run, nightsMin }) =>
        Array.from({ length: run[1] }, (_, i) => ({ day: calendarFirstDay + run[0] + i, nightsMin })),
      )
      .filter(({ day }) => day >= input.todayDay),
    blocks: history ? drawn.blocks : leanBlocks(input.todayDay, random),
    stays: drawn.stays,
  };
}

/** A few closed nights for half of the homes without a past, so that their calendars differ. */
function leanBlocks(todayDay: number, random: Random): DemoListing["blocks"] {
  if (!random.chance(0.5)) return [];
  return [{ day: todayDay + random.int(1, 60), nights: random.int(2, 9), note: "" }];
}

/** A likeness stands a few streets on, costs a little more or less, and has guests of its own. */
function moved(facts: ListingFacts, random: Random, guestsOn: number): ListingFacts {
  const angle = random.next() * 2 * Math.PI;
  const metres = 60 + Math.sqrt(random.next()) * JITTER_METRES;
  const squeeze = Math.cos((facts.latitude * Math.PI) / 180);
  const factor = 0.85 + random.next() * 0.3;
  const whole = (minor: number) => Math.max(100, Math.round((minor * factor) / 100) * 100);
  return {
    ...facts,
    latitude: round5(facts.latitude + (Math.sin(angle) * metres) / 111_320),
    longitude: round5(facts.longitude + (Math.cos(angle) * metres) / 111_320 / squeeze),
    baseMinor: whole(facts.baseMinor),
    weekendMinor: facts.weekendMinor === null ? null : whole(facts.weekendMinor),
    reviews: facts.reviews.map(({ day, guest }) => ({ day, guest: guest + guestsOn })),
  };
}

function round5(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

/** "SIXTH WARD" to "Sixth Ward", for cities of which no street map is at hand. */
function titleCase(text: string): string {
  return text.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (letter) => letter.toUpperCase());
}
