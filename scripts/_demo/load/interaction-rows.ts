import { murmur2 } from "@/server/events/partition";
import { listingViewed, quoteShown, searchPerformed } from "@/server/modules/search/events";
import { listingSaved } from "@/server/modules/wishlists/events";
import type { ClientKind } from "@/server/primitives/client-kind";
import type { Id, ListingId, PersonId } from "@/server/primitives/id";
import { fromDayNumber } from "@/server/primitives/local-date";
import type { Interaction } from "../market/interactions";
import type { DemoIds } from "./ids";
import type { EventNotes, Sinks } from "./sinks";

export type InteractionTools = {
  sinks: Sinks;
  events: EventNotes;
  ids: DemoIds;
  listingIds: ReadonlyMap<number, ListingId>;
  guestIds: ReadonlyMap<number, PersonId>;
};

/** Wish lists as people make them: one, named when the first home is saved. */
export class Wishlists {
  readonly #lists = new Map<string, Id<"wishlist">>();
  readonly #saved = new Set<string>();

  constructor(private readonly tools: Pick<InteractionTools, "sinks" | "events" | "ids">) {}

  save(personId: PersonId, listingId: ListingId, at: Date, name = "Saved homes"): void {
    if (this.#saved.has(`${personId} ${listingId}`)) return;
    this.#saved.add(`${personId} ${listingId}`);
    const { sinks, events, ids } = this.tools;
    const key = `${personId} ${name}`;
    const wishlistId = this.#lists.get(key) ?? ids.of("wishlist", at.getTime(), personId, name);
    if (!this.#lists.has(key)) {
      this.#lists.set(key, wishlistId);
      sinks.wishlists.add({ id: wishlistId, personId, name, createdAt: at });
    }
    sinks.wishlistItems.add({ wishlistId, listingId, savedAt: at });
    events.note(listingSaved, { personId, listingId, wishlistId }, at);
  }
}

const DEVICES = [
  "phone",
  "phone",
  "phone",
  "desktop",
  "desktop",
  "desktop",
  "tablet",
  "phone",
  "desktop",
  "phone",
] as const;

/** The same visitor always comes on the same device; told by their id, so that no other choice of the demo changes. */
export function demoClientOf(visitor: string): ClientKind {
  const hash = murmur2(new TextEncoder().encode(visitor)) >>> 0;
  const device = DEVICES[hash % DEVICES.length] ?? "other";
  // Of the phones, two in five have the app.
  const channel = device === "phone" && (hash >>> 8) % 5 < 2 ? "mobile" : "web";
  return { channel, device };
}

/** One step of somebody's visit, as the browser would have told it. */
export function noteInteraction(tools: InteractionTools, wishlists: Wishlists, step: Interaction): void {
  const { events } = tools;
  const at = new Date(Math.round(step.atMs));
  const personId = step.guest === null ? null : (tools.guestIds.get(step.guest) ?? null);
  if (step.kind === "search") {
    events.note(
      searchPerformed,
      {
        visitorId: step.visitor,
        personId,
        ...demoClientOf(step.visitor),
        place: step.place,
        checkIn: step.checkInDay === null ? null : fromDayNumber(step.checkInDay),
        checkOut: step.checkInDay === null ? null : fromDayNumber(step.checkInDay + (step.nights ?? 1)),
        guests: step.guests,
        matchCount: step.matchCount,
      },
      at,
    );
    return;
  }
  const listingId = tools.listingIds.get(step.listing);
  if (!listingId) return;
  if (step.kind === "save") {
    if (personId) wishlists.save(personId, listingId, at);
    return;
  }
  const who = { visitorId: step.visitor, personId, listingId, ...demoClientOf(step.visitor) };
  if (step.kind === "view") events.note(listingViewed, { ...who, source: step.source }, at);
  else
    events.note(
      quoteShown,
      {
        ...who,
        checkIn: fromDayNumber(step.checkInDay),
        checkOut: fromDayNumber(step.checkInDay + step.nights),
      },
      at,
    );
}
