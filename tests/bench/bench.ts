import { loadavg } from "node:os";

/** What a benchmark is: ours and a peer, measured in the same run on the same machine, over several rounds. */
export interface BenchRound {
  readonly ours: number;
  readonly peer: number;
}

export interface BenchResult {
  readonly name: string;
  /** Medians over the rounds, in `unit`. */
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
  readonly unit: string;
  readonly rounds: readonly BenchRound[];
  /** Percentiles and sizes that belong to the figure; the machine's load over 1, 5 and 15 minutes is added. */
  readonly notes: Readonly<Record<string, string | number>>;
}

export interface BenchOptions {
  /** In place of the number of events that a benchmark plays. */
  readonly events?: number;
}

export interface Bench {
  readonly name: string;
  readonly summary: string;
  /** What is measured is done by a worker, whose heap grows as it does there. */
  readonly isWorkers?: boolean;
  run(report: (line: string) => void, options?: BenchOptions): Promise<BenchResult>;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The nearest-rank percentile; `share` is 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

const DIGITS_FACTOR = 1000;
function rounded(value: number): number {
  return Math.round(value * DIGITS_FACTOR) / DIGITS_FACTOR;
}

export function toResult(input: Omit<BenchResult, "ours" | "peer" | "ratio">): BenchResult {
  const ours = rounded(median(input.rounds.map((round) => round.ours)));
  const peer = rounded(median(input.rounds.map((round) => round.peer)));
  // What else the machine did in the last minutes: a figure without it cannot be judged.
  const notes = {
    ...input.notes,
    loadAverages: loadavg()
      .map((load) => load.toFixed(1))
      .join(" "),
  };
  return { ...input, ours, peer, ratio: rounded(ours / peer), notes };
}
