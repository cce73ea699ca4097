import type { Touch } from "@/server/modules/recommendations/model/types";

const DAY_MS = 86_400_000;

/** Touches of each item, each worth half as much for every `halfLifeDays` of its age; scaled so that the most is 1. */
export function decayedPopularity(
  touches: readonly Touch[],
  itemCount: number,
  nowMs: number,
  halfLifeDays: number,
): Float32Array {
  const sums = new Float64Array(itemCount);
  for (const { item, atMs, weight } of touches) {
    const ageDays = Math.max(0, nowMs - atMs) / DAY_MS;
    sums[item] = (sums[item] ?? 0) + weight * 0.5 ** (ageDays / halfLifeDays);
  }
  return scaled(sums);
}

/** Touches of the last `days`, all worth the same; a baseline. */
export function recentPopularity(
  touches: readonly Touch[],
  itemCount: number,
  nowMs: number,
  days: number,
): Float32Array {
  const sums = new Float64Array(itemCount);
  for (const { item, atMs, weight } of touches)
    if (nowMs - atMs <= days * DAY_MS) sums[item] = (sums[item] ?? 0) + weight;
  return scaled(sums);
}

function scaled(sums: Float64Array): Float32Array {
  const most = sums.reduce((max, sum) => Math.max(max, sum), 0);
  return Float32Array.from(sums, (sum) => (most > 0 ? sum / most : 0));
}
