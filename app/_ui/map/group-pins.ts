import type { LngLat, MapPin } from "./map-view";

/** Homes shown at one point: a home alone, or those too near each other to show apart. */
export type PinGroup = { key: string; at: LngLat; pins: readonly [MapPin, ...MapPin[]] };

type Spot = PinGroup & { x: number; y: number; box: Footprint };
/** The pixels that a mark takes around its point. */
type Footprint = { left: number; right: number; top: number; bottom: number };

/** A world at zoom 0, in pixels: MapLibre's tile. */
const worldPx = 512;
/** Closer than this the marks stand apart even where they overlap: no zoom would part two homes of one house. */
const groupZoomMax = 16;
const clusterPx = 40;
/** Marks may overlap by this much on a side: 24 pixels of each stay free to touch. */
const overlapPx = 4;
const pinPx = { height: 30, tip: 5, padding: 20, letter: 8.5, heart: 16 };

/**
 * Groups homes until no two marks cover each other at a zoom. Homes keep their sequence, so that the same list gives the
 * same groups; a group stands at the middle of its homes.
 */
export function groupPins(pins: readonly MapPin[], zoom: number): PinGroup[] {
  const waiting = pins.map((pin) => spotOf([pin], zoom)).reverse();
  if (zoom >= groupZoomMax) return waiting.reverse();
  const placed: Spot[] = [];
  for (let spot = waiting.pop(); spot; spot = waiting.pop()) {
    const here = spot;
    const covered = placed.findIndex((other) => overlap(here, other));
    if (covered < 0) placed.push(here);
    else
      for (const other of placed.splice(covered, 1))
        waiting.push(spotOf([...other.pins, ...here.pins], zoom));
  }
  return placed;
}

function spotOf(pins: PinGroup["pins"], zoom: number): Spot {
  const at = { lng: mean(pins.map(({ lng }) => lng)), lat: mean(pins.map(({ lat }) => lat)) };
  const size = worldPx * 2 ** zoom;
  const sin = Math.sin((at.lat * Math.PI) / 180);
  return {
    key: pins.length === 1 ? pins[0].id : `${pins[0].id}+${pins.length - 1}`,
    at,
    pins,
    x: ((at.lng + 180) / 360) * size,
    y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size,
    box: pins.length === 1 ? pinFootprint(pins[0]) : around(clusterPx / 2),
  };
}

function pinFootprint({ label, saved }: MapPin): Footprint {
  const half = (pinPx.padding + label.length * pinPx.letter + (saved ? pinPx.heart : 0)) / 2;
  return { left: half, right: half, top: pinPx.height + pinPx.tip, bottom: -pinPx.tip };
}

const around = (px: number): Footprint => ({ left: px, right: px, top: px, bottom: px });

function overlap(one: Spot, other: Spot): boolean {
  const x =
    Math.min(one.x + one.box.right, other.x + other.box.right) -
    Math.max(one.x - one.box.left, other.x - other.box.left);
  const y =
    Math.min(one.y + one.box.bottom, other.y + other.box.bottom) -
    Math.max(one.y - one.box.top, other.y - other.box.top);
  return Math.min(x, y) > overlapPx;
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
