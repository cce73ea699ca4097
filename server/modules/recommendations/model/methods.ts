/** The model and the baselines that always stand beside it, each as a way to score every item for a history. */
import { contentNeighbours, topNeighbours } from "@/server/modules/recommendations/model/content";
import { basketsOf, easeNeighbours } from "@/server/modules/recommendations/model/ease";
import { decayedPopularity, recentPopularity } from "@/server/modules/recommendations/model/popularity";
import type { Recipe } from "@/server/modules/recommendations/model/recipe";
import { addNeighbours } from "@/server/modules/recommendations/model/score";
import type { ItemFacts, Memory, Neighbours, Touch } from "@/server/modules/recommendations/model/types";

export const METHODS = ["popularity", "popularity-90d", "item-knn", "content", "ease", "model"] as const;
export type Method = (typeof METHODS)[number];
export type Scorer = (memories: readonly Memory[], nowMs: number) => Float64Array;

const RECENT_DAYS = 90;

/** Builds every method from the training touches. Without item facts, content scores nothing. */
export function buildMethods(input: {
  items: readonly ItemFacts[] | undefined;
  itemCount: number;
  /** In ascending time. */
  touches: readonly Touch[];
  recipe: Recipe;
}): Record<Method, Scorer> {
  const { items, itemCount, touches, recipe } = input;
  const content = items ? contentNeighbours(items, recipe.contentNeighboursMax) : undefined;
  const ease = easeNeighbours(touches, itemCount, {
    companionsMax: recipe.companionsMax,
    ridge: recipe.ridge,
    neighboursMax: recipe.togetherNeighboursMax,
    homesPerGuestMax: recipe.homesPerGuestMax,
  }).neighbours;
  const knn = cosineNeighbours(touches, itemCount, recipe);
  const asOf = popularityAsOf(touches, itemCount);
  const sum = (neighbours: Neighbours | undefined, memories: readonly Memory[], weight = 1) => {
    const scores = new Float64Array(itemCount);
    if (neighbours)
      for (const { item, weight: own } of memories) addNeighbours(scores, neighbours, item, own * weight);
    return scores;
  };
  return {
    popularity: (_memories, nowMs) => asOf("all", nowMs),
    "popularity-90d": (_memories, nowMs) => asOf("recent", nowMs),
    "item-knn": (memories) => sum(knn, memories),
    content: (memories) => sum(content, memories),
    ease: (memories) => sum(ease, memories),
    model: (memories, nowMs) => {
      const scores = sum(content, memories, recipe.contentWeight);
      for (const { item, weight } of memories)
        addNeighbours(scores, ease, item, weight * recipe.togetherWeight);
      const popularity = asOf("decayed", nowMs, recipe.popularityHalfLifeDays);
      for (let item = 0; item < itemCount; item += 1)
        scores[item] = (scores[item] ?? 0) + recipe.popularityWeight * (popularity[item] ?? 0);
      return scores;
    },
  };
}

/** Popularity as it was known on a day: touches after it do not count. Days are kept, since cases share them. */
function popularityAsOf(touches: readonly Touch[], itemCount: number) {
  const known = new Map<string, Float64Array>();
  return (kind: "all" | "recent" | "decayed", nowMs: number, halfLifeDays = 1) => {
    const key = `${kind}/${nowMs}`;
    const found = known.get(key);
    if (found) return found;
    const before = touches.slice(0, firstAfter(touches, nowMs));
    const scores = Float64Array.from(
      kind === "decayed"
        ? decayedPopularity(before, itemCount, nowMs, halfLifeDays)
        : recentPopularity(
            before,
            itemCount,
            nowMs,
            kind === "recent" ? RECENT_DAYS : Number.POSITIVE_INFINITY,
          ),
    );
    known.set(key, scores);
    return scores;
  };
}

function firstAfter(touches: readonly Touch[], atMs: number): number {
  let low = 0;
  let high = touches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((touches[middle]?.atMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Item-kNN: guests that touched both over the root of those that touched each. */
function cosineNeighbours(touches: readonly Touch[], itemCount: number, recipe: Recipe): Neighbours {
  const together = Array.from({ length: itemCount }, () => new Map<number, number>());
  for (const basket of basketsOf(touches, recipe.homesPerGuestMax)) {
    for (const one of basket)
      for (const other of basket) together[one]?.set(other, (together[one].get(other) ?? 0) + 1);
  }
  return topNeighbours(itemCount, recipe.togetherNeighboursMax, (item, offer) => {
    const row = together[item];
    const own = row?.get(item) ?? 0;
    for (const [other, count] of row ?? []) {
      if (other !== item) offer(other, count / Math.sqrt(own * (together[other]?.get(other) ?? 1)));
    }
  });
}
