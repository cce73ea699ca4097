/** How alike two homes are by what they are: place, price, size, kind, amenities. */
import type { ItemFacts, Neighbours } from "@/server/modules/recommendations/model/types";

/**
 * What each likeness counts. They sum to 1, so that a home is 1 like itself. Chosen on real guests' next stays
 * (docs/benchmarks.md); halving or doubling any of them moves NDCG@10 by less than 3 %.
 */
const WEIGHTS = { place: 0.23, host: 0.23, price: 0.12, size: 0.12, kind: 0.07, amenities: 0.23 } as const;
/** Distance at which two places are 1/e alike. */
const PLACE_METRES = 1_200;
/** Price ratio (natural logarithm) at which two homes are 1/e alike. */
const PRICE_LOG = 0.45;
const METRES_PER_DEGREE = 111_320;

export interface PreparedItem {
  readonly facts: ItemFacts;
  readonly logPrice: number | null;
  readonly amenities: ReadonlySet<string>;
}

export function prepare(items: readonly ItemFacts[]): PreparedItem[] {
  return items.map((facts) => ({
    facts,
    logPrice: facts.nightlyMinor && facts.nightlyMinor > 0 ? Math.log(facts.nightlyMinor) : null,
    amenities: new Set(facts.amenities),
  }));
}

/** 0 to 1. Symmetric. */
export function likeness(a: PreparedItem, b: PreparedItem): number {
  return (
    WEIGHTS.place * placeLikeness(a.facts, b.facts) +
    WEIGHTS.host * (a.facts.hostId === b.facts.hostId ? 1 : 0) +
    WEIGHTS.price *
      (a.logPrice === null || b.logPrice === null ? 0.5 : decay(a.logPrice - b.logPrice, PRICE_LOG)) +
    WEIGHTS.size * sizeLikeness(a.facts, b.facts) +
    WEIGHTS.kind * kindLikeness(a.facts, b.facts) +
    WEIGHTS.amenities * overlap(a.amenities, b.amenities)
  );
}

function decay(difference: number, scale: number): number {
  return Math.exp(-Math.abs(difference) / scale);
}

function placeLikeness(a: ItemFacts, b: ItemFacts): number {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null)
    return a.neighbourhood === b.neighbourhood ? 0.5 : 0;
  const north = (a.latitude - b.latitude) * METRES_PER_DEGREE;
  const east =
    (a.longitude - b.longitude) *
    METRES_PER_DEGREE *
    Math.cos((((a.latitude + b.latitude) / 2) * Math.PI) / 180);
  return decay(Math.hypot(north, east), PLACE_METRES);
}

function sizeLikeness(a: ItemFacts, b: ItemFacts): number {
  const capacity = a.capacity === null || b.capacity === null ? 0.5 : decay(a.capacity - b.capacity, 2);
  const bedrooms = a.bedrooms === null || b.bedrooms === null ? 0.5 : decay(a.bedrooms - b.bedrooms, 1);
  return (capacity + bedrooms) / 2;
}

function kindLikeness(a: ItemFacts, b: ItemFacts): number {
  return (a.roomType === b.roomType ? 0.6 : 0) + (a.propertyType === b.propertyType ? 0.4 : 0);
}

/** Jaccard. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 0;
  let both = 0;
  for (const amenity of a) if (b.has(amenity)) both += 1;
  return both / (a.size + b.size - both);
}

/** The `countMax` most alike homes of each; ties fall to the lower number. */
export function contentNeighbours(items: readonly ItemFacts[], countMax: number): Neighbours {
  const prepared = prepare(items);
  return topNeighbours(items.length, countMax, (item, offer) => {
    const one = prepared[item];
    if (!one) return;
    for (const [other, two] of prepared.entries()) if (other !== item) offer(other, likeness(one, two));
  });
}

/** Collects the strongest neighbours of each item into flat arrays. Deterministic. */
export function topNeighbours(
  itemCount: number,
  countMax: number,
  visit: (item: number, offer: (other: number, weight: number) => void) => void,
): Neighbours {
  const offsets = new Int32Array(itemCount + 1);
  const items: number[] = [];
  const weights: number[] = [];
  for (let item = 0; item < itemCount; item += 1) {
    const offers: [number, number][] = [];
    visit(item, (other, weight) => offers.push([other, weight]));
    offers.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    for (const [other, weight] of offers.slice(0, countMax)) {
      items.push(other);
      weights.push(weight);
    }
    offsets[item + 1] = items.length;
  }
  return { offsets, items: Int32Array.from(items), weights: Float32Array.from(weights) };
}

/** Turns "who speaks for i" into "for whom does i speak". Targets of one item stand in ascending sequence. */
export function transpose(neighbours: Neighbours, itemCount: number): Neighbours {
  const offsets = new Int32Array(itemCount + 1);
  for (const item of neighbours.items) offsets[item + 1] = (offsets[item + 1] ?? 0) + 1;
  for (let item = 0; item < itemCount; item += 1)
    offsets[item + 1] = (offsets[item + 1] ?? 0) + (offsets[item] ?? 0);
  const next = offsets.slice(0, itemCount);
  const items = new Int32Array(neighbours.items.length);
  const weights = new Float32Array(neighbours.items.length);
  for (let target = 0; target < itemCount; target += 1) {
    for (let at = neighbours.offsets[target] ?? 0; at < (neighbours.offsets[target + 1] ?? 0); at += 1) {
      const source = neighbours.items[at] ?? 0;
      const place = next[source] ?? 0;
      next[source] = place + 1;
      items[place] = target;
      weights[place] = neighbours.weights[at] ?? 0;
    }
  }
  return { offsets, items, weights };
}
