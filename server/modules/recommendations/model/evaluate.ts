/** Judges the model against the baselines on what guests did next: full ranking, homes already known left out. Pure. */
import { buildMethods, METHODS, type Method } from "@/server/modules/recommendations/model/methods";
import type { Recipe } from "@/server/modules/recommendations/model/recipe";
import type { ItemFacts, Memory, Touch } from "@/server/modules/recommendations/model/types";

const TOP = 10;
/** Share of the touches, in time, that a time split trains on. */
const TIME_SPLIT = 0.8;
const BOOTSTRAPS = 1_000;

export type Split = "time" | "leave-last-out";
/** Weight of a remembered touch at the time of the case. */
export type MemoryWeight = (touch: Touch, nowMs: number) => number;

interface Case {
  readonly history: readonly Touch[];
  readonly target: number;
  readonly atMs: number;
}

/** A difference of means with its 95 % interval, over cases resampled in pairs. */
export interface Lead {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export interface Evaluation {
  readonly split: Split;
  readonly caseCount: number;
  readonly trainTouchCount: number;
  readonly splitAtMs: number | null;
  readonly methods: Readonly<Record<Method, Readonly<Record<string, number>>>>;
  /** The model's NDCG@10 less that of each other method. */
  readonly leads: Readonly<Record<Method, Lead>>;
  /** The same over the best of them. */
  readonly lead: Lead & { readonly over: Method };
  readonly segments: readonly {
    readonly segment: string;
    readonly caseCount: number;
    readonly methods: Readonly<Record<Method, Readonly<Record<string, number>>>>;
  }[];
}

export function evaluate(input: {
  items: readonly ItemFacts[] | undefined;
  itemCount: number;
  touches: readonly Touch[];
  split: Split;
  recipe: Recipe;
  memoryWeight: MemoryWeight;
  seed: number;
  /** Touches that count as a choice; others are history only. */
  isChoice?: (touch: Touch) => boolean;
}): Evaluation {
  const { items, itemCount, split, recipe, memoryWeight } = input;
  const touches = [...input.touches].sort((a, b) => a.atMs - b.atMs || a.guest - b.guest || a.item - b.item);
  const isChoice = input.isChoice ?? (() => true);
  const { train, cases, splitAtMs } =
    split === "time" ? byTime(touches, isChoice) : byLast(touches, isChoice);
  const methods = buildMethods({ items, itemCount, touches: train, recipe });
  const trainCounts = new Int32Array(itemCount);
  for (const { item } of train) trainCounts[item] = (trainCounts[item] ?? 0) + 1;

  const ranks = Object.fromEntries(METHODS.map((method) => [method, new Int32Array(cases.length)])) as Record<
    Method,
    Int32Array
  >;
  const covered = Object.fromEntries(METHODS.map((method) => [method, new Set<number>()])) as Record<
    Method,
    Set<number>
  >;
  for (const [index, one] of cases.entries()) {
    const memories = memoriesOf(one, memoryWeight);
    const known = new Set(one.history.map(({ item }) => item));
    for (const method of METHODS) {
      const scores = methods[method](memories, one.atMs);
      ranks[method][index] = rankOf(scores, one.target, known);
      addTop(covered[method], scores, known);
    }
  }
  const all = cases.map((_, index) => index);
  const over = bestBaseline(ranks);
  const leads = Object.fromEntries(
    METHODS.map((method) => [method, leadOver(ranks, method, input.seed)]),
  ) as Record<Method, Lead>;
  return {
    split,
    caseCount: cases.length,
    trainTouchCount: train.length,
    splitAtMs,
    methods: summarise(ranks, all, (method) => covered[method].size / Math.max(1, itemCount)),
    leads,
    lead: { over, ...leads[over] },
    segments: segmentsOf(cases, trainCounts).map(({ segment, indexes }) => ({
      segment,
      caseCount: indexes.length,
      methods: summarise(ranks, indexes),
    })),
  };
}

/** Trains on the earlier touches; a case is a guest's first choice of a home that is new to them after the split. */
function byTime(touches: readonly Touch[], isChoice: (touch: Touch) => boolean) {
  const splitAtMs = touches[Math.floor(touches.length * TIME_SPLIT)]?.atMs ?? 0;
  const train = touches.filter(({ atMs }) => atMs < splitAtMs);
  const cases: Case[] = [];
  for (const own of byGuest(touches).values()) {
    const history = own.filter(({ atMs }) => atMs < splitAtMs);
    const known = new Set(history.map(({ item }) => item));
    const next = own.find((touch) => touch.atMs >= splitAtMs && !known.has(touch.item) && isChoice(touch));
    // Popularity is that of the split: nothing later may be known.
    if (next && history.length > 0) cases.push({ history, target: next.item, atMs: splitAtMs });
  }
  return { train, cases, splitAtMs };
}

/** Trains on all but each repeat guest's last new home, which is the case. */
function byLast(touches: readonly Touch[], isChoice: (touch: Touch) => boolean) {
  const cases: Case[] = [];
  const train: Touch[] = [];
  for (const own of byGuest(touches).values()) {
    const latest = new Map(own.map((touch) => [touch.item, touch]));
    const distinct = [...latest.values()].sort((a, b) => a.atMs - b.atMs || a.item - b.item);
    const last = distinct.at(-1);
    if (distinct.length < 2 || !last || !isChoice(last)) {
      train.push(...distinct);
      continue;
    }
    const history = distinct.slice(0, -1);
    train.push(...history);
    cases.push({ history, target: last.item, atMs: last.atMs });
  }
  return { train: train.sort((a, b) => a.atMs - b.atMs), cases, splitAtMs: null };
}

function byGuest(touches: readonly Touch[]): Map<number, Touch[]> {
  const guests = new Map<number, Touch[]>();
  for (const touch of touches) {
    const own = guests.get(touch.guest);
    if (own) own.push(touch);
    else guests.set(touch.guest, [touch]);
  }
  return guests;
}

/** One memory per home: its strongest touch. */
function memoriesOf(one: Case, memoryWeight: MemoryWeight): Memory[] {
  const weights = new Map<number, number>();
  for (const touch of one.history)
    weights.set(touch.item, Math.max(weights.get(touch.item) ?? 0, memoryWeight(touch, one.atMs)));
  return [...weights].map(([item, weight]) => ({ item, weight }));
}

/** Homes that stand above the target; equal scores fall to the lower number, for every method alike. */
function rankOf(scores: Float64Array, target: number, known: ReadonlySet<number>): number {
  const own = scores[target] ?? 0;
  let rank = 0;
  for (let item = 0; item < scores.length; item += 1) {
    const score = scores[item] ?? 0;
    if (item === target || score < own || known.has(item)) continue;
    if (score > own || item < target) rank += 1;
  }
  return rank;
}

function addTop(into: Set<number>, scores: Float64Array, known: ReadonlySet<number>): void {
  const best: number[] = [];
  for (let item = 0; item < scores.length; item += 1) {
    if (known.has(item)) continue;
    const score = scores[item] ?? 0;
    if (best.length === TOP && score <= (scores[best[TOP - 1] ?? 0] ?? 0)) continue;
    let at = best.length;
    while (at > 0 && score > (scores[best[at - 1] ?? 0] ?? 0)) at -= 1;
    best.splice(at, 0, item);
    if (best.length > TOP) best.pop();
  }
  for (const item of best) into.add(item);
}

function gainOf(rank: number): number {
  return rank < TOP ? 1 / Math.log2(rank + 2) : 0;
}

function summarise(
  ranks: Record<Method, Int32Array>,
  indexes: readonly number[],
  coverageOf?: (method: Method) => number,
): Record<Method, Record<string, number>> {
  const mean = (method: Method, value: (rank: number) => number) =>
    indexes.reduce((sum, index) => sum + value(ranks[method][index] ?? 0), 0) / Math.max(1, indexes.length);
  const rows: [Method, Record<string, number>][] = METHODS.map((method) => [
    method,
    {
      "hr@10": mean(method, (rank) => (rank < TOP ? 1 : 0)),
      "ndcg@10": mean(method, gainOf),
      "mrr@10": mean(method, (rank) => (rank < TOP ? 1 / (rank + 1) : 0)),
      ...(coverageOf ? { "coverage@10": coverageOf(method) } : {}),
    },
  ]);
  // One row for each of METHODS stands above.
  return Object.fromEntries(rows) as Record<Method, Record<string, number>>;
}

function leadOver(ranks: Record<Method, Int32Array>, over: Method, seed: number): Lead {
  const count = ranks.model.length;
  const differences = Float64Array.from(
    ranks.model,
    (rank, index) => gainOf(rank) - gainOf(ranks[over][index] ?? 0),
  );
  const random = generator(seed);
  const means = new Float64Array(count > 0 ? BOOTSTRAPS : 0);
  for (const round of means.keys()) {
    let sum = 0;
    for (let draw = 0; draw < count; draw += 1) sum += differences[Math.floor(random() * count)] ?? 0;
    means[round] = sum / count;
  }
  means.sort();
  return {
    mean: differences.reduce((sum, difference) => sum + difference, 0) / Math.max(1, count),
    low: means[Math.floor(BOOTSTRAPS * 0.025)] ?? 0,
    high: means[Math.floor(BOOTSTRAPS * 0.975)] ?? 0,
  };
}

function bestBaseline(ranks: Record<Method, Int32Array>): Method {
  const total = (method: Method) => ranks[method].reduce((sum, rank) => sum + gainOf(rank), 0);
  const baselines = METHODS.filter((method) => method !== "model");
  return baselines.reduce((best, method) => (total(method) > total(best) ? method : best));
}

function segmentsOf(cases: readonly Case[], trainCounts: Int32Array) {
  const homes = (one: Case) => new Set(one.history.map(({ item }) => item)).size;
  const seen = (one: Case) => trainCounts[one.target] ?? 0;
  const of = (segment: string, holds: (one: Case) => boolean) => ({
    segment,
    indexes: cases.flatMap((one, index) => (holds(one) ? [index] : [])),
  });
  return [
    of("guest with 1 to 4 homes", (one) => homes(one) < 5),
    of("guest with 5 or more homes", (one) => homes(one) >= 5),
    of("home seen under 5 times", (one) => seen(one) < 5),
    of("home seen 5 to 50 times", (one) => seen(one) >= 5 && seen(one) <= 50),
    of("home seen over 50 times", (one) => seen(one) > 50),
  ].filter(({ indexes }) => indexes.length > 0);
}

/** mulberry32. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
