/** Points of the map and the distance between them. Pure. */
export interface Spot {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_METRES = 6_371_009;

/** Great-circle distance. */
export function metresBetween(a: Spot, b: Spot): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const h =
    Math.sin(radians(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(radians(a.latitude)) *
      Math.cos(radians(b.latitude)) *
      Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}
