/** What people looked for and at: told by the browser or app after it was shown. */
import { z } from "zod";
import { defineEvent } from "@/server/events/define-event";
import { clientKindFields } from "@/server/primitives/client-kind";
import { idContract, localDateContract } from "@/server/primitives/contracts";

/** `visitorId` is a random id of the browser or app; `personId` is there when somebody is signed in. */
const who = z.object({
  visitorId: z.string(),
  personId: idContract("person").nullable(),
  ...clientKindFields,
});

export const searchPerformed = defineEvent({
  type: "search.performed",
  version: 1,
  topic: "search",
  summary: "Somebody was shown a list of results.",
  payload: who.extend({
    place: z.string().nullable(),
    checkIn: localDateContract.nullable(),
    checkOut: localDateContract.nullable(),
    guests: z.int(),
    matchCount: z.int(),
  }),
  keyOf: (p) => p.visitorId,
});

export const listingViewed = defineEvent({
  type: "listing.viewed",
  version: 1,
  topic: "search",
  summary: "Somebody opened a home's page.",
  payload: who.extend({ listingId: idContract("listing"), source: z.string() }),
  keyOf: (p) => p.visitorId,
});

export const quoteShown = defineEvent({
  type: "quote.shown",
  version: 1,
  topic: "search",
  summary: "Somebody was shown the price of a stay.",
  payload: who.extend({
    listingId: idContract("listing"),
    checkIn: localDateContract,
    checkOut: localDateContract,
  }),
  keyOf: (p) => p.visitorId,
});
