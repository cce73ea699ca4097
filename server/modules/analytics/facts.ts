/**
 * Turns events into facts. A fact holds what the figures need of one event, so that nothing is asked of other modules
 * later and a rebuild from the log gives the same rows.
 */
import type { EventDefinition, EventRecord } from "@/server/events/define-event";
import {
  type blockFacts,
  type bookingFacts,
  type interactionFacts,
  type paymentFacts,
  type supplyFacts,
  UNKNOWN,
} from "@/server/modules/analytics/tables";
import {
  type BookingPayload,
  bookingCancelled,
  bookingCheckedIn,
  bookingCompleted,
  bookingConfirmed,
  bookingExpired,
  bookingHeld,
} from "@/server/modules/bookings/events";
import { nightsChanged } from "@/server/modules/calendar/events";
import { listingPaused, listingPublished } from "@/server/modules/listings/events";
import { paymentFailed, paymentSucceeded, refundSucceeded } from "@/server/modules/payments/events";
import { listingViewed, quoteShown, searchPerformed } from "@/server/modules/search/events";
import { listingSaved } from "@/server/modules/wishlists/events";
import type { ClientKind } from "@/server/primitives/client-kind";
import type { PersonId } from "@/server/primitives/id";
import { type LocalDate, maxDate } from "@/server/primitives/local-date";
import { nightCount } from "@/server/primitives/stay";
import { dateAt } from "@/server/primitives/zoned";

export type InteractionFact = typeof interactionFacts.$inferInsert;
export type BookingFact = typeof bookingFacts.$inferInsert;
export type PaymentFact = typeof paymentFacts.$inferInsert;
export type SupplyFact = typeof supplyFacts.$inferInsert;
export type BlockFact = typeof blockFacts.$inferInsert;

export interface Facts {
  readonly interactions: InteractionFact[];
  readonly bookings: BookingFact[];
  readonly payments: PaymentFact[];
  readonly supply: SupplyFact[];
  readonly blocks: BlockFact[];
}

export function noFacts(): Facts {
  return { interactions: [], bookings: [], payments: [], supply: [], blocks: [] };
}

type Stamp = { eventId: EventRecord["id"]; occurredAt: Date };
interface Reader {
  readonly event: { readonly type: string; readonly version: number; readonly topic: string };
  readonly read: (payload: unknown, stamp: Stamp, into: Facts) => void;
}

/** Pairs an event with how it becomes a fact; its payload is parsed with its own contract. */
function on<Payload>(
  event: EventDefinition<Payload>,
  read: (payload: Payload, stamp: Stamp, into: Facts) => void,
): Reader {
  return { event, read: (payload, stamp, into) => read(event.payload.parse(payload), stamp, into) };
}

const READERS: readonly Reader[] = [
  on(searchPerformed, (p, stamp, into) => {
    into.interactions.push(interactionFact("search", p, stamp));
  }),
  on(listingViewed, (p, stamp, into) => into.interactions.push(interactionFact("view", p, stamp))),
  on(quoteShown, (p, stamp, into) => into.interactions.push(interactionFact("quote", p, stamp))),
  on(listingSaved, (p, stamp, into) => into.interactions.push(interactionFact("save", p, stamp))),
  on(bookingHeld, (p, stamp, into) => into.bookings.push(bookingFact("held", p, stamp))),
  on(bookingExpired, (p, stamp, into) => into.bookings.push(bookingFact("expired", p, stamp))),
  on(bookingCheckedIn, (p, stamp, into) => into.bookings.push(bookingFact("checked_in", p, stamp))),
  on(bookingCompleted, (p, stamp, into) => into.bookings.push(bookingFact("completed", p, stamp))),
  on(bookingConfirmed, (p, stamp, into) =>
    into.bookings.push(bookingFact("confirmed", p, stamp, { leadDays: p.leadDays })),
  ),
  on(bookingCancelled, (p, stamp, into) =>
    into.bookings.push(
      bookingFact("cancelled", p, stamp, {
        cancelledBy: p.by,
        releasedNightCount: nightCount({ checkIn: releasedFrom(p, stamp.occurredAt), checkOut: p.checkOut }),
        refundMinor: p.refundMinor,
        nightsRefundMinor: p.nightsRefundMinor,
        serviceFeeRefundMinor: p.guestFeeRefundMinor + p.hostFeeRefundMinor,
        taxRefundMinor: p.taxRefundMinor,
      }),
    ),
  ),
  on(paymentSucceeded, (p, stamp, into) =>
    into.payments.push({ ...paymentFact("paid", p, stamp), pspFeeMinor: p.feeMinor ?? 0 }),
  ),
  on(paymentFailed, (p, stamp, into) => into.payments.push(paymentFact("declined", p, stamp))),
  on(refundSucceeded, (p, stamp, into) => into.payments.push(paymentFact("returned", p, stamp))),
  on(listingPublished, (p, stamp, into) =>
    into.supply.push({
      ...stamp,
      listingId: p.listingId,
      hostId: p.hostId,
      published: 1,
      city: p.city,
      neighbourhood: p.neighbourhood,
    }),
  ),
  on(listingPaused, (p, stamp, into) =>
    into.supply.push({
      ...stamp,
      listingId: p.listingId,
      hostId: p.hostId,
      published: 0,
      city: "",
      neighbourhood: "",
    }),
  ),
  on(nightsChanged, (p, stamp, into) => {
    if (p.cause !== "blocked" && p.cause !== "unblocked") return;
    into.blocks.push({
      ...stamp,
      listingId: p.listingId,
      checkIn: p.checkIn,
      checkOut: p.checkOut,
      change: p.cause === "blocked" ? 1 : -1,
    });
  }),
];

/** By type and version. */
const READERS_OF = new Map<string, Reader[]>();
for (const reader of READERS) {
  const ofType = READERS_OF.get(reader.event.type) ?? [];
  ofType[reader.event.version] = reader;
  READERS_OF.set(reader.event.type, ofType);
}

/** The events that make facts. */
export const FACT_EVENTS: readonly { type: string; topic: string }[] = READERS.map(({ event }) => event);

/** The facts of a batch, in its sequence, behind those given. An event that makes none is passed over. */
export function factsOf(events: readonly EventRecord[], facts: Facts = noFacts()): Facts {
  for (const event of events) {
    const reader = READERS_OF.get(event.type)?.[event.version];
    reader?.read(event.payload, { eventId: event.id, occurredAt: event.occurredAt }, facts);
  }
  return facts;
}

/** The first night that is free again: the night of the cancellation, or check-in when that is later. */
export function releasedFrom(
  stay: { checkIn: LocalDate; checkOut: LocalDate; timeZone: string },
  at: Date,
): LocalDate {
  const first = maxDate(stay.checkIn, dateAt(at, stay.timeZone));
  return first > stay.checkOut ? stay.checkOut : first;
}

/** Events from before the way in was told have neither. */
interface MaybeClient {
  readonly channel?: ClientKind["channel"] | undefined;
  readonly device?: ClientKind["device"] | undefined;
}

/** What the payloads of interactions have in the facts' own words. */
interface Interaction
  extends MaybeClient,
    Partial<
      Pick<
        InteractionFact,
        "visitorId" | "listingId" | "source" | "place" | "checkIn" | "checkOut" | "guests" | "matchCount"
      >
    > {
  readonly personId: PersonId | null;
}

/** Every column by name: facts of one shape are read a column at a time several times faster than those of many. */
function interactionFact(kind: InteractionFact["kind"], p: Interaction, stamp: Stamp): InteractionFact {
  return {
    eventId: stamp.eventId,
    kind,
    visitorId: p.visitorId,
    personId: p.personId,
    listingId: p.listingId,
    occurredAt: stamp.occurredAt,
    channel: p.channel ?? UNKNOWN,
    device: p.device ?? UNKNOWN,
    source: p.source,
    place: kind === "search" ? (p.place ?? "") : undefined,
    checkIn: p.checkIn,
    checkOut: p.checkOut,
    guests: p.guests,
    matchCount: p.matchCount,
  };
}

/** What the facts of some bookings have and those of others leave to their columns' defaults. */
type OfSomeBookings = Partial<
  Pick<
    BookingFact,
    | "leadDays"
    | "cancelledBy"
    | "releasedNightCount"
    | "refundMinor"
    | "nightsRefundMinor"
    | "serviceFeeRefundMinor"
    | "taxRefundMinor"
  >
>;

function bookingFact(
  kind: BookingFact["kind"],
  p: BookingPayload,
  stamp: Stamp,
  more: OfSomeBookings = {},
): BookingFact {
  return {
    eventId: stamp.eventId,
    occurredAt: stamp.occurredAt,
    kind,
    bookingId: p.bookingId,
    listingId: p.listingId,
    hostId: p.hostId,
    guestId: p.guestId,
    // Bookings say `rest` where interactions say `api`; both are the same way in.
    channel: p.channel === "rest" ? "api" : p.channel,
    device: p.device ?? UNKNOWN,
    timeZone: p.timeZone,
    checkIn: p.checkIn,
    checkOut: p.checkOut,
    nightCount: p.nightCount,
    currency: p.currency,
    totalMinor: p.totalMinor,
    nightsMinor: p.nightsMinor,
    hostFeesMinor: p.hostFeesMinor,
    guestFeeMinor: p.guestFeeMinor,
    hostFeeMinor: p.hostFeeMinor,
    taxMinor: p.taxMinor,
    leadDays: more.leadDays,
    cancelledBy: more.cancelledBy,
    releasedNightCount: more.releasedNightCount,
    refundMinor: more.refundMinor,
    nightsRefundMinor: more.nightsRefundMinor,
    serviceFeeRefundMinor: more.serviceFeeRefundMinor,
    taxRefundMinor: more.taxRefundMinor,
  };
}

function paymentFact(
  kind: PaymentFact["kind"],
  p: {
    paymentId: PaymentFact["paymentId"];
    bookingId: PaymentFact["bookingId"];
    currency: string;
    amountMinor: number;
  },
  stamp: Stamp,
): PaymentFact {
  return {
    eventId: stamp.eventId,
    occurredAt: stamp.occurredAt,
    kind,
    paymentId: p.paymentId,
    bookingId: p.bookingId,
    currency: p.currency,
    amountMinor: p.amountMinor,
  };
}
