/** When a trained version may go live. Pure. */
import type { Evaluation } from "@/server/modules/recommendations/model/evaluate";

/** With fewer cases than this the figures say nothing, and the version is not held back by them. */
export const CASES_MIN = 30;
/** A version may be this much worse than the best baseline before it is held back: noise, not a step back. */
const SLACK = 0.98;

/** Why a version must not go live, in words for the registry; undefined when it may. */
export function whyNotLive(evaluation: Evaluation): string | undefined {
  if (evaluation.caseCount < CASES_MIN) return undefined;
  const { over } = evaluation.lead;
  const own = evaluation.methods.model["ndcg@10"] ?? 0;
  const best = evaluation.methods[over]["ndcg@10"] ?? 0;
  if (own >= best * SLACK) return undefined;
  return `NDCG@10 ${own.toFixed(4)} is below ${over} with ${best.toFixed(4)} on ${evaluation.caseCount} cases`;
}
