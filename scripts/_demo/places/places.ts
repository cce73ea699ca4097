import { readFileSync } from "node:fs";

export type PlaceKind = "country" | "region" | "city" | "neighbourhood";

/** A place a guest may name. Boxes of countries and regions hold the cities known of them. */
export type Place = {
  /** Stable: `us/new-york/albany/center-square`. Its parent is the id less the last part. */
  placeId: string;
  name: string;
  kind: PlaceKind;
  /** "Center Square, Albany, New York, United States" */
  fullName: string;
  countryCode: string;
  latitude: number;
  longitude: number;
  box: { west: number; south: number; east: number; north: number };
  /** 0 where it is not known (neighbourhoods). */
  population: number;
  /** IANA zone; empty for countries and regions, which may have several. */
  timeZone: string;
  /** ISO 4217, of the country. */
  currency: string;
};

export type PlaceRow = [
  slug: string,
  name: string,
  kind: 0 | 1 | 2 | 3,
  parent: number,
  latitude: number,
  longitude: number,
  west: number,
  south: number,
  east: number,
  north: number,
  population: number,
  timeZone: number,
];

export type PlacesFile = {
  credit: string;
  timeZones: string[];
  /** Country code to currency. */
  countries: Record<string, string>;
  places: PlaceRow[];
};

export const PLACE_KINDS: readonly PlaceKind[] = ["country", "region", "city", "neighbourhood"];

/** Nested places from the facts file; a parent always stands before its children. */
export function decodePlaces(file: PlacesFile): Place[] {
  const places: Place[] = [];
  for (const row of file.places) {
    const [slug, name, kind, parentAt, latitude, longitude, west, south, east, north, population, zone] = row;
    const parent = places[parentAt];
    const countryCode = parent ? parent.countryCode : slug.toUpperCase();
    places.push({
      placeId: parent ? `${parent.placeId}/${slug}` : slug,
      name,
      kind: PLACE_KINDS[kind] ?? "city",
      fullName: parent ? `${name}, ${parent.fullName}` : name,
      countryCode,
      latitude,
      longitude,
      box: { west, south, east, north },
      population,
      timeZone: file.timeZones[zone] ?? "",
      currency: file.countries[countryCode] ?? "USD",
    });
  }
  return places;
}

export function readPlaces(path = "drizzle/demo/places.facts.json"): Place[] {
  return decodePlaces(JSON.parse(readFileSync(path, "utf8")) as PlacesFile);
}
