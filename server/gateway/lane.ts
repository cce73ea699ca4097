/** One of the worker's endless loops: works until nothing is left, then sleeps until its bell rings. */
import { setTimeout as pause } from "node:timers/promises";
import { describeError } from "@/server/events/describe-error";
import type { Bell } from "@/server/platform/doorbell";
import type { Log } from "@/server/platform/log";

export interface LanePlan {
  readonly name: string;
  readonly bell: Bell;
  /** Longest sleep: what nobody rings for (a retry that is due, a missed ring) is found after it. */
  readonly pollMs: number;
  readonly log: Log;
  /** One round of work. True when it did something, so that it is worth another look at once. */
  readonly work: () => Promise<boolean>;
}

/** Between two rounds of a busy lane: lets small commits gather into one batch, and the machine's other work run. */
const PACE_MS = 5;
/** First sleep when arming fails because a writer is at work; doubled up to the poll interval. */
const UNARMED_MS_FIRST = 10;
const FAULT_MS_FIRST = 500;
const FAULT_MS_MAX = 30_000;

/** Runs until `stop` aborts, finishing the round it is in. A fault is logged and the round tried again, ever later. */
export async function runLane(plan: LanePlan, stop: AbortSignal): Promise<void> {
  stop.addEventListener("abort", () => plan.bell.ring(), { once: true });
  let faults = 0;
  let unarmedMs = UNARMED_MS_FIRST;
  while (!stop.aborted) {
    try {
      const isArmed = await workUntilQuiet(plan, stop);
      faults = 0;
      if (stop.aborted) return;
      await plan.bell.wait(isArmed ? plan.pollMs : Math.min(unarmedMs, plan.pollMs));
      unarmedMs = isArmed ? UNARMED_MS_FIRST : unarmedMs * 2;
      if (isArmed) await plan.bell.disarm();
    } catch (error) {
      faults += 1;
      plan.log.error({ lane: plan.name, error: describeError(error), faults }, "a round failed");
      await plan.bell.wait(Math.min(FAULT_MS_MAX, FAULT_MS_FIRST * 2 ** (faults - 1)));
    }
  }
}

/** Works until nothing is left and asks for a ring. True when the bell is armed: then it is safe to sleep long. */
async function workUntilQuiet(plan: LanePlan, stop: AbortSignal): Promise<boolean> {
  while (!stop.aborted) {
    while ((await plan.work()) && !stop.aborted) await pause(PACE_MS);
    if (stop.aborted || !(await plan.bell.arm())) return false;
    // What was committed between the last look and arming rang for nobody.
    if (!(await plan.work())) return true;
    await plan.bell.disarm();
  }
  return false;
}
