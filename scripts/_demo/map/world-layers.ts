import { join } from "node:path";
import type { Position } from "geojson";
import type { Placed } from "./city-layers";
import { polygonsOf, readGeoJson, ringArea, textOf } from "./geo";
import { labelPoint } from "./label-point";

/** Outlines of the world for the zooms below the cities' own tiles: seas and lakes, borders, names. */
export function readWorldLayers(folder: string): Record<string, Placed[]> {
  const read = (name: string) => readGeoJson(join(folder, `${name}.geojson.gz`));
  const land = read("ne_50m_land").flatMap((row) => polygonsOf(row.geometry));
  const countries = read("ne_50m_admin_0_countries");
  return {
    water: [
      sea(land),
      ...read("ne_50m_lakes").flatMap((row) => polygonsOf(row.geometry).map((rings) => area(rings, 0))),
    ],
    border: countries.flatMap((row) => polygonsOf(row.geometry).map((rings) => area([rings[0] ?? []], 1))),
    label: [
      ...countries.flatMap((row) => {
        const name = textOf(row.properties.NAME);
        const largest = polygonsOf(row.geometry).sort((a, b) => size(b) - size(a))[0];
        if (!name || !largest) return [];
        const rank = Number(row.properties.LABELRANK ?? 9);
        return [
          point(labelPoint(largest), rank <= 3 ? 1 : rank <= 5 ? 2 : 3, { kind: "country", name, rank }),
        ];
      }),
      ...read("ne_50m_populated_places_simple").flatMap((row) => {
        const name = textOf(row.properties.name);
        if (!name || row.geometry.type !== "Point") return [];
        const rank = Number(row.properties.scalerank ?? 9);
        return [point(row.geometry.coordinates, 3, { kind: "city", name, rank })];
      }),
    ],
  };
}

/** The whole world less its land: where no land is drawn the map is sea, and without tiles it is land, never blue. */
function sea(land: Position[][][]): Placed {
  const world: Position[] = [
    [-180, -85.06],
    [180, -85.06],
    [180, 85.06],
    [-180, 85.06],
    [-180, -85.06],
  ];
  return area([world, ...land.map((rings) => [...(rings[0] ?? [])].reverse())], 0);
}

function size(rings: Position[][]): number {
  return ringArea(rings[0] ?? []);
}

function area(rings: Position[][], minZoom: number): Placed {
  return {
    minZoom,
    feature: { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: rings } },
  };
}

function point(
  coordinates: Position,
  minZoom: number,
  properties: { kind: string; name: string; rank: number },
): Placed {
  return { minZoom, feature: { type: "Feature", properties, geometry: { type: "Point", coordinates } } };
}
