/**
 * How a model is made and how its parts are weighed. Chosen on the real histories of docs/benchmarks.md; written into
 * each artifact, so that a served version is scored as it was judged.
 */
export interface Recipe {
  readonly contentWeight: number;
  readonly togetherWeight: number;
  readonly popularityWeight: number;
  readonly popularityHalfLifeDays: number;
  readonly contentNeighboursMax: number;
  readonly companionsMax: number;
  readonly togetherNeighboursMax: number;
  readonly ridge: number;
  readonly homesPerGuestMax: number;
}

export const RECIPE: Recipe = {
  contentWeight: 1,
  togetherWeight: 4,
  popularityWeight: 0.3,
  popularityHalfLifeDays: 45,
  contentNeighboursMax: 500,
  companionsMax: 100,
  togetherNeighboursMax: 100,
  ridge: 10,
  homesPerGuestMax: 100,
};

/** For interactions without any facts of the homes: popularity must not drown what is left. */
export const RECIPE_WITHOUT_CONTENT: Recipe = { ...RECIPE, popularityWeight: 0.03 };

/** What was done with a home, how strongly it speaks (1 is most), and how that fades. */
export const DEEDS = {
  view: { strength: 0.25, halfLifeDays: 3, rest: 0.02 },
  quote: { strength: 0.4, halfLifeDays: 7, rest: 0.05 },
  save: { strength: 0.75, halfLifeDays: 60, rest: 0.2 },
  booking: { strength: 1, halfLifeDays: 180, rest: 0.2 },
  review: { strength: 1, halfLifeDays: 180, rest: 0.2 },
} as const;
export type Deed = keyof typeof DEEDS;

const DAY_MS = 86_400_000;

/** A deed's weight at an age: it fades to a rest that stays, so that an old stay still counts for something. */
export function deedWeight(deed: Deed, ageMs: number): number {
  const { strength, halfLifeDays, rest } = DEEDS[deed];
  return strength * (rest + (1 - rest) * 0.5 ** (Math.max(0, ageMs) / DAY_MS / halfLifeDays));
}
