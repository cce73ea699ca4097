import { defineBatchConsumer } from "@/server/events/define-consumer";
import { PUBLISHED } from "@/server/modules/integrations/published";
import { queueEvents } from "@/server/modules/integrations/store";

/**
 * Queues every published event for the endpoints that want it, in the transaction of the position: exactly one delivery per
 * endpoint and event. Sending is a job of its own (`send-webhooks`), since a receiver that is down must hold up nobody.
 */
export const queueWebhooksOnEvents = defineBatchConsumer({
  name: "integrations.queue-webhooks",
  events: PUBLISHED,
  handleBatch: (ctx, events) => queueEvents(ctx.tx, events, ctx.now),
});
