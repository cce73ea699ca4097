import { Random } from "./random";

/** What a home looks like to somebody who browses. */
export type BrowsedHome = {
  listing: number;
  neighbourhood: string;
  entire: boolean;
  baseMinor: number;
  guestsMax: number;
  /** How often it is opened, relative to others. */
  pull: number;
};

export type BrowsedStay = {
  listing: number;
  guest: number;
  checkInDay: number;
  nights: number;
  guests: number;
  heldAtMs: number;
};

export type Interaction =
  | {
      kind: "search";
      atMs: number;
      visitor: string;
      guest: number | null;
      place: string;
      checkInDay: number | null;
      nights: number | null;
      guests: number;
      matchCount: number;
    }
  | {
      kind: "view";
      atMs: number;
      visitor: string;
      guest: number | null;
      listing: number;
      source: "search" | "home" | "similar";
    }
  | {
      kind: "quote";
      atMs: number;
      visitor: string;
      guest: number | null;
      listing: number;
      checkInDay: number;
      nights: number;
    }
  | { kind: "save"; atMs: number; guest: number; listing: number };

export type InteractionsInput = {
  homes: BrowsedHome[];
  /** Bookings of the last days, lapsed holds among them, which each have a visit before them. */
  stays: BrowsedStay[];
  nowMs: number;
  days: number;
  seed: number;
  interactionsMax: number;
  placeId: string;
};

const DAY_MS = 86_400_000;
/** 1 January 1970 was a Thursday; Sunday is 0. */
const EPOCH_WEEKDAY = 4;
const WEEKEND_ARRIVALS = new Set([5, 6]);
const HOUR_MS = 3_600_000;

/**
 * How far visitors come, of a hundred at the step before: as markets for stays see it, a little kinder, so that a demo
 * needs no more rows than it has to.
 */
const FUNNEL = { viewOfSearch: 0.55, quoteOfView: 0.35, holdOfQuote: 0.4 } as const;
/** Visits of people with an account who only looked, for each of the bookings. */
const IDLE_PER_STAY = 0.08;

/**
 * What people looked for and at before they booked, or did not.
 *
 * Somebody has a taste (a neighbourhood, a price, whole homes or rooms) and mostly opens homes that fit it, so that
 * there is something to learn. Visitors who book nothing come when others book, so that each week has the same funnel.
 * In the sequence of time within a visit; visits themselves come in no sequence.
 */
export function* generateInteractions(input: InteractionsInput): Generator<Interaction> {
  let left = input.interactionsMax;
  for (const step of allVisits(input)) {
    if (left <= 0) return;
    left -= 1;
    yield step;
  }
}

function* allVisits(input: InteractionsInput): Generator<Interaction> {
  const random = new Random(input.seed, "interactions");
  const byListing = new Map(input.homes.map((home) => [home.listing, home]));
  const popular = new PullPicker(input.homes, random);
  const since = input.nowMs - input.days * DAY_MS;
  const recent = input.stays.filter((stay) => stay.heldAtMs >= since && byListing.has(stay.listing));
  for (const stay of recent) yield* bookedVisit(stay, input, byListing, random);
  for (let visit = 0; visit < recent.length * IDLE_PER_STAY; visit += 1)
    yield* idleVisit(visit, popular.pick(), since, input, random);
  yield* browsingVisits(recent, since, popular, input);
}

/** Those who go before they hold a stay: most after a search, some after a home, a few after its price. */
function* browsingVisits(
  recent: readonly BrowsedStay[],
  since: number,
  popular: PullPicker,
  input: InteractionsInput,
): Generator<Interaction> {
  const random = new Random(input.seed, "browsing");
  const holders = new Set(recent.map((stay) => stay.guest)).size;
  const quoters = holders / FUNNEL.holdOfQuote;
  const viewers = quoters / FUNNEL.quoteOfView;
  const searchers = viewers / FUNNEL.viewOfSearch;
  const goesOnToView = (viewers - holders) / (searchers - holders);
  const goesOnToQuote = (quoters - holders) / (viewers - holders);
  for (let visit = 0; visit < searchers - holders; visit += 1) {
    const day = random.pick(recent).heldAtMs + (random.next() - 0.5) * 3 * DAY_MS;
    const atMs = Math.min(Math.max(day, since + HOUR_MS), input.nowMs - HOUR_MS * (0.5 + random.next() * 20));
    const isViewing = random.chance(goesOnToView);
    const isQuoting = isViewing && random.chance(goesOnToQuote);
    yield* browsingVisit({ atMs, isViewing, isQuoting }, popular.pick(), input, random);
  }
}

function* browsingVisit(
  { atMs, isViewing, isQuoting }: { atMs: number; isViewing: boolean; isQuoting: boolean },
  anchor: BrowsedHome,
  input: InteractionsInput,
  random: Random,
): Generator<Interaction> {
  const who = { visitor: visitorId(random), guest: null };
  const checkInDay = Math.floor(atMs / DAY_MS) + Math.round(2 + random.exponential(28));
  const nights = 1 + random.weighted([20, 35, 22, 10, 6, 4, 3]);
  const guests = random.int(1, Math.min(4, anchor.guestsMax));
  const isDated = isQuoting || random.chance(0.6);
  yield search({ ...who, atMs }, anchor, isDated ? { checkInDay, nights, guests } : undefined, input, random);
  if (!isViewing) return;
  let viewedAtMs = atMs;
  let listing = anchor.listing;
  for (const home of [anchor, ...alike(anchor, input.homes, random, random.weighted([80, 15, 5]))]) {
    viewedAtMs += (15 + random.next() * 120) * 1000;
    ({ listing } = home);
    yield { kind: "view", ...who, atMs: viewedAtMs, listing, source: "search" };
  }
  if (isQuoting) yield { kind: "quote", ...who, atMs: viewedAtMs + 9_000, listing, checkInDay, nights };
}

function* bookedVisit(
  stay: BrowsedStay,
  input: InteractionsInput,
  byListing: Map<number, BrowsedHome>,
  random: Random,
): Generator<Interaction> {
  const booked = byListing.get(stay.listing);
  if (!booked) return;
  const visitor = visitorId(random);
  let atMs = stay.heldAtMs - (4 + random.next() * 30) * 60_000;
  const who = { visitor, guest: stay.guest };
  yield search({ ...who, atMs }, booked, stay, input, random);
  const others = alike(booked, input.homes, random, random.int(1, 5));
  for (const home of random.shuffled([booked, ...others])) {
    atMs += (20 + random.next() * 140) * 1000;
    yield {
      kind: "view",
      ...who,
      atMs: Math.min(atMs, stay.heldAtMs - 60_000),
      listing: home.listing,
      source: "search",
    };
    if (home.listing !== stay.listing && random.chance(0.16)) {
      yield {
        kind: "save",
        atMs: Math.min(atMs + 5_000, stay.heldAtMs - 50_000),
        guest: stay.guest,
        listing: home.listing,
      };
    }
  }
  yield {
    kind: "quote",
    ...who,
    atMs: stay.heldAtMs - 40_000,
    listing: stay.listing,
    checkInDay: stay.checkInDay,
    nights: stay.nights,
  };
}

function* idleVisit(
  visit: number,
  anchor: BrowsedHome,
  since: number,
  input: InteractionsInput,
  random: Random,
): Generator<Interaction> {
  let atMs = since + random.next() * (input.nowMs - since - HOUR_MS);
  const guest = input.stays[visit % input.stays.length]?.guest ?? null;
  const who = { visitor: visitorId(random), guest };
  const ahead = Math.round(2 + random.exponential(28));
  const checkInDay = Math.floor(atMs / DAY_MS) + ahead;
  const nights = 1 + random.weighted([20, 35, 22, 10, 6, 4, 3]);
  const dated = random.chance(0.62);
  const stay = dated
    ? { checkInDay, nights, guests: random.int(1, Math.min(4, anchor.guestsMax)) }
    : undefined;
  yield search({ ...who, atMs }, anchor, stay, input, random);
  for (const home of [
    anchor,
    ...alike(anchor, input.homes, random, random.weighted([30, 28, 20, 12, 6, 4])),
  ]) {
    atMs += (15 + random.next() * 120) * 1000;
    yield {
      kind: "view",
      ...who,
      atMs,
      listing: home.listing,
      source: random.chance(0.82) ? "search" : random.chance(0.5) ? "home" : "similar",
    };
    if (dated && random.chance(0.18))
      yield { kind: "quote", ...who, atMs: atMs + 9_000, listing: home.listing, checkInDay, nights };
    if (guest !== null && random.chance(0.12))
      yield { kind: "save", atMs: atMs + 12_000, guest, listing: home.listing };
  }
}

function search(
  who: { visitor: string; guest: number | null; atMs: number },
  home: BrowsedHome,
  stay: { checkInDay: number; nights: number; guests: number } | undefined,
  input: InteractionsInput,
  random: Random,
): Interaction {
  const narrow = random.chance(0.3);
  const slug = home.neighbourhood.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  // A neighbourhood has few homes for a weekend, and on many nothing is left.
  const soldOut = narrow && stay && WEEKEND_ARRIVALS.has((stay.checkInDay + EPOCH_WEEKDAY) % 7) ? 20 : 0;
  return {
    kind: "search",
    ...who,
    place: narrow ? `${input.placeId}/${slug}` : input.placeId,
    checkInDay: stay?.checkInDay ?? null,
    nights: stay?.nights ?? null,
    guests: stay?.guests ?? 1,
    matchCount: Math.max(
      soldOut > 0 ? 0 : 1,
      Math.round(input.homes.length * (narrow ? 0.06 : stay ? 0.45 : 1) * (0.7 + random.next() * 0.3)) -
        soldOut,
    ),
  };
}

/** Homes that somebody who likes this one would open as well: best of a random handful, several times. */
function alike(home: BrowsedHome, homes: BrowsedHome[], random: Random, count: number): BrowsedHome[] {
  const found = new Set<BrowsedHome>();
  for (let i = 0; i < count; i += 1) {
    const handful = Array.from({ length: 14 }, () => random.pick(homes)).filter(
      (one) => one !== home && !found.has(one),
    );
    const best = handful.sort((a, b) => distance(home, a) - distance(home, b))[0];
    if (best) found.add(best);
  }
  return [...found];
}

function distance(a: BrowsedHome, b: BrowsedHome): number {
  return (
    (a.neighbourhood === b.neighbourhood ? 0 : 1) +
    (a.entire === b.entire ? 0 : 1.4) +
    Math.abs(Math.log(a.baseMinor / b.baseMinor)) * 1.2 +
    Math.abs(a.guestsMax - b.guestsMax) * 0.12
  );
}

/** Picks homes by their pull in logarithmic time. */
class PullPicker {
  readonly #sums: number[] = [];

  constructor(
    private readonly homes: readonly BrowsedHome[],
    private readonly random: Random,
  ) {
    let sum = 0;
    for (const home of homes) {
      sum += home.pull;
      this.#sums.push(sum);
    }
  }

  pick(): BrowsedHome {
    const wanted = this.random.next() * (this.#sums.at(-1) ?? 0);
    let low = 0;
    let high = this.#sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) <= wanted) low = middle + 1;
      else high = middle;
    }
    const home = this.homes[low];
    if (!home) throw new Error("no homes to browse");
    return home;
  }
}

function visitorId(random: Random): string {
  return `visit-${Math.floor(random.next() * 2 ** 40).toString(36)}`;
}
