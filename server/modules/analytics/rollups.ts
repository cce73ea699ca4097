/** Adds facts up into rollup rows. Pure; the store adds the rows to what stands. */
import {
  type BlockFact,
  type BookingFact,
  type Facts,
  type InteractionFact,
  type PaymentFact,
  releasedFrom,
} from "@/server/modules/analytics/facts";
import { type Dimension, PARTS, type Part, type Parts } from "@/server/modules/analytics/tables";
import { uuidOf } from "@/server/primitives/id";
import type { LocalDate } from "@/server/primitives/local-date";
import { splitLargestRemainder } from "@/server/primitives/money";
import { isStay, nightsOf } from "@/server/primitives/stay";

export interface RollupRow {
  /** Start of the hour as an ISO instant, or the UTC day as a date. */
  readonly at: string;
  readonly dimension: Dimension;
  readonly value: string;
  readonly currency: string;
  readonly parts: Parts;
}
export interface NightRow {
  readonly listingId: string;
  readonly night: LocalDate;
  readonly currency: string;
  sold: number;
  revenueMinor: number;
  blocked: number;
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

/** A search that matched this many homes or fewer, but any, found little. */
export const FEW_MATCHES_MAX = 3;

export function noParts(): Parts {
  return Object.fromEntries(PARTS.map((part) => [part, 0])) as Parts;
}

function addParts(into: Parts, parts: Partial<Parts>): void {
  for (const part of Object.keys(parts) as Part[]) into[part] += parts[part] ?? 0;
}

const ISO_HOUR = "YYYY-MM-DDTHH".length;
const ISO_DAY = "YYYY-MM-DD".length;

/** Rows of the hourly and the daily rollup, sorted by key. */
export function computeRollups(facts: Facts): { hourly: RollupRow[]; daily: RollupRow[] } {
  const hourly = new Rollup((iso) => `${iso.slice(0, ISO_HOUR)}:00:00Z`);
  const daily = new Rollup((iso) => iso.slice(0, ISO_DAY));
  const add = (at: Date, dimension: Dimension, value: string, currency: string, parts: Partial<Parts>) => {
    const iso = at.toISOString();
    hourly.add(iso, dimension, value, currency, parts);
    daily.add(iso, dimension, value, currency, parts);
  };
  for (const fact of facts.interactions) {
    const parts = { [INTERACTION_PART[fact.kind]]: 1 };
    add(fact.occurredAt, "market", "", "", parts);
    if (fact.listingId) add(fact.occurredAt, "listing", uuidOf(fact.listingId), "", parts);
    add(fact.occurredAt, "channel", fact.channel, "", parts);
    add(fact.occurredAt, "device", fact.device, "", parts);
    if (fact.source) add(fact.occurredAt, "source", fact.source, "", parts);
  }
  for (const fact of facts.bookings) {
    const parts = bookingParts(fact);
    if (!parts) continue;
    add(fact.occurredAt, "market", "", fact.currency, parts);
    add(fact.occurredAt, "listing", uuidOf(fact.listingId), fact.currency, parts);
    add(fact.occurredAt, "channel", fact.channel, fact.currency, parts);
    add(fact.occurredAt, "device", fact.device, fact.currency, parts);
  }
  for (const fact of facts.payments) {
    const parts = paymentParts(fact);
    if (parts) add(fact.occurredAt, "market", "", fact.currency, parts);
  }
  return { hourly: hourly.sorted(), daily: daily.sorted() };
}

class Rollup {
  readonly #rows = new Map<string, RollupRow>();
  constructor(private readonly periodOf: (iso: string) => string) {}

  add(iso: string, dimension: Dimension, value: string, currency: string, parts: Partial<Parts>): void {
    const at = this.periodOf(iso);
    const key = `${dimension}|${value}|${at}|${currency}`;
    let row = this.#rows.get(key);
    if (!row) {
      row = { at, dimension, value, currency, parts: noParts() };
      this.#rows.set(key, row);
    }
    addParts(row.parts, parts);
  }

  sorted(): RollupRow[] {
    return [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  }
}

/** Rows by night of stay: sold nights with their share of the accommodation revenue, and blocks. */
export function computeNights(facts: Facts): NightRow[] {
  const rows = new Map<string, NightRow>();
  const rowOf = (listingId: string, night: LocalDate, currency: string) => {
    const key = `${night}|${listingId}|${currency}`;
    const row = rows.get(key) ?? { listingId, night, currency, sold: 0, revenueMinor: 0, blocked: 0 };
    rows.set(key, row);
    return row;
  };
  for (const fact of facts.bookings) {
    for (const night of nightsSold(fact)) {
      const row = rowOf(uuidOf(fact.listingId), night.night, fact.currency);
      row.sold += night.change;
      row.revenueMinor += night.change * night.amountMinor;
    }
  }
  for (const fact of facts.blocks) {
    for (const night of nightsOf(stayOfBlock(fact))) {
      rowOf(uuidOf(fact.listingId), night, "").blocked += fact.change;
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/** Rows by night and place, from searches that named a stay. */
export function computeDemand(facts: Facts): DemandRow[] {
  const rows = new Map<string, DemandRow>();
  for (const fact of facts.interactions) {
    const { checkIn, checkOut } = fact;
    if (fact.kind !== "search" || !checkIn || !checkOut || !isStay({ checkIn, checkOut })) continue;
    const place = fact.place ?? "";
    const isEmpty = fact.matchCount === 0 ? 1 : 0;
    const isFew = isEmpty === 0 && (fact.matchCount ?? 0) <= FEW_MATCHES_MAX ? 1 : 0;
    for (const night of nightsOf({ checkIn, checkOut })) {
      const key = `${night}|${place}`;
      const row = rows.get(key) ?? { night, place, ...NO_DEMAND };
      rows.set(key, row);
      const arrives = night === checkIn ? 1 : 0;
      row.searches += 1;
      row.fewSearches += isFew;
      row.emptySearches += isEmpty;
      row.arrivals += arrives;
      row.fewArrivals += arrives * isFew;
      row.emptyArrivals += arrives * isEmpty;
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

const NO_DEMAND = {
  searches: 0,
  fewSearches: 0,
  emptySearches: 0,
  arrivals: 0,
  fewArrivals: 0,
  emptyArrivals: 0,
};

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

/** Each night's share is the same when it is taken back as when it was sold: both come of the whole stay. */
function nightsSold(fact: BookingFact): { night: LocalDate; amountMinor: number; change: 1 | -1 }[] {
  if (fact.kind !== "confirmed" && fact.kind !== "cancelled") return [];
  const nights = nightsOf(fact);
  const shares = splitLargestRemainder(
    fact.nightsMinor,
    nights.map(() => 1),
  );
  const all = nights.map((night, index) => ({ night, amountMinor: shares[index] ?? 0 }));
  if (fact.kind === "confirmed") return all.map((night) => ({ ...night, change: 1 }));
  const from = releasedFrom(fact, fact.occurredAt);
  return all.filter(({ night }) => night >= from).map((night) => ({ ...night, change: -1 }));
}

/** A block may span more nights than a stay can; the calendar bounds it, and so does this. */
function stayOfBlock(fact: BlockFact): { checkIn: LocalDate; checkOut: LocalDate } {
  return { checkIn: fact.checkIn, checkOut: fact.checkOut };
}
