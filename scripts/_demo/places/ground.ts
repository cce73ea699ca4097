import type { Position } from "geojson";
import { insidePolygon } from "../map/geo";

/** Metres from a point to a line or an area's edge, on a plane laid at the point's own latitude. */
export function metresToLine(latitude: number, longitude: number, line: Position[]): number {
  const squeeze = Math.cos((latitude * Math.PI) / 180) * 111_320;
  const toX = (lng: number) => (lng - longitude) * squeeze;
  const toY = (lat: number) => (lat - latitude) * 111_320;
  let least = Infinity;
  for (let i = 1; i < line.length; i += 1) {
    const [aLng = 0, aLat = 0] = line[i - 1] ?? [];
    const [bLng = 0, bLat = 0] = line[i] ?? [];
    const [ax, ay, bx, by] = [toX(aLng), toY(aLat), toX(bLng), toY(bLat)];
    const [dx, dy] = [bx - ax, by - ay];
    const length2 = dx * dx + dy * dy;
    const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length2));
    least = Math.min(least, Math.hypot(ax + t * dx, ay + t * dy));
  }
  return least;
}

/** Metres to an area: 0 inside of it. */
export function metresToArea(latitude: number, longitude: number, rings: Position[][]): number {
  if (insidePolygon(rings, longitude, latitude)) return 0;
  return Math.min(...rings.map((ring) => metresToLine(latitude, longitude, ring)));
}

export function metresBetween(aLat: number, aLng: number, bLat: number, bLng: number): number {
  const squeeze = Math.cos((aLat * Math.PI) / 180);
  return Math.hypot((aLng - bLng) * squeeze, aLat - bLat) * 111_320;
}

/** Walking minutes for metres as the crow flies: 1.3 for corners, 80 m a minute, never less than one. */
export function walkMinutes(metres: number): number {
  return Math.max(1, Math.round((metres * 1.3) / 80));
}
