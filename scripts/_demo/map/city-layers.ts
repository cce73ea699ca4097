import { join } from "node:path";
import type { Feature, Geometry, Position } from "geojson";
import {
  type Box,
  boxOf,
  linesOf,
  type MapFeature,
  polygonsOf,
  readGeoJson,
  ringAreaM2,
  type Tags,
  textOf,
} from "./geo";
import { labelPoint } from "./label-point";
import { mergeLines } from "./merge-lines";

/** A feature and the lowest zoom whose tiles carry it. */
export type Placed = { minZoom: number; feature: MapFeature };
export type CityLayers = { box: Box; layers: Record<string, Placed[]> };

type Raw = Feature<Geometry, Record<string, unknown>>;

const ROAD_KINDS: Record<string, { kind: string; minZoom: number }> = {
  motorway: { kind: "motorway", minZoom: 10 },
  trunk: { kind: "primary", minZoom: 10 },
  primary: { kind: "primary", minZoom: 10 },
  secondary: { kind: "secondary", minZoom: 11 },
  motorway_link: { kind: "link", minZoom: 12 },
  trunk_link: { kind: "link", minZoom: 12 },
  primary_link: { kind: "link", minZoom: 12 },
  secondary_link: { kind: "link", minZoom: 12 },
  tertiary_link: { kind: "link", minZoom: 13 },
  tertiary: { kind: "tertiary", minZoom: 11 },
  residential: { kind: "minor", minZoom: 12 },
  unclassified: { kind: "minor", minZoom: 12 },
  living_street: { kind: "minor", minZoom: 13 },
  pedestrian: { kind: "pedestrian", minZoom: 13 },
  service: { kind: "service", minZoom: 14 },
  footway: { kind: "path", minZoom: 14 },
  path: { kind: "path", minZoom: 14 },
  cycleway: { kind: "path", minZoom: 13 },
  track: { kind: "path", minZoom: 14 },
  steps: { kind: "path", minZoom: 14 },
};

/** Green areas that carry a label; lawns and single courts do not. */
const NAMED_GREEN = new Set([
  "park",
  "nature_reserve",
  "garden",
  "cemetery",
  "golf_course",
  "forest",
  "common",
  "recreation_ground",
]);
const EDGE_FRAMES = 12;
/** About 900 m of latitude. */
const EDGE_DEGREES = 0.008;
const BUILDING_M2_MIN = 14;
const BUILDING_Z13_M2_MIN = 60;

export function readCityLayers(folder: string): CityLayers {
  const read = (name: string) => readGeoJson(join(folder, `${name}.geojson.gz`));
  const roads = [...read("roads"), ...read("roads-minor")];
  const parks = read("parks");
  const water = read("water");
  const box = boxOf(roads.flatMap((road) => linesOf(road.geometry).flat()));
  return {
    box,
    layers: {
      land: [placeArea([ringOf(box)], 10, {})],
      edge: edgeFrames(box),
      green: areas(parks, (m2) => (m2 > 200_000 ? 10 : m2 > 20_000 ? 11 : m2 > 3_000 ? 12 : 13)),
      water: areas(water, (m2) => (m2 > 100_000 ? 10 : m2 > 10_000 ? 11 : 13)),
      waterway: waterways(read("waterways")),
      building: buildings(read("buildings")),
      rail: read("rail").flatMap((line) => placeLines(line, 12, {})),
      road: roadLines(roads),
      label: [
        ...places(read("places")),
        ...areaLabels(parks, "park", (row) => NAMED_GREEN.has(String(row.properties.class))),
        ...areaLabels(water, "water", () => true),
      ],
    },
  };
}

function ringOf(box: Box): Position[] {
  return [
    [box.west, box.south],
    [box.east, box.south],
    [box.east, box.north],
    [box.west, box.north],
    [box.west, box.south],
  ];
}

/** Frames inside of the box, each a little narrower: drawn over one another they let the streets fade out at its edge. */
function edgeFrames(box: Box): Placed[] {
  return Array.from({ length: EDGE_FRAMES }, (_, index) => {
    const lat = ((index + 1) * EDGE_DEGREES) / EDGE_FRAMES;
    const lng = lat * 1.36;
    const inner = {
      west: box.west + lng,
      south: box.south + lat,
      east: box.east - lng,
      north: box.north - lat,
    };
    return placeArea([ringOf(box), ringOf(inner).reverse()], 10, {});
  });
}

function placeLines(row: Raw, minZoom: number, properties: Tags): Placed[] {
  return linesOf(row.geometry).map((coordinates) => ({
    minZoom,
    feature: { type: "Feature", properties, geometry: { type: "LineString", coordinates } },
  }));
}

function placeArea(rings: Position[][], minZoom: number, properties: Tags): Placed {
  return {
    minZoom,
    feature: { type: "Feature", properties, geometry: { type: "Polygon", coordinates: rings } },
  };
}

function areas(rows: Raw[], minZoomOf: (m2: number) => number): Placed[] {
  return rows.flatMap((row) =>
    polygonsOf(row.geometry).map((rings) => placeArea(rings, minZoomOf(ringAreaM2(rings[0] ?? [])), {})),
  );
}

function waterways(rows: Raw[]): Placed[] {
  const open = rows.filter((row) => textOf(row.properties.tunnel) === undefined);
  return open.flatMap((row) => placeLines(row, row.properties.class === "river" ? 10 : 13, {}));
}

function buildings(rows: Raw[]): Placed[] {
  return rows.flatMap((row) =>
    polygonsOf(row.geometry).flatMap((rings) => {
      const m2 = ringAreaM2(rings[0] ?? []);
      if (m2 < BUILDING_M2_MIN) return [];
      return [placeArea(rings, m2 < BUILDING_Z13_M2_MIN ? 14 : 13, {})];
    }),
  );
}

/** Roads of one kind, name and level, joined into long lines; the ones that carry no label lose their name. */
function roadLines(rows: Raw[]): Placed[] {
  const groups = new Map<string, { minZoom: number; tags: Tags; lines: Position[][] }>();
  for (const row of rows) {
    const road = ROAD_KINDS[String(row.properties.class)];
    if (!road || textOf(row.properties.tunnel)) continue;
    const tags = roadTags(row, road.kind);
    const key = `${road.minZoom} ${JSON.stringify(tags)}`;
    const group = groups.get(key) ?? { minZoom: road.minZoom, tags, lines: [] };
    group.lines.push(...linesOf(row.geometry));
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ minZoom, tags, lines }) =>
    mergeLines(lines).map(
      (coordinates): Placed => ({
        minZoom,
        feature: { type: "Feature", properties: tags, geometry: { type: "LineString", coordinates } },
      }),
    ),
  );
}

function roadTags(row: Raw, kind: string): Tags {
  const tags: Tags = { kind };
  const name = textOf(row.properties.name);
  const labelled = kind !== "service" && kind !== "path" && kind !== "link";
  if (name && labelled) tags.name = name;
  const ref = textOf(row.properties.ref);
  if (ref && kind === "motorway") tags.ref = ref.split(";")[0] ?? ref;
  if (textOf(row.properties.bridge)) tags.bridge = 1;
  return tags;
}

const PLACE_RANKS: Record<string, { rank: number; minZoom: number }> = {
  city: { rank: 0, minZoom: 10 },
  village: { rank: 1, minZoom: 10 },
  neighbourhood: { rank: 2, minZoom: 12 },
  hamlet: { rank: 3, minZoom: 11 },
  island: { rank: 4, minZoom: 13 },
};

function places(rows: Raw[]): Placed[] {
  return rows.flatMap((row) => {
    const name = textOf(row.properties.name);
    const place = PLACE_RANKS[String(row.properties.kind)];
    if (!name || !place || row.geometry.type !== "Point") return [];
    const kind = place.rank === 0 ? "city" : "place";
    return [
      {
        minZoom: place.minZoom,
        feature: { type: "Feature", properties: { kind, name, rank: place.rank }, geometry: row.geometry },
      } satisfies Placed,
    ];
  });
}

/** One label for a named area, at the roomiest point of its largest part; rank 0 is the largest area. */
function areaLabels(rows: Raw[], kind: string, keep: (row: Raw) => boolean): Placed[] {
  const byName = new Map<string, { rings: Position[][]; m2: number }>();
  for (const row of rows.filter(keep)) {
    const name = textOf(row.properties.name);
    if (!name) continue;
    for (const rings of polygonsOf(row.geometry)) {
      const m2 = ringAreaM2(rings[0] ?? []);
      if (m2 > (byName.get(name)?.m2 ?? 0)) byName.set(name, { rings, m2 });
    }
  }
  return [...byName].map(([name, { rings, m2 }]) => ({
    minZoom: m2 > 250_000 ? 11 : m2 > 60_000 ? 12 : m2 > 12_000 ? 13 : 14,
    feature: {
      type: "Feature",
      properties: { kind, name, rank: rankOf(m2) },
      geometry: { type: "Point", coordinates: labelPoint(rings) },
    },
  }));
}

function rankOf(m2: number): number {
  return Math.max(0, Math.round(20 - Math.log2(Math.max(1, m2))));
}
