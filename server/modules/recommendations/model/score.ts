/**
 * Scores homes for a guest. Every score is a plain sum of contributions: one for each remembered home and one for
 * popularity. So the reason named is the largest of them, and taking its cause away lowers the score by exactly it.
 */
import type { Recipe } from "@/server/modules/recommendations/model/recipe";
import type { FittedModel, Memory, Neighbours } from "@/server/modules/recommendations/model/types";

export function scoreItems(model: FittedModel, memories: readonly Memory[], recipe: Recipe): Float64Array {
  const scores = Float64Array.from(model.popularity, (share) => share * recipe.popularityWeight);
  for (const { item, weight } of memories) {
    addNeighbours(scores, model.content, item, weight * recipe.contentWeight);
    addNeighbours(scores, model.together, item, weight * recipe.togetherWeight);
  }
  return scores;
}

export function addNeighbours(
  scores: Float64Array,
  neighbours: Neighbours,
  item: number,
  weight: number,
): void {
  const { offsets, items, weights } = neighbours;
  const end = offsets[item + 1] ?? 0;
  for (let at = offsets[item] ?? 0; at < end; at += 1) {
    const target = items[at] ?? 0;
    scores[target] = (scores[target] ?? 0) + weight * (weights[at] ?? 0);
  }
}

/** How strongly one item speaks for another; 0 when it does not. */
export function strengthOf(neighbours: Neighbours, from: number, to: number): number {
  const end = neighbours.offsets[from + 1] ?? 0;
  for (let at = neighbours.offsets[from] ?? 0; at < end; at += 1)
    if (neighbours.items[at] === to) return neighbours.weights[at] ?? 0;
  return 0;
}

export interface Contributions {
  readonly popularity: number;
  readonly content: number;
  readonly together: number;
  /** The remembered home that adds most; undefined when none adds anything. */
  readonly cause: { readonly item: number; readonly amount: number } | undefined;
}

/** What a home's score is made of. */
export function contributionsOf(
  model: FittedModel,
  memories: readonly Memory[],
  recipe: Recipe,
  item: number,
): Contributions {
  let content = 0;
  let together = 0;
  let cause: Contributions["cause"];
  for (const memory of memories) {
    const alike = memory.weight * recipe.contentWeight * strengthOf(model.content, memory.item, item);
    const joint = memory.weight * recipe.togetherWeight * strengthOf(model.together, memory.item, item);
    content += alike;
    together += joint;
    if (alike + joint > (cause?.amount ?? 0)) cause = { item: memory.item, amount: alike + joint };
  }
  return { popularity: (model.popularity[item] ?? 0) * recipe.popularityWeight, content, together, cause };
}
