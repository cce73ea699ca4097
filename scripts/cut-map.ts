import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { printOutcome, readCli } from "./_demo/cli";
import { readCityLayers } from "./_demo/map/city-layers";
import { cutTiles, type Tile } from "./_demo/map/cut-tiles";
import type { Box } from "./_demo/map/geo";
import { readWorldLayers } from "./_demo/map/world-layers";

/**
 * Cuts street map files into the static vector tiles under public/map: a city's streets at zooms 10 to 14 and the
 * world's outlines at zooms 0 to 3. Same files in, same bytes out.
 */
const CITY_BYTES_MAX = 2 * 1024 * 1024;
const WORLD_BOX: Box = { west: -180, south: -85, east: 179.9999, north: 85 };

const cli = readCli(
  "tsx scripts/cut-map.ts",
  "Cuts OpenStreetMap and Natural Earth files into vector tiles.",
  [
    {
      name: "streets",
      hint: "DIR",
      about: "city street map",
      fallback: "../shared/data/albany-openstreetmap",
    },
    { name: "world", hint: "DIR", about: "outlines of the world", fallback: "../shared/data/natural-earth" },
    { name: "city", hint: "NAME", about: "folder name of the city", fallback: "albany" },
    { name: "to", hint: "DIR", about: "where tiles go", fallback: "public/map" },
  ],
);

function write(tiles: Tile[], folder: string): number {
  for (let z = 0; z <= 14; z += 1) rmSync(join(folder, String(z)), { recursive: true, force: true });
  let bytes = 0;
  for (const tile of tiles) {
    const path = join(folder, String(tile.z), String(tile.x), `${tile.y}.pbf`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, tile.bytes);
    bytes += tile.bytes.length;
  }
  return bytes;
}

function main(): void {
  const to = cli.values.to ?? "";
  const city = cli.values.city ?? "";
  const { box, layers } = readCityLayers(cli.values.streets ?? "");
  const cityTiles = cutTiles(layers, box, 10, 14);
  const cityBytes = write(cityTiles, join(to, city));
  if (cityBytes > CITY_BYTES_MAX)
    throw new Error(`city tiles are ${cityBytes} bytes, above ${CITY_BYTES_MAX}`);
  writeFileSync(
    join(to, city, "bounds.json"),
    `${JSON.stringify([box.west, box.south, box.east, box.north])}\n`,
  );
  const worldTiles = cutTiles(readWorldLayers(cli.values.world ?? ""), WORLD_BOX, 0, 3);
  const worldBytes = write(worldTiles, join(to, "world"));
  printOutcome(
    cli,
    {
      city: { tiles: cityTiles.length, bytes: cityBytes },
      world: { tiles: worldTiles.length, bytes: worldBytes },
      box,
    },
    `${city}: ${cityTiles.length} tiles, ${cityBytes} bytes. world: ${worldTiles.length} tiles, ${worldBytes} bytes.`,
  );
}

main();
