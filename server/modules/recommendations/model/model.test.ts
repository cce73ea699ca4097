import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeArtifact, encodeArtifact, sha256Hex } from "@/server/modules/recommendations/model/artifact";
import { contentNeighbours, likeness, prepare } from "@/server/modules/recommendations/model/content";
import { diversify } from "@/server/modules/recommendations/model/diversify";
import { solveSymmetric } from "@/server/modules/recommendations/model/ease";
import { evaluate, generator } from "@/server/modules/recommendations/model/evaluate";
import { fitModel } from "@/server/modules/recommendations/model/fit";
import { DEEDS, type Deed, deedWeight, RECIPE } from "@/server/modules/recommendations/model/recipe";
import { contributionsOf, scoreItems } from "@/server/modules/recommendations/model/score";
import type { ItemFacts, Touch } from "@/server/modules/recommendations/model/types";

const DAY_MS = 86_400_000;
const GROUPS = 4;

/** Homes in four clusters of place, price and size; each host has four of them. */
function makeItems(count: number): ItemFacts[] {
  return Array.from({ length: count }, (_, item) => {
    const group = item % GROUPS;
    return {
      id: `home-${item}`,
      hostId: `host-${Math.floor(item / 4)}`,
      latitude: 42.6 + group * 0.05,
      longitude: -73.7 - (item % 7) * 0.001,
      nightlyMinor: 8_000 * (group + 1),
      capacity: 2 + group,
      bedrooms: 1 + group,
      propertyType: group % 2 === 0 ? "apartment" : "house",
      roomType: "entire_home",
      neighbourhood: `quarter-${group}`,
      amenities: ["wifi", `amenity-${group}`],
    };
  });
}

/** Guests who keep to one cluster, each with a few homes of it. */
function makeTouches(itemCount: number, guestCount: number, seed: number): Touch[] {
  const random = generator(seed);
  return Array.from({ length: guestCount }, (_, guest) => {
    const group = Math.floor(random() * GROUPS);
    return Array.from({ length: 2 + Math.floor(random() * 4) }, () => ({
      guest,
      item: group + GROUPS * Math.floor((random() * itemCount) / GROUPS),
      atMs: Math.floor(random() * 300) * DAY_MS,
      weight: 4,
    }));
  })
    .flat()
    .sort((a, b) => a.atMs - b.atMs || a.guest - b.guest || a.item - b.item);
}

const items = makeItems(60);
const touches = makeTouches(60, 300, 7);
const makeModel = () => fitModel({ items, touches, nowMs: 300 * DAY_MS, recipe: RECIPE });

describe("an artifact", () => {
  it("has the same bytes for the same interactions, homes and seed", async () => {
    const one = encodeArtifact({ model: makeModel(), recipe: RECIPE, seed: 1 });
    const two = encodeArtifact({ model: makeModel(), recipe: RECIPE, seed: 1 });
    expect(await sha256Hex(one)).toBe(await sha256Hex(two));
    const other = encodeArtifact({ model: makeModel(), recipe: RECIPE, seed: 2 });
    expect(await sha256Hex(one)).not.toBe(await sha256Hex(other));
  });

  it("reads back as the model it was made of", () => {
    const model = makeModel();
    const read = decodeArtifact(encodeArtifact({ model, recipe: RECIPE, seed: 3 }));
    expect(read.model).toEqual(model);
    expect([read.recipe, read.seed]).toEqual([RECIPE, 3]);
  });

  it("that is cut short or not ours is refused", () => {
    const bytes = encodeArtifact({ model: makeModel(), recipe: RECIPE, seed: 1 });
    expect(() => decodeArtifact(bytes.slice(0, bytes.length - 64))).toThrow();
    expect(() => decodeArtifact(new TextEncoder().encode("something else"))).toThrow("not an artifact");
  });
});

describe("a score", () => {
  it("falls by exactly the cause's part when the cause is taken away", () => {
    const model = makeModel();
    const memory = fc.record({
      item: fc.integer({ min: 0, max: 59 }),
      weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    const memories = fc.uniqueArray(memory, { minLength: 1, maxLength: 12, selector: ({ item }) => item });
    fc.assert(
      fc.property(memories, fc.integer({ min: 0, max: 59 }), (remembered, target) => {
        const { cause, popularity, content, together } = contributionsOf(model, remembered, RECIPE, target);
        const score = scoreItems(model, remembered, RECIPE)[target] ?? 0;
        expect(score).toBeCloseTo(popularity + content + together, 9);
        if (!cause) return;
        const without = remembered.filter(({ item }) => item !== cause.item);
        const less = scoreItems(model, without, RECIPE)[target] ?? 0;
        expect(less).toBeLessThan(score);
        expect(score - less).toBeCloseTo(cause.amount, 9);
      }),
    );
  });

  it("of a home never booked rests on what it is", () => {
    const cold = { ...(items[0] as ItemFacts), id: "cold", hostId: "cold" };
    const model = fitModel({ items: [...items, cold], touches, nowMs: 300 * DAY_MS, recipe: RECIPE });
    const parts = contributionsOf(model, [{ item: 0, weight: 1 }], RECIPE, 60);
    expect([parts.together, parts.popularity]).toEqual([0, 0]);
    expect(parts.content).toBeGreaterThan(0.5);
  });
});

describe("likeness", () => {
  const prepared = prepare(items);
  it("is symmetric, within 0 and 1, and 1 with itself", () => {
    for (const [index, a] of prepared.entries()) {
      expect(likeness(a, a)).toBeCloseTo(1, 9);
      for (const b of prepared.slice(index)) {
        expect(likeness(a, b)).toBeCloseTo(likeness(b, a), 12);
        expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
        expect(likeness(a, b)).toBeLessThanOrEqual(1 + 1e-9);
      }
    }
  });
});

describe("a deed", () => {
  it("speaks the louder the more it says, and less with age", () => {
    const deeds: Deed[] = ["view", "quote", "save", "booking"];
    const fresh = deeds.map((deed) => deedWeight(deed, 0));
    expect([...fresh].sort((a, b) => a - b)).toEqual(fresh);
    for (const deed of deeds) {
      expect(deedWeight(deed, DAY_MS)).toBeLessThan(deedWeight(deed, 0));
      expect(deedWeight(deed, 10_000 * DAY_MS)).toBeCloseTo(DEEDS[deed].strength * DEEDS[deed].rest, 9);
    }
  });
});

describe("diversity", () => {
  it("keeps every host to two of the first ten", () => {
    const model = makeModel();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 }), (a, b) => {
        const scores = scoreItems(
          model,
          [
            { item: a, weight: 1 },
            { item: b, weight: 0.7 },
          ],
          RECIPE,
        );
        const picked = diversify(
          model,
          scores,
          items.map((_, item) => item),
          10,
        );
        const perHost = new Map<string, number>();
        for (const item of picked) {
          const host = model.hostIds[item] ?? "";
          perHost.set(host, (perHost.get(host) ?? 0) + 1);
        }
        expect(picked).toHaveLength(10);
        expect(new Set(picked).size).toBe(10);
        expect(Math.max(...perHost.values())).toBeLessThanOrEqual(2);
      }),
      { numRuns: 40 },
    );
  });

  it("fills the row all the same when there is one host", () => {
    const sameHost = items.slice(0, 6).map((item) => ({ ...item, hostId: "only" }));
    const model = fitModel({ items: sameHost, touches: [], nowMs: 0, recipe: RECIPE });
    expect(diversify(model, new Float64Array(6), [0, 1, 2, 3, 4, 5], 6)).toHaveLength(6);
  });
});

describe("the linear solver", () => {
  it("solves symmetric positive definite systems", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (size, seed) => {
        const random = generator(seed);
        const root = Array.from({ length: size * size }, () => random() - 0.5);
        const a = new Float64Array(size * size);
        for (let i = 0; i < size; i += 1)
          for (let j = 0; j < size; j += 1) {
            let sum = i === j ? 1 : 0;
            for (let k = 0; k < size; k += 1) sum += (root[i * size + k] ?? 0) * (root[j * size + k] ?? 0);
            a[i * size + j] = sum;
          }
        const wanted = Float64Array.from({ length: size }, () => random());
        const solved = wanted.slice();
        solveSymmetric(a.slice(), solved, size);
        for (let i = 0; i < size; i += 1) {
          let sum = 0;
          for (let j = 0; j < size; j += 1) sum += (a[i * size + j] ?? 0) * (solved[j] ?? 0);
          expect(sum).toBeCloseTo(wanted[i] ?? 0, 6);
        }
      }),
    );
  });
});

describe("a judgement", () => {
  const judge = (on: readonly Touch[], split: "time" | "leave-last-out") =>
    evaluate({
      items,
      itemCount: items.length,
      touches: on,
      split,
      recipe: RECIPE,
      memoryWeight: () => 1,
      seed: 1,
    });

  it("finds the model above popularity where guests have a taste", () => {
    for (const split of ["time", "leave-last-out"] as const) {
      const { methods, caseCount, lead } = judge(touches, split);
      expect(caseCount).toBeGreaterThan(30);
      expect(methods.model["hr@10"] ?? 0).toBeGreaterThan(1.5 * (methods.popularity["hr@10"] ?? 1));
      expect(lead.low).toBeLessThanOrEqual(lead.mean);
    }
  });

  it("falls to popularity's level when the homes are shuffled among the guests: nothing leaks", () => {
    const random = generator(11);
    const shuffled = touches.map(({ item, ...touch }) => ({
      ...touch,
      item: Math.floor(random() * 60) || item % 60,
    }));
    const { methods } = judge(shuffled, "time");
    expect(methods.model["hr@10"] ?? 1).toBeLessThan((methods.popularity["hr@10"] ?? 0) + 0.1);
  });

  it("is the same for the same seed", () => {
    expect(judge(touches, "time")).toEqual(judge(touches, "time"));
  });

  it("does without content", () => {
    const blind = evaluate({
      items: undefined,
      itemCount: items.length,
      touches,
      split: "time",
      recipe: RECIPE,
      memoryWeight: () => 1,
      seed: 1,
    });
    expect(blind.methods.ease["hr@10"]).toBeGreaterThan(0);
    expect(contentNeighbours([], 5).items).toHaveLength(0);
  });
});
