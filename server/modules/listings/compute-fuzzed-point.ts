/**
 * The point that everybody may see of a home: 200 to 500 m from the exact one, always the same for a home, and not to be
 * computed back without the market's secret. Uses WebCrypto, so it runs on Node and on the edge runtime.
 */
import type { ListingId } from "@/server/primitives/id";

export const FUZZ_METRES_MIN = 200;
export const FUZZ_METRES_MAX = 500;
const METRES_PER_DEGREE = 111_320;
/** Near a pole a metre spans many degrees of longitude; the offset is bounded as if no nearer than this. */
const LATITUDE_MAX = 85;

export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

export async function computeFuzzedPoint(secret: string, listingId: ListingId, exact: Point): Promise<Point> {
  const [first, second] = await twoFractions(secret, listingId);
  const angle = first * 2 * Math.PI;
  // Even over the ring's area, so that the inner edge is no likelier than the outer.
  const metres = Math.sqrt(FUZZ_METRES_MIN ** 2 + second * (FUZZ_METRES_MAX ** 2 - FUZZ_METRES_MIN ** 2));
  const shrink = Math.cos((Math.min(LATITUDE_MAX, Math.abs(exact.latitude)) * Math.PI) / 180);
  const latitude = exact.latitude + (metres * Math.sin(angle)) / METRES_PER_DEGREE;
  const longitude = exact.longitude + (metres * Math.cos(angle)) / (METRES_PER_DEGREE * shrink);
  return {
    latitude: round5(Math.max(-90, Math.min(90, latitude))),
    longitude: round5(((((longitude + 180) % 360) + 360) % 360) - 180),
  };
}

/** About one metre. */
function round5(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

async function twoFractions(secret: string, listingId: ListingId): Promise<[number, number]> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const mac = new DataView(
    await crypto.subtle.sign("HMAC", key, encoder.encode(`fuzzed-point:${listingId}`)),
  );
  return [mac.getUint32(0) / 2 ** 32, mac.getUint32(4) / 2 ** 32];
}
