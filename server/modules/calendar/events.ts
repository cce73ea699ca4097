/** Events that the calendar publishes. */
import { z } from "zod";
import { defineEvent } from "@/server/events/define-event";
import { idContract, localDateContract } from "@/server/primitives/contracts";

export const nightsChanged = defineEvent({
  type: "calendar.nights_changed",
  version: 1,
  topic: "calendar",
  summary: "Nights of a home became free or were taken, or a rule for them changed.",
  payload: z.object({
    listingId: idContract("listing"),
    checkIn: localDateContract,
    checkOut: localDateContract,
    cause: z.enum(["held", "booked", "released", "blocked", "unblocked", "rules"]),
  }),
  keyOf: (p) => p.listingId,
});
