/**
 * The whole state of a search in its address, both ways: the same address gives the same results to everybody. What an
 * address says wrongly is left out; the page then shows the wider result and its filters say so.
 */
import type { Query } from "@/app/_routes";
import { AMENITIES, PROPERTY_TYPES, ROOM_TYPES } from "@/server/modules/listings/words";
import type { SearchFilters } from "@/server/modules/search/contract";

export type SearchParams = Readonly<Record<string, string | undefined>>;

const FLAGS = {
  instant: "instantBook",
  self: "selfCheckIn",
  pets: "petsAllowed",
  free: "freeCancellation",
  favourite: "guestFavourite",
} as const satisfies Record<string, keyof SearchFilters>;
const NUMBERS = {
  priceMin: "priceMinMinor",
  priceMax: "priceMaxMinor",
  bedrooms: "bedroomsMin",
  beds: "bedsMin",
  baths: "bathroomHalvesMin",
} as const satisfies Record<string, keyof SearchFilters>;
const LISTS = {
  rooms: ["roomTypes", ROOM_TYPES],
  kinds: ["propertyTypes", PROPERTY_TYPES],
  amenities: ["amenities", AMENITIES],
} as const;

const FLAG_ON = "1";
/** `pets` counts the pets that come; the filter has a name of its own in the address. */
const PETS_FLAG = "petsOk";

function flagKey(key: keyof typeof FLAGS): string {
  return key === "pets" ? PETS_FLAG : key;
}

export function filtersOf(params: SearchParams): SearchFilters {
  const filters: Record<string, unknown> = {};
  for (const [key, name] of Object.entries(NUMBERS)) {
    const value = Number(params[key]);
    if (params[key] && Number.isSafeInteger(value) && value >= 0) filters[name] = value;
  }
  for (const [key, [name, known]] of Object.entries(LISTS)) {
    const wanted = (params[key] ?? "").split(",");
    const values = known.filter((one) => wanted.includes(one));
    if (values.length > 0) filters[name] = values;
  }
  for (const [key, name] of Object.entries(FLAGS)) {
    if (params[flagKey(key as keyof typeof FLAGS)] === FLAG_ON) filters[name] = true;
  }
  return filters as SearchFilters;
}

export function queryOfFilters(filters: SearchFilters): Query {
  const query: Record<string, Query[string]> = {};
  for (const [key, name] of Object.entries(NUMBERS)) query[key] = filters[name] || undefined;
  for (const [key, [name]] of Object.entries(LISTS)) query[key] = filters[name];
  for (const [key, name] of Object.entries(FLAGS))
    query[flagKey(key as keyof typeof FLAGS)] = filters[name] ? FLAG_ON : undefined;
  return query;
}

export function filterCountOf(filters: SearchFilters): number {
  const { priceMinMinor, priceMaxMinor, amenities, roomTypes, propertyTypes, ...rest } = filters;
  const price = priceMinMinor === undefined && priceMaxMinor === undefined ? 0 : 1;
  const lists = [amenities, roomTypes, propertyTypes].reduce((sum, list) => sum + (list?.length ?? 0), 0);
  return price + lists + Object.values(rest).filter((value) => value !== undefined).length;
}

const BOX_DIGITS = 4;

export function boxText(box: { west: number; south: number; east: number; north: number }): string {
  return [box.west, box.south, box.east, box.north].map((degrees) => degrees.toFixed(BOX_DIGITS)).join(",");
}

/** What a new wish replaces in the address: where, when and for whom. */
export const WISH_KEYS = ["place", "box", "checkIn", "checkOut", "adults", "children", "infants", "pets"];

/** Everything of the address but the page, which of list and map a phone shows and, if asked, the map's part. */
export function keptQuery(params: SearchParams, without: readonly string[] = []): Query {
  const dropped = new Set(["cursor", "view", ...without]);
  return Object.fromEntries(Object.entries(params).filter(([key]) => !dropped.has(key)));
}

/** Dates and guests of a search, carried to a home's page, and that it was found here. */
export function stayQueryOfSearch(params: SearchParams): Query {
  const { checkIn, checkOut, adults, children, infants, pets } = params;
  return { checkIn, checkOut, adults, children, infants, pets, from: "search" };
}
