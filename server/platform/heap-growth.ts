/**
 * How far V8 lets the heap grow between two collections of the whole of it. A worker that reads the log takes megabytes in
 * buffers, which lie outside the heap and are counted in it. V8 lets a heap of little garbage grow by a tenth, so that a few thousand
 * events were enough to go through all of it again: half of the relay's processor time (docs/decisions/0132).
 */
import { setFlagsFromString } from "node:v8";

/** A worker may take three times the memory of what is alive in it, some 60 MB when it begins. */
export const WORKER_HEAP_GROWTH = 200;
/** What every other process has. */
export const HEAP_GROWTH_OF_V8 = 0;

/** In percent of what was alive after the last collection; 0 leaves it to V8. Read anew at each collection. */
export function setHeapGrowth(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}
