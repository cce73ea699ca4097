import { setImmediate } from "node:timers/promises";

/** Lets the process answer whatever else has come in before long work goes on. */
export async function letOthersRun(): Promise<void> {
  await setImmediate();
}
