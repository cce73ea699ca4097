/**
 * Filters, and for each filter value how many homes would match with it on as well. Pure.
 *
 * Each filter has a bit; a candidate's mask says which filters it fails. A home matches when its mask is empty, and counts
 * for a value of one filter when it fails no other: so the counts of a filter leave that filter's own choice out.
 */
import { AMENITIES, PROPERTY_TYPES, ROOM_TYPES } from "@/server/modules/listings/contract";
import { type Candidate, priceOf } from "@/server/modules/search/candidates";
import {
  FILTER_NAMES,
  type FilterName,
  type SearchFilters,
  type SearchResult,
} from "@/server/modules/search/contract";
import { type AmenityMask, amenityMask, hasAmenities } from "@/server/modules/search/document-facts";

const bitOf = Object.fromEntries(FILTER_NAMES.map((name, index) => [name, 1 << index])) as Record<
  FilterName,
  number
>;

const SELF_CHECK_IN = amenityMask(["self_check_in"]);
const EACH_AMENITY = AMENITIES.map((amenity) => [amenity, amenityMask([amenity])] as const);
/** Bedrooms and beds are counted for "n or more", n from 1 to this. */
const ROOM_COUNTS_MAX = 8;

export interface Weighed {
  readonly candidate: Candidate;
  readonly fails: number;
}

export function weigh(candidates: readonly Candidate[], filters: SearchFilters, currency: string): Weighed[] {
  const asked = filters.amenities ? amenityMask(filters.amenities) : undefined;
  return candidates.map((candidate) => ({
    candidate,
    fails: failsOf(candidate, filters, asked, currency),
  }));
}

function failsOf(
  candidate: Candidate,
  filters: SearchFilters,
  asked: AmenityMask | undefined,
  currency: string,
): number {
  const { facts } = candidate;
  let fails = 0;
  const needs = (name: FilterName, holds: boolean) => {
    if (!holds) fails |= bitOf[name];
  };
  if (filters.priceMinMinor !== undefined || filters.priceMaxMinor !== undefined)
    needs("price", facts.currency === currency && isWithin(priceOf(candidate), filters));
  needs("bedrooms", facts.bedrooms >= (filters.bedroomsMin ?? 0));
  needs("beds", facts.beds >= (filters.bedsMin ?? 0));
  needs("bathrooms", facts.bathroomHalves >= (filters.bathroomHalvesMin ?? 0));
  if (filters.roomTypes?.length) needs("roomTypes", filters.roomTypes.includes(facts.roomType));
  if (filters.propertyTypes?.length)
    needs("propertyTypes", filters.propertyTypes.includes(facts.propertyType));
  if (asked) needs("amenities", hasAmenities(facts, asked));
  if (filters.instantBook) needs("instantBook", facts.instantBook);
  if (filters.selfCheckIn) needs("selfCheckIn", hasAmenities(facts, SELF_CHECK_IN));
  if (filters.petsAllowed) needs("petsAllowed", facts.petsMax > 0);
  if (filters.freeCancellation) needs("freeCancellation", candidate.freeCancellation);
  if (filters.guestFavourite) needs("guestFavourite", facts.guestFavourite);
  return fails;
}

function isWithin(amountMinor: number, filters: SearchFilters): boolean {
  return amountMinor >= (filters.priceMinMinor ?? 0) && amountMinor <= (filters.priceMaxMinor ?? Infinity);
}

/** How many would match if the one filter were dropped, most first; only filters that alone keep homes out. */
export function countWithoutFilter(weighed: readonly Weighed[]): { name: FilterName; matchCount: number }[] {
  return FILTER_NAMES.map((name) => ({
    name,
    matchCount: weighed.filter(({ fails }) => fails === bitOf[name]).length,
  }))
    .filter(({ matchCount }) => matchCount > 0)
    .sort((a, b) => b.matchCount - a.matchCount);
}

/** Homes that fail nothing but, at most, the one filter. */
export function allBut(weighed: readonly Weighed[], name: FilterName): Candidate[] {
  const others = ~bitOf[name];
  return weighed.filter(({ fails }) => (fails & others) === 0).map(({ candidate }) => candidate);
}

export function countValues(weighed: readonly Weighed[]): SearchResult["counts"] {
  const counts: SearchResult["counts"] = {
    roomTypes: zeroes(ROOM_TYPES),
    propertyTypes: zeroes(PROPERTY_TYPES),
    amenities: zeroes(AMENITIES),
    bedrooms: {},
    beds: {},
    instantBook: 0,
    selfCheckIn: 0,
    petsAllowed: 0,
    freeCancellation: 0,
    guestFavourite: 0,
  };
  for (let n = 1; n <= ROOM_COUNTS_MAX; n += 1) {
    counts.bedrooms[n] = 0;
    counts.beds[n] = 0;
  }
  for (const each of weighed) addTo(counts, each);
  return counts;
}

function addTo(counts: SearchResult["counts"], { candidate, fails }: Weighed): void {
  const { facts } = candidate;
  const only = (name: FilterName) => (fails & ~bitOf[name]) === 0;
  const add = (values: Record<string, number>, value: string | number) => {
    values[value] = (values[value] ?? 0) + 1;
  };
  if (only("roomTypes")) add(counts.roomTypes, facts.roomType);
  if (only("propertyTypes")) add(counts.propertyTypes, facts.propertyType);
  if (only("bedrooms"))
    for (let n = 1; n <= Math.min(facts.bedrooms, ROOM_COUNTS_MAX); n += 1) add(counts.bedrooms, n);
  if (only("beds")) for (let n = 1; n <= Math.min(facts.beds, ROOM_COUNTS_MAX); n += 1) add(counts.beds, n);
  // All chosen amenities must be there, so one more is counted among those that have the chosen ones.
  if (fails === 0)
    for (const [amenity, mask] of EACH_AMENITY) if (hasAmenities(facts, mask)) add(counts.amenities, amenity);
  if (only("instantBook") && facts.instantBook) counts.instantBook += 1;
  if (only("selfCheckIn") && hasAmenities(facts, SELF_CHECK_IN)) counts.selfCheckIn += 1;
  if (only("petsAllowed") && facts.petsMax > 0) counts.petsAllowed += 1;
  if (only("freeCancellation") && candidate.freeCancellation) counts.freeCancellation += 1;
  if (only("guestFavourite") && facts.guestFavourite) counts.guestFavourite += 1;
}

function zeroes(names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, 0]));
}
