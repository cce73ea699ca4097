/**
 * Local EASE: for each item a ridge regression of who touched it on who touched its most frequent companions.
 *
 * Steck, "Embarrassingly Shallow Autoencoders for Sparse Data" (WWW 2019), solved per item over its K companions in
 * place of one inverse over all items, so that the work grows with the items and not with their cube.
 */
import { topNeighbours, transpose } from "@/server/modules/recommendations/model/content";
import type { Neighbours, Touch } from "@/server/modules/recommendations/model/types";

export interface EaseOptions {
  /** Companions an item is regressed on. */
  readonly companionsMax: number;
  /** Ridge penalty, in guests. */
  readonly ridge: number;
  /** Neighbours kept per item. */
  readonly neighboursMax: number;
  /** Homes of one guest that count, the latest; a guest with thousands would drown the others. */
  readonly homesPerGuestMax: number;
}

/** Distinct items per guest, the latest last. */
export function basketsOf(touches: readonly Touch[], homesPerGuestMax: number): number[][] {
  const latest = new Map<number, Map<number, number>>();
  for (const { guest, item, atMs } of touches) {
    const basket = latest.get(guest) ?? new Map<number, number>();
    basket.set(item, Math.max(basket.get(item) ?? Number.NEGATIVE_INFINITY, atMs));
    latest.set(guest, basket);
  }
  return [...latest.values()].map((basket) =>
    [...basket]
      .sort((a, b) => a[1] - b[1] || a[0] - b[0])
      .slice(-homesPerGuestMax)
      .map(([item]) => item),
  );
}

/** How many guests touched both, for each item; the diagonal is how many touched it. */
function countTogether(baskets: readonly number[][], itemCount: number): Map<number, number>[] {
  const together = Array.from({ length: itemCount }, () => new Map<number, number>());
  for (const basket of baskets) {
    for (const one of basket) {
      const row = together[one];
      if (row) for (const other of basket) row.set(other, (row.get(other) ?? 0) + 1);
    }
  }
  return together;
}

export function easeNeighbours(
  touches: readonly Touch[],
  itemCount: number,
  options: EaseOptions,
): { neighbours: Neighbours; guestCounts: Int32Array } {
  const together = countTogether(basketsOf(touches, options.homesPerGuestMax), itemCount);
  const guestCounts = Int32Array.from(together, (row, item) => row.get(item) ?? 0);
  const neighbours = topNeighbours(itemCount, options.neighboursMax, (item, offer) => {
    for (const [other, weight] of regress(together, item, options)) if (weight > 0) offer(other, weight);
  });
  // Solved per predicted item; served from what the guest did, so turned round.
  return { neighbours: transpose(neighbours, itemCount), guestCounts };
}

/** Weight of each companion in predicting the item: (G_NN + λI) b = G_Ni. */
function regress(
  together: readonly Map<number, number>[],
  item: number,
  options: EaseOptions,
): [number, number][] {
  const row = together[item] ?? new Map<number, number>();
  const companions = [...row]
    .filter(([other]) => other !== item)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, options.companionsMax)
    .map(([other]) => other);
  const size = companions.length;
  if (size === 0) return [];
  const gram = new Float64Array(size * size);
  const wanted = new Float64Array(size);
  for (const [i, one] of companions.entries()) {
    const counts = together[one];
    wanted[i] = row.get(one) ?? 0;
    for (const [j, other] of companions.entries()) gram[i * size + j] = counts?.get(other) ?? 0;
    gram[i * size + i] = (gram[i * size + i] ?? 0) + options.ridge;
  }
  solveSymmetric(gram, wanted, size);
  return companions.map((other, index) => [other, wanted[index] ?? 0]);
}

/** Solves A x = b in place for a symmetric positive definite A (Cholesky); x stands in `b` afterwards. */
export function solveSymmetric(a: Float64Array, b: Float64Array, size: number): void {
  const at = (row: number, column: number) => a[row * size + column] ?? 0;
  for (let j = 0; j < size; j += 1) {
    let pivot = at(j, j);
    for (let k = 0; k < j; k += 1) pivot -= at(j, k) ** 2;
    const root = Math.sqrt(Math.max(pivot, 1e-9));
    a[j * size + j] = root;
    for (let i = j + 1; i < size; i += 1) {
      let sum = at(i, j);
      for (let k = 0; k < j; k += 1) sum -= at(i, k) * at(j, k);
      a[i * size + j] = sum / root;
    }
  }
  for (let i = 0; i < size; i += 1) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= at(i, k) * (b[k] ?? 0);
    b[i] = sum / at(i, i);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = b[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= at(k, i) * (b[k] ?? 0);
    b[i] = sum / at(i, i);
  }
}
