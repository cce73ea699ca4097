import { defineBatchConsumer } from "@/server/events/define-consumer";
import {
  collectInteractions,
  INTERACTION_EVENTS,
} from "@/server/modules/recommendations/collect-interactions";
import { INTERACTIONS_CONSUMER } from "@/server/modules/recommendations/store";

/** Keeps the interactions that models learn from and that serving remembers. A repeated event changes nothing. */
export const collectInteractionsOnEvents = defineBatchConsumer({
  name: INTERACTIONS_CONSUMER,
  events: INTERACTION_EVENTS,
  handleBatch: (ctx, events) => collectInteractions(ctx.tx, events),
});
