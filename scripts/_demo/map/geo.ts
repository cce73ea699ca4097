import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Feature, FeatureCollection, Geometry, Position } from "geojson";

export type Tags = Record<string, string | number>;
export type MapFeature = Feature<Geometry, Tags>;

/** Reads a gzipped GeoJSON file; its properties are the file's own and are looked at key by key. */
export function readGeoJson(path: string): Array<Feature<Geometry, Record<string, unknown>>> {
  const collection = JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) as FeatureCollection<
    Geometry,
    Record<string, unknown> | null
  >;
  return collection.features.map((feature) => ({ ...feature, properties: feature.properties ?? {} }));
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** All polygons of a geometry, each as its rings; lines and points give none. */
export function polygonsOf(geometry: Geometry): Position[][][] {
  if (geometry.type === "Polygon") return [geometry.coordinates];
  if (geometry.type === "MultiPolygon") return geometry.coordinates;
  return [];
}

export function linesOf(geometry: Geometry): Position[][] {
  if (geometry.type === "LineString") return [geometry.coordinates];
  if (geometry.type === "MultiLineString") return geometry.coordinates;
  return [];
}

/** Twice-signed area over two of a ring in square degrees: enough to rank shapes that stand near each other. */
export function ringArea(ring: Position[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [ax = 0, ay = 0] = ring[i] ?? [];
    const [bx = 0, by = 0] = ring[j] ?? [];
    sum += (bx - ax) * (by + ay);
  }
  return Math.abs(sum) / 2;
}

/** Square metres of a ring at its own latitude, with a degree taken as 111,320 m. */
export function ringAreaM2(ring: Position[]): number {
  const lat = ring[0]?.[1] ?? 0;
  return ringArea(ring) * 111_320 * 111_320 * Math.cos((lat * Math.PI) / 180);
}

export function insideRing(ring: Position[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [ax = 0, ay = 0] = ring[i] ?? [];
    const [bx = 0, by = 0] = ring[j] ?? [];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

export function insidePolygon(rings: Position[][], x: number, y: number): boolean {
  const [outer, ...holes] = rings;
  if (!outer || !insideRing(outer, x, y)) return false;
  return !holes.some((hole) => insideRing(hole, x, y));
}

export type Box = { west: number; south: number; east: number; north: number };

export function boxOf(points: Iterable<Position>): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [x = 0, y = 0] of points) {
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
  }
  return box;
}
