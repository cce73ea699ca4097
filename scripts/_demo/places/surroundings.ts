import { join } from "node:path";
import type { Position } from "geojson";
import type { CityFacts } from "../facts/facts";
import { boxOf, linesOf, polygonsOf, readGeoJson, ringAreaM2, textOf } from "../map/geo";
import { labelPoint } from "../map/label-point";
import { metresBetween, metresToArea, metresToLine, walkMinutes } from "./ground";

/** What stands about one home, from the street map: only what texts may claim of it. */
export type Surroundings = {
  neighbourhood: string;
  street: string;
  /** Named parks within a walk of 15 minutes, nearest first, with the minutes. */
  parks: Array<[name: string, minutes: number]>;
  /** Known places within a walk of 25 minutes, nearest first. */
  sights: Array<[name: string, minutes: number]>;
};
export type Neighbourhood = {
  name: string;
  latitude: number;
  longitude: number;
  box: [number, number, number, number];
};
export type SurroundingsFile = {
  credit: string;
  city: string;
  cityBox: [number, number, number, number];
  neighbourhoods: Neighbourhood[];
  /** In the sequence of the city's facts. */
  listings: Surroundings[];
};

/** Named buildings of the street map that a guest may know, and how a host would call them. */
const SIGHTS: Record<string, string> = {
  "New York State Capitol Building": "the State Capitol",
  "Palace Theatre": "the Palace Theatre",
  "The Egg Performing Arts Center": "The Egg",
  "New York State Museum, Library, and Archives": "the State Museum",
  "Albany Medical Center Hospital": "Albany Medical Center",
  "Albany Institute of History and Art": "the Albany Institute of History and Art",
  "St. Peter's Hospital - Cusack Building": "St. Peter’s Hospital",
  "Albany Law School": "Albany Law School",
  "University Main Library": "the university’s uptown campus",
  "Madison Theater": "the Madison Theater",
  "Schuyler Mansion Museum": "the Schuyler Mansion",
  "Washington Avenue Armory Sports And Convention Arena": "the Armory",
  "Albany Capital Center": "the convention center",
  "Albany City Hall": "City Hall",
};
const PARK_KINDS = new Set(["park", "nature_reserve", "garden", "recreation_ground", "common"]);
const STREET_KINDS = new Set([
  "residential",
  "unclassified",
  "tertiary",
  "secondary",
  "primary",
  "living_street",
]);
const PARK_M2_MIN = 7_000;
const PARK_MINUTES_MAX = 15;
const SIGHT_MINUTES_MAX = 25;
const BOX_METRES = 650;
/** A park people live around, known as a neighbourhood though the map has no place point of it. */
const PARK_NEIGHBOURHOODS = ["Washington Park"];

type Area = { name: string; rings: Position[][] };

export function readSurroundings(folder: string, facts: CityFacts, cityName: string): SurroundingsFile {
  const read = (name: string) => readGeoJson(join(folder, `${name}.geojson.gz`));
  const parks = read("parks").flatMap((row) => toAreas(row, PARK_KINDS.has(String(row.properties.class))));
  const largeParks = parks.filter((park) => ringAreaM2(park.rings[0] ?? []) >= PARK_M2_MIN);
  const sights = read("buildings")
    .filter((row) => SIGHTS[String(row.properties.name)] !== undefined)
    .flatMap((row) => toAreas(row, true));
  const streets = read("roads")
    .filter((row) => STREET_KINDS.has(String(row.properties.class)) && textOf(row.properties.name))
    .flatMap((row) =>
      linesOf(row.geometry).map((line) => ({ name: textOf(row.properties.name) ?? "", line })),
    );
  const boundary = read("boundaries").find((row) => row.properties.name === cityName);
  const cityRings = boundary ? (polygonsOf(boundary.geometry)[0] ?? []) : [];
  const points = neighbourhoodPoints(read("places"), cityRings, largeParks);
  const listings = facts.listings.map(
    ({ latitude, longitude }): Surroundings => ({
      neighbourhood: nearestPoint(points, latitude, longitude),
      street: nearestStreet(streets, latitude, longitude),
      parks: nearby(largeParks, latitude, longitude, PARK_MINUTES_MAX, 3),
      sights: nearby(
        sights.map((sight) => ({ ...sight, name: SIGHTS[sight.name] ?? sight.name })),
        latitude,
        longitude,
        SIGHT_MINUTES_MAX,
        4,
      ),
    }),
  );
  const box = boxOf(cityRings[0] ?? []);
  return {
    credit: "© OpenStreetMap contributors (ODbL 1.0)",
    city: facts.city,
    cityBox: [box.west, box.south, box.east, box.north],
    neighbourhoods: points.map((point) => withBox(point, facts, listings)),
    listings,
  };
}

function toAreas(row: ReturnType<typeof readGeoJson>[number], keep: boolean): Area[] {
  const name = textOf(row.properties.name);
  return keep && name ? polygonsOf(row.geometry).map((rings) => ({ name, rings })) : [];
}

type Point = { name: string; latitude: number; longitude: number };

function neighbourhoodPoints(
  rows: ReturnType<typeof readGeoJson>,
  city: Position[][],
  parks: Area[],
): Point[] {
  const points = rows.flatMap((row): Point[] => {
    const name = textOf(row.properties.name);
    const kind = String(row.properties.kind);
    if (!name || row.geometry.type !== "Point" || kind === "city" || kind === "island") return [];
    const [longitude = 0, latitude = 0] = row.geometry.coordinates;
    const inside = city.length > 0 && metresToArea(latitude, longitude, city) === 0;
    return inside ? [{ name, latitude, longitude }] : [];
  });
  for (const name of PARK_NEIGHBOURHOODS) {
    const park = parks.find((one) => one.name === name);
    if (!park) continue;
    const [longitude, latitude] = labelPoint(park.rings);
    points.push({ name, latitude, longitude });
  }
  return points.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function nearestPoint(points: Point[], latitude: number, longitude: number): string {
  let best = "";
  let least = Infinity;
  for (const point of points) {
    const metres = metresBetween(latitude, longitude, point.latitude, point.longitude);
    if (metres < least) {
      least = metres;
      best = point.name;
    }
  }
  return best;
}

function nearestStreet(
  streets: Array<{ name: string; line: Position[] }>,
  latitude: number,
  longitude: number,
): string {
  let best = "";
  let least = Infinity;
  for (const street of streets) {
    const [lng = 0, lat = 0] = street.line[0] ?? [];
    if (Math.abs(lat - latitude) > 0.02 || Math.abs(lng - longitude) > 0.03) continue;
    const metres = metresToLine(latitude, longitude, street.line);
    if (metres < least) {
      least = metres;
      best = street.name;
    }
  }
  return best;
}

function nearby(
  areas: Area[],
  latitude: number,
  longitude: number,
  minutesMax: number,
  countMax: number,
): Array<[string, number]> {
  const byName = new Map<string, number>();
  for (const { name, rings } of areas) {
    const metres = metresToArea(latitude, longitude, rings);
    byName.set(name, Math.min(byName.get(name) ?? Infinity, metres));
  }
  return [...byName]
    .map(([name, metres]): [string, number] => [name, walkMinutes(metres)])
    .filter(([, minutes]) => minutes <= minutesMax)
    .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, countMax);
}

/** A box about the point that holds the homes of that name near it. */
function withBox(point: Point, facts: CityFacts, listings: Surroundings[]): Neighbourhood {
  const own = facts.listings.filter(
    (home, index) =>
      listings[index]?.neighbourhood === point.name &&
      metresBetween(point.latitude, point.longitude, home.latitude, home.longitude) < 2 * BOX_METRES,
  );
  const lat = BOX_METRES / 111_320;
  const lng = lat / Math.cos((point.latitude * Math.PI) / 180);
  const box = boxOf([
    [point.longitude - lng, point.latitude - lat],
    [point.longitude + lng, point.latitude + lat],
    ...own.map((home) => [home.longitude, home.latitude]),
  ]);
  const rounded = [box.west, box.south, box.east, box.north].map((value) => Math.round(value * 1e4) / 1e4);
  const [west = 0, south = 0, east = 0, north = 0] = rounded;
  return { ...point, box: [west, south, east, north] };
}
