/** Adds facts up into rollup rows. Pure; the store adds the rows to what stands. */
import type { BookingFact, Facts, InteractionFact, PaymentFact } from "@/server/modules/analytics/facts";
import { type Dimension, PARTS, type Part, type Parts } from "@/server/modules/analytics/tables";
import { type ListingId, uuidOf } from "@/server/primitives/id";
import { dayNumber, fromDayNumber, type LocalDate } from "@/server/primitives/local-date";
import { isStay } from "@/server/primitives/stay";
import { DAY_MS, HOUR_MS } from "@/server/primitives/zoned";

export interface RollupRow<At> {
  /** Start of the hour, or the UTC day. */
  readonly at: At;
  readonly dimension: Dimension;
  readonly value: string;
  readonly currency: string;
  readonly parts: Parts;
}
export interface Rollups {
  readonly hourly: readonly RollupRow<Date>[];
  readonly daily: readonly RollupRow<LocalDate>[];
}
export interface DemandRow {
  readonly night: LocalDate;
  readonly place: string;
  searches: number;
  fewSearches: number;
  emptySearches: number;
  arrivals: number;
  fewArrivals: number;
  emptyArrivals: number;
}

/** All that facts add up to. */
export interface Sums {
  readonly rollups: Rollups;
  readonly demand: readonly DemandRow[];
}

/** A search that matched this many homes or fewer, but any, found little. */
export const FEW_MATCHES_MAX = 3;

export function noParts(): Parts {
  return Object.fromEntries(PARTS.map((part) => [part, 0])) as Parts;
}

const NO_PARTS: Readonly<Parts> = noParts();

function addParts(into: Parts, parts: Partial<Parts>): void {
  for (const part of Object.keys(parts) as Part[]) into[part] += parts[part] ?? 0;
}

/** Adds up facts, however many pieces they come in. Rows are sorted by key. */
export class FactSums {
  readonly #hourly = new Rollup();
  readonly #hours = new Map<number, InteractionHour>();
  readonly #demand: DemandSums = new Map();

  add(facts: Facts): void {
    this.#addInteractions(facts.interactions);
    addBookings(this.#hourly, facts.bookings);
    addPayments(this.#hourly, facts.payments);
    addDemand(this.#demand, facts.interactions);
  }

  rows(): Sums {
    return {
      rollups: rowsOfRollups(this.#hourly),
      demand: rowsOfDemand(this.#demand),
    };
  }

  #addInteractions(facts: readonly InteractionFact[]): void {
    for (const fact of facts) {
      const { market, listings, channels, devices, sources } = entryOf(
        this.#hours,
        hourOf(fact.occurredAt),
        (hour) => interactionHour(this.#hourly, hour),
      );
      const part = INTERACTION_PART[fact.kind];
      market[part] += 1;
      if (fact.listingId) entryOf(listings, fact.listingId, copyOfNoParts)[part] += 1;
      entryOf(channels, fact.channel, copyOfNoParts)[part] += 1;
      entryOf(devices, fact.device, copyOfNoParts)[part] += 1;
      if (fact.source) entryOf(sources, fact.source, copyOfNoParts)[part] += 1;
    }
  }
}

function addBookings(hourly: Rollup, facts: readonly BookingFact[]): void {
  for (const fact of facts) {
    const parts = bookingParts(fact);
    if (!parts) continue;
    const { currency } = fact;
    const hour = hourOf(fact.occurredAt);
    addParts(hourly.partsOf(hour, "market", "", currency), parts);
    addParts(hourly.partsOf(hour, "listing", fact.listingId, currency), parts);
    addParts(hourly.partsOf(hour, "channel", fact.channel, currency), parts);
    addParts(hourly.partsOf(hour, "device", fact.device, currency), parts);
  }
}

function addPayments(hourly: Rollup, facts: readonly PaymentFact[]): void {
  for (const fact of facts) {
    const parts = paymentParts(fact);
    if (parts) addParts(hourly.partsOf(hourOf(fact.occurredAt), "market", "", fact.currency), parts);
  }
}

/** A batch is folded before anything is written: ten thousand events of a busy market are a few hundred rows, the days' from the hours'. */
function rowsOfRollups(hourly: Rollup): Rollups {
  const daily = new Rollup();
  for (const { at, dimension, value, currency, parts } of hourly.rows())
    addParts(daily.partsOf(Math.floor(at / HOURS_PER_DAY), dimension, value, currency), parts);
  return {
    hourly: hourly.rows().map((row) => ({ ...row, value: nameOf(row), at: new Date(row.at * HOUR_MS) })),
    daily: daily.rows().map((row) => ({ ...row, value: nameOf(row), at: fromDayNumber(row.at) })),
  };
}

/** The rows of one hour that interactions add to: found once for thousands of them. */
function interactionHour(hourly: Rollup, hour: number) {
  return {
    market: hourly.partsOf(hour, "market", "", ""),
    listings: hourly.valuesOf(hour, "listing", ""),
    channels: hourly.valuesOf(hour, "channel", ""),
    devices: hourly.valuesOf(hour, "device", ""),
    sources: hourly.valuesOf(hour, "source", ""),
  };
}
type InteractionHour = ReturnType<typeof interactionHour>;

const HOURS_PER_DAY = DAY_MS / HOUR_MS;
const hourOf = (at: Date) => Math.floor(at.getTime() / HOUR_MS);

/** A listing stands in the rollups as its UUID. */
function nameOf({ dimension, value }: RollupRow<number>): string {
  return dimension === "listing" ? uuidOf(value as ListingId) : value;
}

/** Rows by period (a number), dimension, currency and value. Maps within maps: no key is put together for each event. */
class Rollup {
  readonly #byPeriod = new Map<number, Map<Dimension, Map<string, Map<string, Parts>>>>();

  valuesOf(period: number, dimension: Dimension, currency: string): Map<string, Parts> {
    const ofPeriod = entryOf(this.#byPeriod, period, newMap<Dimension, Map<string, Map<string, Parts>>>);
    const ofDimension = entryOf(ofPeriod, dimension, newMap<string, Map<string, Parts>>);
    return entryOf(ofDimension, currency, newMap<string, Parts>);
  }

  partsOf(period: number, dimension: Dimension, value: string, currency: string): Parts {
    return entryOf(this.valuesOf(period, dimension, currency), value, copyOfNoParts);
  }

  rows(): RollupRow<number>[] {
    const rows: RollupRow<number>[] = [];
    for (const [at, ofPeriod] of this.#byPeriod)
      for (const [dimension, ofDimension] of ofPeriod)
        for (const [currency, ofCurrency] of ofDimension)
          for (const [value, parts] of ofCurrency) rows.push({ at, dimension, value, currency, parts });
    return rows.sort(
      (a, b) =>
        compare(a.dimension, b.dimension) ||
        compare(a.value, b.value) ||
        compare(a.at, b.at) ||
        compare(a.currency, b.currency),
    );
  }
}

function newMap<Key, Value>(): Map<Key, Value> {
  return new Map<Key, Value>();
}
function copyOfNoParts(): Parts {
  return { ...NO_PARTS };
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make(key);
    map.set(key, value);
  }
  return value;
}

function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** By place and night, from searches that named a stay. */
type DemandSums = Map<string, Map<number, Omit<DemandRow, "night" | "place">>>;

function addDemand(sums: DemandSums, facts: readonly InteractionFact[]): void {
  for (const fact of facts) {
    const { checkIn, checkOut } = fact;
    if (fact.kind !== "search" || !checkIn || !checkOut || !isStay({ checkIn, checkOut })) continue;
    const isEmpty = fact.matchCount === 0 ? 1 : 0;
    const isFew = isEmpty === 0 && (fact.matchCount ?? 0) <= FEW_MATCHES_MAX ? 1 : 0;
    const arrival = dayNumber(checkIn);
    const until = dayNumber(checkOut);
    const ofPlace = entryOf(sums, fact.place ?? "", newMap<number, Omit<DemandRow, "night" | "place">>);
    for (let night = arrival; night < until; night += 1) {
      const row = entryOf(ofPlace, night, copyOfNoDemand);
      const arrives = night === arrival ? 1 : 0;
      row.searches += 1;
      row.fewSearches += isFew;
      row.emptySearches += isEmpty;
      row.arrivals += arrives;
      row.fewArrivals += arrives * isFew;
      row.emptyArrivals += arrives * isEmpty;
    }
  }
}

function rowsOfDemand(sums: DemandSums): DemandRow[] {
  return [...sums]
    .flatMap(([place, byNight]) => [...byNight].map(([night, row]) => ({ night, place, row })))
    .sort((a, b) => a.night - b.night || compare(a.place, b.place))
    .map(({ night, place, row }) => ({ ...row, night: fromDayNumber(night), place }));
}

const NO_DEMAND = {
  searches: 0,
  fewSearches: 0,
  emptySearches: 0,
  arrivals: 0,
  fewArrivals: 0,
  emptyArrivals: 0,
};
function copyOfNoDemand() {
  return { ...NO_DEMAND };
}

const INTERACTION_PART: Readonly<Record<InteractionFact["kind"], Part>> = {
  search: "searches",
  view: "views",
  quote: "quotes",
  save: "saves",
};

function bookingParts(fact: BookingFact): Partial<Parts> | undefined {
  if (fact.kind === "held") return { holds: 1 };
  if (fact.kind === "expired") return { expiredHolds: 1 };
  if (fact.kind === "confirmed") {
    return {
      bookings: 1,
      nightsBooked: fact.nightCount,
      leadDays: fact.leadDays ?? 0,
      grossMinor: fact.totalMinor,
      accommodationMinor: fact.nightsMinor,
      hostFeesMinor: fact.hostFeesMinor,
      guestFeeMinor: fact.guestFeeMinor,
      hostFeeMinor: fact.hostFeeMinor,
      taxMinor: fact.taxMinor,
    };
  }
  if (fact.kind === "cancelled") {
    return {
      cancellations: 1,
      nightsCancelled: fact.releasedNightCount ?? 0,
      refundMinor: fact.refundMinor ?? 0,
      accommodationRefundMinor: fact.nightsRefundMinor ?? 0,
      serviceFeeRefundMinor: fact.serviceFeeRefundMinor ?? 0,
      taxRefundMinor: fact.taxRefundMinor ?? 0,
    };
  }
  return undefined;
}

function paymentParts(fact: PaymentFact): Partial<Parts> | undefined {
  if (fact.kind === "paid") return { paidMinor: fact.amountMinor, pspFeeMinor: fact.pspFeeMinor ?? 0 };
  if (fact.kind === "returned") return { returnedMinor: fact.amountMinor };
  return undefined;
}
