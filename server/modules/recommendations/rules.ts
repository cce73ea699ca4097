/** When a trained version may go live. Pure. */
import type { Evaluation } from "@/server/modules/recommendations/model/evaluate";
import type { Method } from "@/server/modules/recommendations/model/methods";

/** With fewer cases than this the figures say nothing, and the version is not held back by them. */
export const CASES_MIN = 30;
/** What would be served without a model. */
const WITHOUT_MODEL: readonly Method[] = ["popularity", "popularity-90d"];

type Judged = Pick<Evaluation, "caseCount" | "methods" | "leads">;

/**
 * Why a version must not go live, in words for the registry; undefined when it may. It must not be worse than what is
 * served without a model, beyond chance (95 %); how it stands against the other baselines is in its metrics.
 */
export function whyNotLive(evaluation: Judged): string | undefined {
  const { caseCount, methods, leads } = evaluation;
  if (caseCount < CASES_MIN) return undefined;
  const own = methods.model["ndcg@10"] ?? 0;
  for (const method of WITHOUT_MODEL) {
    if (leads[method].high >= 0) continue;
    const other = methods[method]["ndcg@10"] ?? 0;
    return `NDCG@10 ${own.toFixed(4)} is below ${method} with ${other.toFixed(4)} on ${caseCount} cases`;
  }
  return undefined;
}

/** Why a version that nothing speaks against goes live, in words for the registry. */
export function whyLive({ caseCount, methods, leads }: Judged): string {
  if (caseCount < CASES_MIN) return `${caseCount} cases are too few to judge by`;
  const own = methods.model["ndcg@10"] ?? 0;
  const better = WITHOUT_MODEL.filter((method) => leads[method].mean < 0);
  if (better.length === 0) return `NDCG@10 ${own.toFixed(4)} is at least popularity's on ${caseCount} cases`;
  const others = better.map((method) => `${method} with ${(methods[method]["ndcg@10"] ?? 0).toFixed(4)}`);
  return `NDCG@10 ${own.toFixed(4)} is below ${others.join(" and ")}, within chance (95 %) on ${caseCount} cases`;
}
