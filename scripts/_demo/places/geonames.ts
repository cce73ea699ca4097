import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { PlaceRow, PlacesFile } from "./places";

type City = {
  id: string;
  name: string;
  latitude: number;
  longitude: number;
  country: string;
  admin1: string;
  population: number;
  timeZone: string;
};
type Span = { west: number; south: number; east: number; north: number };

/** Sections of a city (PPLX) and places that are no more (PPLQ, PPLH, PPLW) are not cities to travel to. */
const SKIPPED = new Set(["PPLX", "PPLQ", "PPLH", "PPLW"]);
const EDGE_DEGREES = 0.15;

/** GeoNames' largest cities and the wanted ones beneath that size, with their regions and countries. */
export function readGeoNames(folder: string, cityCount: number, wanted: readonly string[]): PlacesFile {
  const cities = readCities(folder);
  const regionNames = readRegionNames(folder);
  const countries = readCountries(folder);
  const largest = cities.slice(0, cityCount);
  const extra = cities.slice(cityCount).filter((city) => wanted.includes(city.id));
  const chosen = [...largest, ...extra].filter((city) => countries.has(city.country));
  const spans = spansOf(cities);
  const file: PlacesFile = {
    credit: "Places: GeoNames (CC BY 4.0)",
    timeZones: [...new Set(chosen.map((city) => city.timeZone))].sort(),
    countries: {},
    places: [],
  };
  const countryRows = new Map<string, number>();
  const regionRows = new Map<string, number>();
  const slugs = new Set<string>();
  for (const code of [...countries.keys()].filter((code) => spans.has(code)).sort()) {
    const country = countries.get(code);
    if (!country) continue;
    file.countries[code] = country.currency;
    const capital = cities.find((city) => city.country === code);
    countryRows.set(code, file.places.length);
    file.places.push(
      row(code.toLowerCase(), country.name, 0, -1, capital, spans.get(code), country.population, -1),
    );
  }
  for (const city of chosen) {
    const country = countryRows.get(city.country) ?? -1;
    const region = regionOf(city, regionNames);
    if (regionRows.has(region.key)) continue;
    regionRows.set(region.key, file.places.length);
    const slug = unique(slugs, `${country}`, slugOf(region.name));
    file.places.push(
      row(slug, region.name, 1, country, city, spans.get(region.key) ?? citySpan(city), 0, -1),
    );
  }
  for (const city of chosen) {
    const parent = regionRows.get(regionOf(city, regionNames).key) ?? -1;
    const zone = file.timeZones.indexOf(city.timeZone);
    const slug = unique(slugs, `${parent}`, slugOf(city.name));
    file.places.push(row(slug, city.name, 2, parent, city, citySpan(city), city.population, zone));
  }
  return file;
}

/** A city without a division (a city state) is its own, so that every city has the same depth. */
function regionOf(city: City, names: Map<string, string>): { key: string; name: string } {
  const key = `${city.country}.${city.admin1}`;
  const name = names.get(key);
  return name ? { key, name } : { key: `${city.country}/${city.id}`, name: city.name };
}

function row(
  slug: string,
  name: string,
  kind: 0 | 1 | 2,
  parent: number,
  at: City | undefined,
  span: Span | undefined,
  population: number,
  zone: number,
): PlaceRow {
  const box = span ?? { west: 0, south: 0, east: 0, north: 0 };
  return [
    slug,
    name,
    kind,
    parent,
    round4(at?.latitude ?? (box.south + box.north) / 2),
    round4(at?.longitude ?? (box.west + box.east) / 2),
    round4(box.west),
    round4(box.south),
    round4(box.east),
    round4(box.north),
    population,
    zone,
  ];
}

export function round4(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Letters that carry their stroke or ligature in themselves, as PostgreSQL's unaccent spells them. */
const PLAIN_LETTERS: Record<string, string> = {
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};

/** As the function place_slug in drizzle/sql/30_places.sql spells it. */
export function slugOf(name: string): string {
  const plain = name.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  return (
    plain
      .toLowerCase()
      .replace(/[łøđðħıßæœþ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
      .replace(/['’]/g, "")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "place"
  );
}

function unique(taken: Set<string>, parent: string, slug: string): string {
  let candidate = slug;
  for (let n = 2; taken.has(`${parent}/${candidate}`); n += 1) candidate = `${slug}-${n}`;
  taken.add(`${parent}/${candidate}`);
  return candidate;
}

/** A town of 15,000 spans about 3 km each way, one of ten million about 25. */
function citySpan(city: City): Span {
  const km = Math.min(30, Math.max(3, Math.sqrt(city.population) / 120));
  const lat = km / 111.32;
  const lng = lat / Math.max(0.2, Math.cos((city.latitude * Math.PI) / 180));
  return {
    west: city.longitude - lng,
    south: city.latitude - lat,
    east: city.longitude + lng,
    north: city.latitude + lat,
  };
}

/** The span of all cities of each country and each region, a little widened. */
function spansOf(cities: City[]): Map<string, Span> {
  const spans = new Map<string, Span>();
  for (const city of cities) {
    for (const key of [city.country, `${city.country}.${city.admin1}`]) {
      const span = spans.get(key);
      spans.set(key, {
        west: Math.max(-180, Math.min(span?.west ?? 180, city.longitude - EDGE_DEGREES)),
        south: Math.max(-90, Math.min(span?.south ?? 90, city.latitude - EDGE_DEGREES)),
        east: Math.min(180, Math.max(span?.east ?? -180, city.longitude + EDGE_DEGREES)),
        north: Math.min(90, Math.max(span?.north ?? -90, city.latitude + EDGE_DEGREES)),
      });
    }
  }
  return spans;
}

/** Largest first; equals by id, so that the cut is the same each time. */
function readCities(folder: string): City[] {
  const text = gunzipSync(readFileSync(join(folder, "cities15000.txt.gz"))).toString("utf8");
  const cities = text
    .split("\n")
    .map((line) => line.split("\t"))
    .filter((cells) => cells.length === 19 && !SKIPPED.has(cells[7] ?? ""))
    .map(
      (cells): City => ({
        id: cells[0] ?? "",
        name: cells[1] ?? "",
        latitude: Number(cells[4]),
        longitude: Number(cells[5]),
        country: cells[8] ?? "",
        admin1: cells[10] ?? "",
        population: Number(cells[14]),
        timeZone: cells[17] ?? "",
      }),
    );
  return cities.sort((a, b) => b.population - a.population || Number(a.id) - Number(b.id));
}

function readRegionNames(folder: string): Map<string, string> {
  const text = gunzipSync(readFileSync(join(folder, "admin1.tsv.gz"))).toString("utf8");
  return new Map(
    text.split("\n").map((line) => {
      const [code = "", name = ""] = line.split("\t");
      return [code, name];
    }),
  );
}

function readCountries(folder: string) {
  const lines = readFileSync(join(folder, "countryInfo.txt"), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("\t"));
  return new Map(
    lines.map((cells) => [
      cells[0] ?? "",
      { name: cells[4] ?? "", population: Number(cells[7]), currency: cells[10] || "USD" },
    ]),
  );
}
