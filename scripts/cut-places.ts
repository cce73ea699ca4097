import { readFileSync, writeFileSync } from "node:fs";
import { printOutcome, readCli } from "./_demo/cli";
import { decodeFacts } from "./_demo/facts/encode-facts";
import { readGeoNames, round4, slugOf } from "./_demo/places/geonames";
import { decodePlaces, type PlaceRow, type PlacesFile } from "./_demo/places/places";
import { readSurroundings, type SurroundingsFile } from "./_demo/places/surroundings";

/**
 * Writes the nested places that autosuggest knows (GeoNames, and a city's neighbourhoods from OpenStreetMap) and what
 * stands about each home of that city. Same files in, same bytes out.
 */
const ALBANY_GEONAME = "5106834";

const cli = readCli(
  "tsx scripts/cut-places.ts",
  "Cuts GeoNames and street map files into places and surroundings.",
  [
    { name: "geonames", hint: "DIR", about: "GeoNames files", fallback: "../shared/data/geonames" },
    { name: "streets", hint: "DIR", about: "street map", fallback: "../shared/data/albany-openstreetmap" },
    { name: "facts", hint: "FILE", about: "facts of the city", fallback: "drizzle/demo/albany.facts.json" },
    { name: "cities", hint: "N", about: "how many cities, largest first", fallback: "3000" },
    { name: "to", hint: "DIR", about: "where the files go", fallback: "drizzle/demo" },
  ],
);

function lines(value: object, listKey: string): string {
  const { [listKey]: list, ...head } = value as Record<string, unknown>;
  const rows = (Array.isArray(list) ? list : []).map((row) => JSON.stringify(row));
  return `${JSON.stringify(head).slice(0, -1)},\n"${listKey}":[\n${rows.join(",\n")}\n]}\n`;
}

/** The city gets its true box, and its neighbourhoods follow as its children. */
function addNeighbourhoods(file: PlacesFile, around: SurroundingsFile, placeId: string): void {
  const at = decodePlaces(file).findIndex((place) => place.placeId === placeId);
  const city = file.places[at];
  if (!city) throw new Error(`no place ${placeId}`);
  const [west, south, east, north] = around.cityBox.map(round4) as [number, number, number, number];
  const zone = city[11];
  file.places[at] = [
    city[0],
    city[1],
    2,
    city[3],
    city[4],
    city[5],
    west,
    south,
    east,
    north,
    city[10],
    zone,
  ];
  for (const { name, latitude, longitude, box } of around.neighbourhoods) {
    const row: PlaceRow = [slugOf(name), name, 3, at, round4(latitude), round4(longitude), ...box, 0, zone];
    file.places.push(row);
  }
}

const facts = decodeFacts(readFileSync(cli.values.facts ?? "", "utf8"));
const around = readSurroundings(cli.values.streets ?? "", facts, "Albany");
const places = readGeoNames(cli.values.geonames ?? "", Number(cli.values.cities), [ALBANY_GEONAME]);
addNeighbourhoods(places, around, "us/new-york/albany");
places.credit = "Places: GeoNames (CC BY 4.0); neighbourhoods: © OpenStreetMap contributors (ODbL 1.0)";
const to = cli.values.to ?? "";
const placesText = lines(places, "places");
const aroundText = lines(around, "listings");
writeFileSync(`${to}/places.facts.json`, placesText);
writeFileSync(`${to}/surroundings.facts.json`, aroundText);
const tally: Record<string, number> = {};
for (const { neighbourhood } of around.listings) tally[neighbourhood] = (tally[neighbourhood] ?? 0) + 1;
printOutcome(
  cli,
  {
    places: places.places.length,
    placesBytes: placesText.length,
    surroundingsBytes: aroundText.length,
    tally,
  },
  `${places.places.length} places, ${placesText.length} bytes; surroundings of ${around.listings.length} homes, ${aroundText.length} bytes`,
);
