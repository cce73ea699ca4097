/**
 * What V8 does with the memory of a worker. The settings are V8's, not Node's: a later V8 may drop one, and then says so at the start.
 *
 * A worker that reads the log takes megabytes in buffers, which lie outside the heap and are counted in it. V8 lets a heap of
 * little garbage grow by a tenth, so that a few thousand events were enough to go through all of it again: half of the relay's
 * processor time (docs/decisions/0132). A worker's heap may grow to three times what is alive in it, some 60 MB when it begins.
 *
 * What of a worker's young objects is still alive is little, and helpers of the collector spend more on finding work than on
 * doing it, on a core that PostgreSQL needs (docs/decisions/0135).
 */
import { setFlagsFromString } from "node:v8";

/** Read anew at each collection. */
const WORKERS = ["--heap-growing-percent=200", "--no-parallel-scavenge"];
/** What every other process has. */
const V8_ITSELF = ["--heap-growing-percent=0", "--parallel-scavenge"];

export function setHeap(of: "worker" | "other"): void {
  for (const flag of of === "worker" ? WORKERS : V8_ITSELF) setFlagsFromString(flag);
}
