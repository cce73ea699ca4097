/** What bounds a run of a relay, a consumer or a scheduled job, and what it answers. */
import { monotonicMs } from "@/server/platform/clock";

export interface Bounds {
  readonly recordsMax: number;
  readonly msMax: number;
}

export interface RunOutcome {
  /** Records taken up. */
  readonly claimed: number;
  readonly handled: number;
  readonly failed: number;
  /** Records that still wait. */
  readonly lagAfter: number;
}

export const NOTHING_DONE: RunOutcome = { claimed: 0, handled: 0, failed: 0, lagAfter: 0 };

export function addOutcomes(a: RunOutcome, b: RunOutcome): RunOutcome {
  return {
    claimed: a.claimed + b.claimed,
    handled: a.handled + b.handled,
    failed: a.failed + b.failed,
    lagAfter: a.lagAfter + b.lagAfter,
  };
}

/** Counts a run down against its bounds. */
export class Allowance {
  readonly #endsAtMs: number;
  #left: number;
  constructor(bounds: Bounds) {
    this.#endsAtMs = monotonicMs() + bounds.msMax;
    this.#left = bounds.recordsMax;
  }
  get recordsLeft(): number {
    return Math.max(0, this.#left);
  }
  spend(records: number): void {
    this.#left -= records;
  }
  get isSpent(): boolean {
    return this.#left <= 0 || monotonicMs() >= this.#endsAtMs;
  }
}
