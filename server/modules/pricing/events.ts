/** Events that pricing publishes. */
import { z } from "zod";
import { defineEvent } from "@/server/events/define-event";
import { idContract } from "@/server/primitives/contracts";

export const pricesChanged = defineEvent({
  type: "pricing.prices_changed",
  version: 1,
  topic: "pricing",
  summary: "Price facts of a home changed.",
  payload: z.object({ listingId: idContract("listing") }),
  keyOf: (p) => p.listingId,
});
