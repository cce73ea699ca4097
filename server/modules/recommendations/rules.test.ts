import { describe, expect, it } from "vitest";
import type { Method } from "@/server/modules/recommendations/model/methods";
import { CASES_MIN, whyLive, whyNotLive } from "@/server/modules/recommendations/rules";

const judged = (ndcg: Partial<Record<Method, number>>, caseCount = 100) => {
  const of = (method: Method) => ({ "ndcg@10": ndcg[method] ?? 0 });
  const methods = {
    popularity: of("popularity"),
    "popularity-90d": of("popularity-90d"),
    "item-knn": of("item-knn"),
    content: of("content"),
    ease: of("ease"),
    model: of("model"),
  };
  // As if every figure were known to a hundredth.
  const lead = (method: Method) => {
    const mean = (ndcg.model ?? 0) - (ndcg[method] ?? 0);
    return { mean, low: mean - 0.01, high: mean + 0.01 };
  };
  const leads = {
    popularity: lead("popularity"),
    "popularity-90d": lead("popularity-90d"),
    "item-knn": lead("item-knn"),
    content: lead("content"),
    ease: lead("ease"),
    model: lead("model"),
  };
  return { caseCount, methods, leads };
};

describe("a trained version", () => {
  it("goes live when it is at least as good as what is served without it", () => {
    expect(whyNotLive(judged({ model: 0.2, popularity: 0.2, "popularity-90d": 0.1 }))).toBeUndefined();
  });

  it("goes live when what it lacks is within chance", () => {
    expect(whyNotLive(judged({ model: 0.195, popularity: 0.2 }))).toBeUndefined();
  });

  it("is rejected below either kind of popularity beyond chance, and the reason has the figures", () => {
    expect(whyNotLive(judged({ model: 0.1, popularity: 0.2 }))).toContain(
      "0.1000 is below popularity with 0.2000",
    );
    expect(whyNotLive(judged({ model: 0.1, "popularity-90d": 0.12 }))).toContain("popularity-90d");
  });

  it("says on what grounds it goes live", () => {
    expect(whyLive(judged({ model: 0.2, popularity: 0.2 }))).toBe(
      "NDCG@10 0.2000 is at least popularity's on 100 cases",
    );
    expect(whyLive(judged({ model: 0.195, popularity: 0.2, "popularity-90d": 0.1 }))).toBe(
      "NDCG@10 0.1950 is below popularity with 0.2000, within chance (95 %) on 100 cases",
    );
    expect(whyLive(judged({ popularity: 0.9 }, CASES_MIN - 1))).toContain("too few");
  });

  it("is not held back by figures that rest on a handful of cases", () => {
    expect(whyNotLive(judged({ popularity: 0.9 }, CASES_MIN - 1))).toBeUndefined();
  });
});
