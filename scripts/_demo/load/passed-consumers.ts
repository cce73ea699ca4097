import type { Consumer } from "@/server/events/define-consumer";
import { CONSUMERS } from "@/server/gateway/consumers";

/** Modules whose consumers do not hear of the made-up past: nobody gets letters about it, and search is filled at once. */
const PASSED_MODULES = ["notifications", "search"];

export function passedByDemo(): readonly Consumer[] {
  return CONSUMERS.filter(
    (consumer) =>
      consumer.effect === "external" || PASSED_MODULES.includes(consumer.name.split(".")[0] ?? ""),
  );
}
