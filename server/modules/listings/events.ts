/** Events that listings publish. A consumer that needs more than the ids reads the listing's present state. */
import { z } from "zod";
import { defineEvent } from "@/server/events/define-event";
import { idContract } from "@/server/primitives/contracts";

const payload = z.object({ listingId: idContract("listing"), hostId: idContract("person") });

export const listingPublished = defineEvent({
  type: "listing.published",
  version: 1,
  topic: "listings",
  summary: "A home can be found and booked from now on.",
  payload: payload.extend({ countryCode: z.string(), city: z.string(), neighbourhood: z.string() }),
  keyOf: (p) => p.listingId,
});

export const listingChanged = defineEvent({
  type: "listing.changed",
  version: 1,
  topic: "listings",
  summary: "What is said or shown of a home changed.",
  payload: payload.extend({ fields: z.array(z.string()) }),
  keyOf: (p) => p.listingId,
});

export const listingPaused = defineEvent({
  type: "listing.paused",
  version: 1,
  topic: "listings",
  summary: "A home can no longer be found or booked.",
  payload,
  keyOf: (p) => p.listingId,
});

export const listingPhotoRemoved = defineEvent({
  type: "listing.photo_removed",
  version: 1,
  topic: "listings",
  summary: "A photo was taken off a home; its files can go.",
  payload: payload.extend({
    photoId: idContract("photo"),
    origin: z.enum(["demo", "blob"]),
    stem: z.string(),
    widths: z.array(z.int()),
  }),
  keyOf: (p) => p.listingId,
});
