import type { Position } from "geojson";
import { boxOf, insidePolygon } from "./geo";

/**
 * The point of a polygon that lies furthest from its edge, near enough: where a label has most room.
 *
 * A centroid falls outside of a crescent and beside an island; this looks over a grid and then twice around the best
 * cell of it. Longitude is scaled by the latitude's cosine, so that "furthest" is meant on the ground.
 */
export function labelPoint(rings: Position[][]): [number, number] {
  const outer = rings[0] ?? [];
  const box = boxOf(outer);
  const squeeze = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180);
  let best: [number, number] = [(box.west + box.east) / 2, (box.south + box.north) / 2];
  let bestDistance = insidePolygon(rings, best[0], best[1])
    ? edgeDistance(rings, best[0], best[1], squeeze)
    : -1;
  let window = box;
  for (let round = 0; round < 3; round += 1) {
    const stepX = (window.east - window.west) / 12;
    const stepY = (window.north - window.south) / 12;
    for (let i = 0; i <= 12; i += 1) {
      for (let j = 0; j <= 12; j += 1) {
        const x = window.west + i * stepX;
        const y = window.south + j * stepY;
        if (!insidePolygon(rings, x, y)) continue;
        const distance = edgeDistance(rings, x, y, squeeze);
        if (distance > bestDistance) {
          best = [x, y];
          bestDistance = distance;
        }
      }
    }
    window = {
      west: best[0] - stepX,
      east: best[0] + stepX,
      south: best[1] - stepY,
      north: best[1] + stepY,
    };
  }
  return [round5(best[0]), round5(best[1])];
}

function edgeDistance(rings: Position[][], x: number, y: number, squeeze: number): number {
  let least = Infinity;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i += 1) {
      const [ax = 0, ay = 0] = ring[i - 1] ?? [];
      const [bx = 0, by = 0] = ring[i] ?? [];
      least = Math.min(least, segmentDistance(x * squeeze, y, [ax * squeeze, ay], [bx * squeeze, by]));
    }
  }
  return least;
}

function segmentDistance(
  x: number,
  y: number,
  [ax, ay]: [number, number],
  [bx, by]: [number, number],
): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

function round5(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
