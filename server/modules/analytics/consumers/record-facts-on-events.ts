import { defineBatchConsumer } from "@/server/events/define-consumer";
import { FACT_EVENTS } from "@/server/modules/analytics/facts";
import { prepareRecording } from "@/server/modules/analytics/record-events";
import { analyticsLive } from "@/server/modules/analytics/tables";

export const ANALYTICS_CONSUMER = "analytics.record-facts";

/**
 * Keeps the analytics store. Each event counts exactly once: its id is the fact's key, and rollups are raised by new
 * facts only, in the transaction that moves the position.
 */
export const recordFactsOnEvents = defineBatchConsumer({
  name: ANALYTICS_CONSUMER,
  store: "analytics",
  events: FACT_EVENTS,
  async prepareBatch(events) {
    const record = await prepareRecording(analyticsLive, events);
    return (ctx) => record(ctx.tx);
  },
});
