/** Turns events into interactions: who did what with which home, and how strongly it speaks. */
import type { EventDefinition, EventRecord } from "@/server/events/define-event";
import { bookingConfirmed } from "@/server/modules/bookings/events";
import {
  type InteractionRow,
  insertInteractions,
  markSavesRemoved,
  upsertVisitors,
} from "@/server/modules/recommendations/store";
import { reviewPublished } from "@/server/modules/reviews/events";
import { listingViewed, quoteShown, searchPerformed } from "@/server/modules/search/events";
import { listingSaved, listingUnsaved } from "@/server/modules/wishlists/events";
import type { Tx } from "@/server/platform/db";
import type { ListingId, PersonId } from "@/server/primitives/id";

/** How much a deed says of liking. */
export const INTERACTION_WEIGHTS = { view: 1, quote: 2, save: 3, booking: 4 } as const;
/** A review is told again of a stay that was booked; a good one adds a little, a bad one nothing. */
const REVIEW_WEIGHT = 1;
const REVIEW_RATING_MIN = 4;

interface Collected {
  readonly rows: InteractionRow[];
  readonly visitors: Map<string, { visitorId: string; personId: PersonId; seenAt: Date }>;
  readonly removed: { personId: PersonId; listingId: ListingId; at: Date }[];
}

interface Reader {
  readonly event: { readonly type: string; readonly version: number; readonly topic: string };
  readonly read: (record: EventRecord, into: Collected) => void;
}

function on<Payload>(
  event: EventDefinition<Payload>,
  read: (payload: Payload, record: EventRecord, into: Collected) => void,
): Reader {
  return { event, read: (record, into) => read(event.payload.parse(record.payload), record, into) };
}

type Who = { visitorId: string; personId: PersonId | null };

function noteVisitor({ visitorId, personId }: Who, at: Date, into: Collected): void {
  // Somebody without a visitor id is known by the person's own; there is nothing to link.
  if (!personId || visitorId === personId) return;
  const known = into.visitors.get(visitorId);
  if (!known || known.seenAt <= at) into.visitors.set(visitorId, { visitorId, personId, seenAt: at });
}

function interaction(
  kind: InteractionRow["kind"],
  weight: number,
  record: EventRecord,
  fields: { visitorId?: string; personId: PersonId | null; listingId: ListingId },
): InteractionRow {
  return { eventId: record.id, occurredAt: record.occurredAt, kind, weight, ...fields };
}

const READERS: readonly Reader[] = [
  on(searchPerformed, (p, record, into) => noteVisitor(p, record.occurredAt, into)),
  on(listingViewed, (p, record, into) => {
    noteVisitor(p, record.occurredAt, into);
    const { visitorId, personId, listingId } = p;
    const who = { visitorId, personId, listingId };
    into.rows.push(interaction("view", INTERACTION_WEIGHTS.view, record, who));
  }),
  on(quoteShown, (p, record, into) => {
    noteVisitor(p, record.occurredAt, into);
    const { visitorId, personId, listingId } = p;
    const who = { visitorId, personId, listingId };
    into.rows.push(interaction("quote", INTERACTION_WEIGHTS.quote, record, who));
  }),
  on(listingSaved, ({ personId, listingId }, record, into) =>
    into.rows.push(interaction("save", INTERACTION_WEIGHTS.save, record, { personId, listingId })),
  ),
  on(listingUnsaved, ({ personId, listingId }, record, into) =>
    into.removed.push({ personId, listingId, at: record.occurredAt }),
  ),
  on(bookingConfirmed, ({ guestId, listingId }, record, into) =>
    into.rows.push(
      interaction("booking", INTERACTION_WEIGHTS.booking, record, { personId: guestId, listingId }),
    ),
  ),
  on(reviewPublished, ({ guestId, listingId, rating }, record, into) => {
    if (rating < REVIEW_RATING_MIN) return;
    into.rows.push(interaction("review", REVIEW_WEIGHT, record, { personId: guestId, listingId }));
  }),
];

const READER_OF = new Map(READERS.map((reader) => [`${reader.event.type}@${reader.event.version}`, reader]));
export const INTERACTION_EVENTS: readonly { type: string; topic: string }[] = READERS.map(
  ({ event }) => event,
);

/** Adds a batch of events to the interactions, in the caller's transaction. A repeated event changes nothing. */
export async function collectInteractions(tx: Tx, events: readonly EventRecord[]): Promise<void> {
  const collected: Collected = { rows: [], visitors: new Map(), removed: [] };
  for (const event of events) READER_OF.get(`${event.type}@${event.version}`)?.read(event, collected);
  await insertInteractions(tx, collected.rows);
  await upsertVisitors(tx, [...collected.visitors.values()]);
  for (const removed of collected.removed) await markSavesRemoved(tx, removed);
}
