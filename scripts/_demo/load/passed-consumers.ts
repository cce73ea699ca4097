import type { Consumer } from "@/server/events/define-consumer";
import { CONSUMERS } from "@/server/gateway/consumers";

/** Modules whose read models are made from the past: what they keep follows from the events alone. */
const TOLD_MODULES: readonly string[] = ["analytics", "recommendations"];

/**
 * Consumers that do not hear of the made-up past. Nobody is to get letters or money about it, and what the other
 * consumers would do (confirm, rate, refresh a search document) the load has done.
 */
export function passedByDemo(): readonly Consumer[] {
  return CONSUMERS.filter((consumer) => !TOLD_MODULES.includes(consumer.name.split(".")[0] ?? ""));
}
