/** Events that reviews publish. */
import { z } from "zod";
import { defineEvent } from "@/server/events/define-event";
import { idContract } from "@/server/primitives/contracts";

export const reviewPublished = defineEvent({
  type: "review.published",
  version: 1,
  topic: "reviews",
  summary: "A guest's review can be read.",
  payload: z.object({
    reviewId: idContract("review"),
    listingId: idContract("listing"),
    bookingId: idContract("booking"),
    guestId: idContract("person"),
    rating: z.int(),
  }),
  keyOf: (p) => p.listingId,
});
