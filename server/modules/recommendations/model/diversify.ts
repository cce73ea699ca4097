import { strengthOf } from "@/server/modules/recommendations/model/score";
import type { FittedModel } from "@/server/modules/recommendations/model/types";

/** Share of a home's own score against its likeness to those above it (maximal marginal relevance). */
const RELEVANCE = 0.8;
/** Within this many at the top, a host stands at most so many times. */
const HOST_WINDOW = 10;
const HOST_MAX = 2;
/** Homes that are weighed for a place; beyond, the score is too low to matter. */
const POOL_MAX = 200;

/**
 * Picks homes one by one: high score, unlike those already picked, at most two of one host among ten. When nothing else
 * is left, the bound on hosts gives way rather than leaving places empty. Ties fall to the lower number.
 */
export function diversify(
  model: FittedModel,
  scores: Float64Array,
  eligible: readonly number[],
  countMax: number,
): number[] {
  const pool = [...eligible]
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
    .slice(0, Math.max(POOL_MAX, countMax));
  const top = scores[pool[0] ?? 0] || 1;
  const closest = new Map<number, number>();
  const picked: number[] = [];
  while (picked.length < countMax && pool.length > 0) {
    const index = bestOf(pool, (item) => {
      const own = (RELEVANCE * (scores[item] ?? 0)) / top;
      const crowded = countHost(model, picked, item) >= HOST_MAX ? 1_000 : 0;
      return own - (1 - RELEVANCE) * (closest.get(item) ?? 0) - crowded;
    });
    const [item] = pool.splice(index, 1);
    if (item === undefined) break;
    picked.push(item);
    for (const other of pool)
      closest.set(other, Math.max(closest.get(other) ?? 0, strengthOf(model.content, item, other)));
  }
  return picked;
}

function bestOf(pool: readonly number[], value: (item: number) => number): number {
  let best = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (const [index, item] of pool.entries()) {
    const worth = value(item);
    if (worth > highest) {
      best = index;
      highest = worth;
    }
  }
  return best;
}

function countHost(model: FittedModel, picked: readonly number[], item: number): number {
  if (picked.length >= HOST_WINDOW) return 0;
  return picked.filter((other) => model.hostIds[other] === model.hostIds[item]).length;
}
