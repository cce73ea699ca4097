/** Ranks homes with a model for what a guest remembers, and says why each is there. Pure. */
import type { BecauseCode } from "@/server/modules/recommendations/contract";
import type { LiveModel } from "@/server/modules/recommendations/live-model";
import { likeness, prepare } from "@/server/modules/recommendations/model/content";
import { diversify } from "@/server/modules/recommendations/model/diversify";
import type { Deed } from "@/server/modules/recommendations/model/recipe";
import { contributionsOf, scoreItems } from "@/server/modules/recommendations/model/score";
import type { ItemFacts } from "@/server/modules/recommendations/model/types";
import type { Remembered } from "@/server/modules/recommendations/remember";

export interface Ranked {
  /** UUID of the home. */
  readonly home: string;
  readonly score: number;
  readonly sources: Readonly<Record<string, number>>;
  readonly because: { readonly code: BecauseCode; readonly home: string | undefined; readonly place: string };
}

const CODE_OF_DEED: Readonly<Record<Deed, BecauseCode>> = {
  view: "viewed",
  quote: "quoted",
  save: "saved",
  booking: "booked",
  review: "booked",
};

/**
 * The first `countMax` homes for somebody. The reason is the largest part of a home's score: a remembered home, or
 * popularity; without that part the score would be lower by exactly it.
 */
export function rank(
  live: LiveModel,
  remembered: readonly Remembered[],
  options: { countMax: number; isEligible: (item: number) => boolean },
): Ranked[] {
  const { model, recipe, numbers } = live;
  const known = remembered.flatMap(({ home, weight, deed }) => {
    const item = numbers.get(home);
    return item === undefined ? [] : [{ item, weight, deed }];
  });
  const scores = scoreItems(model, known, recipe);
  const eligible = model.itemIds.map((_, item) => item).filter(options.isEligible);
  return diversify(model, scores, eligible, options.countMax).map((item) => {
    const { popularity, content, together, cause } = contributionsOf(model, known, recipe, item);
    const place = model.neighbourhoods[item] ?? "";
    const deed = known.find((memory) => memory.item === cause?.item)?.deed;
    const isPersonal = cause !== undefined && deed !== undefined && cause.amount >= popularity;
    return {
      home: model.itemIds[item] ?? "",
      score: scores[item] ?? 0,
      sources: { popularity, content, together },
      because: isPersonal
        ? { code: CODE_OF_DEED[deed], home: model.itemIds[cause.item], place }
        : { code: "popular_near", home: undefined, place },
    };
  });
}

/** Remembered homes that are compared with every other while there is no model. */
const MEMORIES_WITHOUT_MODEL_MAX = 10;

/** Homes like those somebody remembers, by what they are alone: what is served before there is a model. */
export function rankByContent(
  homes: readonly ItemFacts[],
  remembered: readonly Remembered[],
  options: { own: string | undefined; countMax: number },
): Ranked[] {
  const prepared = new Map(prepare(homes).map((item) => [item.facts.id, item]));
  const known = remembered.slice(0, MEMORIES_WITHOUT_MODEL_MAX).flatMap(({ home, ...memory }) => {
    const item = prepared.get(home);
    return item ? [{ ...memory, item }] : [];
  });
  if (known.length === 0) return [];
  const ranked = [...prepared.values()]
    .filter(({ facts }) => facts.hostId !== options.own && !known.some(({ item }) => item.facts === facts))
    .map((item): Ranked => {
      const parts = known.map((memory) => ({ memory, amount: memory.weight * likeness(memory.item, item) }));
      const cause = parts.reduce((most, part) => (part.amount > most.amount ? part : most));
      const content = parts.reduce((sum, { amount }) => sum + amount, 0);
      const { deed } = cause.memory;
      const because = {
        code: CODE_OF_DEED[deed],
        home: cause.memory.item.facts.id,
        place: item.facts.neighbourhood,
      };
      return { home: item.facts.id, score: content, sources: { content }, because };
    });
  return ranked.sort((a, b) => b.score - a.score || (a.home < b.home ? -1 : 1)).slice(0, options.countMax);
}

/** Popularity's share in a row of similar homes: it only breaks ties between equally alike ones. */
const TIE_SHARE = 0.1;

/** Homes like one home: by what they are, and by what guests of the one also liked. */
export function rankSimilar(
  live: LiveModel,
  item: number,
  options: { countMax: number; isEligible: (item: number) => boolean },
): Ranked[] {
  const { model } = live;
  const recipe = { ...live.recipe, popularityWeight: live.recipe.popularityWeight * TIE_SHARE };
  const one = [{ item, weight: 1 }];
  const scores = scoreItems(model, one, recipe);
  const eligible = model.itemIds
    .map((_, other) => other)
    .filter((other) => other !== item && options.isEligible(other));
  return diversify(model, scores, eligible, options.countMax).map((other) => {
    const { popularity, content, together } = contributionsOf(model, one, recipe, other);
    return {
      home: model.itemIds[other] ?? "",
      score: scores[other] ?? 0,
      sources: { popularity, content, together },
      because: {
        code: together > content ? "guests_also" : "alike",
        home: model.itemIds[item],
        place: model.neighbourhoods[other] ?? "",
      },
    };
  });
}
