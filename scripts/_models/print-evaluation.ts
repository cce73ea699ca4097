import type { Evaluation } from "@/server/modules/recommendations/model/evaluate";
import { METHODS } from "@/server/modules/recommendations/model/methods";

const METRICS = ["hr@10", "ndcg@10", "mrr@10", "coverage@10"] as const;
const NAME_WIDTH = 28;
const NUMBER_WIDTH = 13;

/** A judgement as a table for people. */
export function evaluationText(evaluation: Evaluation): string {
  const { split, caseCount, trainTouchCount, splitAtMs, lead } = evaluation;
  const at = splitAtMs === null ? "" : ` at ${new Date(splitAtMs).toISOString().slice(0, 10)}`;
  const lines = [
    `split: ${split}${at}, trained on ${trainTouchCount} interactions, judged on ${caseCount} cases`,
    "",
    row("", METRICS),
    ...METHODS.map((method) =>
      row(
        method,
        METRICS.map((metric) => number(evaluation.methods[method][metric])),
      ),
    ),
    "",
    `model's NDCG@10 less that of ${lead.over}: ${lead.mean.toFixed(4)}, 95 % between ${lead.low.toFixed(4)} and ${lead.high.toFixed(4)} (paired bootstrap)`,
    "",
    row("NDCG@10 by segment", ["cases", "model", lead.over]),
    ...evaluation.segments.map((segment) =>
      row(segment.segment, [
        String(segment.caseCount),
        number(segment.methods.model["ndcg@10"]),
        number(segment.methods[lead.over]["ndcg@10"]),
      ]),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(NAME_WIDTH) + cells.map((cell) => cell.padStart(NUMBER_WIDTH)).join("");
}

function number(value: number | undefined): string {
  return value === undefined ? "" : value.toFixed(4);
}
