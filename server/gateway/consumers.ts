/** Every consumer of the market. A consumer that is not listed here is never run. */
import type { Consumer } from "@/server/events/define-consumer";
import { recordFactsOnEvents } from "@/server/modules/analytics/consumers/record-facts-on-events";

export const CONSUMERS: readonly Consumer[] = [recordFactsOnEvents];
