import GeoJSONVT, { type LegacyTile } from "geojson-vt";
import vtPbf from "vt-pbf";
import type { Placed } from "./city-layers";
import type { Box } from "./geo";

export type Tile = { z: number; x: number; y: number; bytes: Uint8Array };

const EXTENT = 4096;

/**
 * Cuts layers of features into vector tiles (Mapbox vector tile 2.1) for every tile of a box between two zooms.
 *
 * Lines and areas lose detail below the highest zoom; at the highest they keep all of it, because the map goes on
 * drawing those tiles when it is zoomed in further. Same layers in, same bytes out.
 */
export function cutTiles(
  layers: Record<string, Placed[]>,
  box: Box,
  zoomMin: number,
  zoomMax: number,
): Tile[] {
  const tiles: Tile[] = [];
  for (let z = zoomMin; z <= zoomMax; z += 1) {
    const indexes = Object.entries(layers).map(([name, placed]) => ({
      name,
      index: indexOf(placed, z, zoomMax),
    }));
    const { minX, maxX, minY, maxY } = tileRange(box, z);
    for (let x = minX; x <= maxX; x += 1) {
      for (let y = minY; y <= maxY; y += 1) {
        const parts: Record<string, LegacyTile> = {};
        for (const { name, index } of indexes) {
          const tile = index?.getTile(z, x, y);
          if (tile && tile.features.length > 0) parts[name] = tile;
        }
        tiles.push({ z, x, y, bytes: vtPbf.fromGeojsonVt(parts, { version: 2, extent: EXTENT }) });
      }
    }
  }
  return tiles;
}

function indexOf(placed: Placed[], z: number, zoomMax: number): GeoJSONVT | undefined {
  const features = placed.filter((one) => one.minZoom <= z).map((one) => one.feature);
  if (features.length === 0) return undefined;
  return new GeoJSONVT(
    { type: "FeatureCollection", features },
    { maxZoom: zoomMax, indexMaxZoom: 0, tolerance: 4, extent: EXTENT, buffer: 72 },
  );
}

export function tileRange(box: Box, z: number): { minX: number; maxX: number; minY: number; maxY: number } {
  const [minX, minY] = tileAt(box.west, box.north, z);
  const [maxX, maxY] = tileAt(box.east, box.south, z);
  return { minX, maxX, minY, maxY };
}

/** Web Mercator tile that a point lies in. */
export function tileAt(lng: number, lat: number, z: number): [number, number] {
  const n = 2 ** z;
  const sin = Math.sin((lat * Math.PI) / 180);
  const x = Math.floor(n * (lng / 360 + 0.5));
  const y = Math.floor(n * (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)));
  return [clamp(x, n), clamp(y, n)];
}

function clamp(value: number, n: number): number {
  return Math.max(0, Math.min(n - 1, value));
}
