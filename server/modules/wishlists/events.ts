/** Events that wishlists publish. */
import { z } from "zod";
import { defineEvent } from "@/server/events/define-event";
import { clientKindFields } from "@/server/primitives/client-kind";
import { idContract } from "@/server/primitives/contracts";

const payload = z.object({
  personId: idContract("person"),
  listingId: idContract("listing"),
  wishlistId: idContract("wishlist"),
});

export const listingSaved = defineEvent({
  type: "listing.saved",
  version: 1,
  topic: "wishlists",
  summary: "Somebody saved a home.",
  payload: payload.extend(clientKindFields),
  keyOf: (p) => p.personId,
});

export const listingUnsaved = defineEvent({
  type: "listing.unsaved",
  version: 1,
  topic: "wishlists",
  summary: "Somebody removed a home from their wishlists.",
  payload: payload.omit({ wishlistId: true }),
  keyOf: (p) => p.personId,
});
