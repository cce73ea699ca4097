/**
 * A stream of events as a bad day would deliver them: shuffled within an hour, some a day late, some told again. Made piece
 * by piece, so that fifty million of them need no more memory than a day's late ones.
 */
import type { EventDefinition, EventRecord } from "@/server/events/define-event";
import { partitionOf } from "@/server/events/partition";
import {
  bookingCancelled,
  bookingConfirmed,
  bookingExpired,
  bookingHeld,
} from "@/server/modules/bookings/events";
import { nightsChanged } from "@/server/modules/calendar/events";
import { paymentFailed, paymentSucceeded, refundSucceeded } from "@/server/modules/payments/events";
import { listingViewed, quoteShown, searchPerformed } from "@/server/modules/search/events";
import { listingSaved } from "@/server/modules/wishlists/events";
import { CHANNELS, DEVICE_CLASSES } from "@/server/primitives/client-kind";
import { type ListingId, newId, type PersonId } from "@/server/primitives/id";
import { addDays, type LocalDate, localDate } from "@/server/primitives/local-date";
import { addMs, DAY_MS, HOUR_MS } from "@/server/primitives/zoned";
import { bookingPayload, seededRandom, type TestBooking } from "@/tests/support/analytics-events";

export interface DeliveryPlan {
  /** Distinct events. */
  readonly eventCount: number;
  readonly seed: number;
  readonly homeCount?: number;
  readonly eventsPerDay?: number;
}
const REPEATED_SHARE = 0.2;
const LATE_SHARE = 0.05;
const STARTS_AT = new Date("2026-01-05T00:00:00.000Z");
const HOMES_DEFAULT = 200;
const EVENTS_PER_DAY_DEFAULT = 5_000;
/** Bookings that may still be cancelled: an older one is forgotten. */
const CANCELLABLE_MAX = 500;
const PLACES = [null, "us/new-york/albany", "us/new-york/albany/pine-hills", "somewhere, nice"] as const;
const SOURCES = ["search", "home", "similar", "wishlist", "link"] as const;

/** An event of any payload. */
type AnyEvent = Pick<EventDefinition, "type" | "version" | "topic"> & {
  readonly keyOf: (payload: never) => string;
};
type Happening = { readonly event: AnyEvent; readonly payload: unknown };

/** Events in the sequence in which they happened, each once. */
export function* happenings(plan: DeliveryPlan): Generator<EventRecord> {
  const random = seededRandom(plan.seed);
  const world = new World(random, plan.homeCount ?? HOMES_DEFAULT);
  const stepMs = DAY_MS / (plan.eventsPerDay ?? EVENTS_PER_DAY_DEFAULT);
  for (let count = 0; count < plan.eventCount; count += 1) {
    const at = addMs(STARTS_AT, Math.floor((count + random()) * stepMs));
    const { event, payload } = world.next(at);
    const key = event.keyOf(payload as never);
    yield {
      id: newId("event", at.getTime()),
      topic: event.topic,
      partition: partitionOf(event.topic, key),
      position: -1,
      key,
      type: event.type,
      version: event.version,
      payload,
      occurredAt: at,
      trace: "exactness",
    };
  }
}

/** The same events as they are delivered. `onEach` is told of every distinct event once. */
export function* deliveries(
  plan: DeliveryPlan,
  onEach: (event: EventRecord) => void,
): Generator<EventRecord> {
  const random = seededRandom(plan.seed + 1);
  const byHour = new Map<number, { at: number; event: EventRecord }[]>();
  let hour = Math.floor(STARTS_AT.getTime() / HOUR_MS);
  const deliver = (event: EventRecord, at: number) => {
    const bucket = byHour.get(Math.floor(at / HOUR_MS)) ?? [];
    bucket.push({ at, event });
    byHour.set(Math.floor(at / HOUR_MS), bucket);
  };
  function* upTo(end: number) {
    for (; hour < end; hour += 1) {
      const bucket = byHour.get(hour) ?? [];
      byHour.delete(hour);
      for (const { event } of bucket.sort((a, b) => a.at - b.at)) yield event;
    }
  }
  for (const event of happenings(plan)) {
    onEach(event);
    const happenedMs = event.occurredAt.getTime();
    // Nothing that is still to happen can be delivered in an hour before this one.
    yield* upTo(Math.floor(happenedMs / HOUR_MS));
    const late = random() < LATE_SHARE ? DAY_MS : 0;
    const at = happenedMs + late + random() * HOUR_MS;
    deliver(event, at);
    if (random() < REPEATED_SHARE) deliver(event, at + random() * 2 * HOUR_MS);
  }
  yield* upTo(Math.max(hour, ...byHour.keys()) + 1);
}

class World {
  readonly #homes: { listingId: ListingId; hostId: PersonId }[];
  readonly #booked: TestBooking[] = [];

  constructor(
    private readonly random: () => number,
    homeCount: number,
  ) {
    this.#homes = Array.from({ length: homeCount }, () => ({
      listingId: newId("listing"),
      hostId: newId("person"),
    }));
  }

  next(at: Date): Happening {
    const chance = this.random();
    if (chance < 0.3) return of(searchPerformed, { ...this.who(), ...this.search(at) });
    if (chance < 0.7)
      return of(listingViewed, {
        ...this.who(),
        listingId: this.home().listingId,
        source: this.pick(SOURCES),
      });
    if (chance < 0.78)
      return of(quoteShown, { ...this.who(), listingId: this.home().listingId, ...this.stay(at) });
    if (chance < 0.81) {
      const { personId, ...kind } = { ...this.kind(), personId: newId("person") };
      return of(listingSaved, {
        personId,
        ...kind,
        listingId: this.home().listingId,
        wishlistId: newId("wishlist"),
      });
    }
    if (chance < 0.83) {
      const cause = this.random() < 0.7 ? ("blocked" as const) : ("unblocked" as const);
      return of(nightsChanged, { listingId: this.home().listingId, ...this.stay(at), cause });
    }
    if (chance < 0.88) return this.payment(chance);
    return this.booking(at, chance);
  }

  private booking(at: Date, chance: number): Happening {
    const cancelled = chance > 0.985 ? this.#booked.shift() : undefined;
    if (cancelled) return of(bookingCancelled, this.cancellation(cancelled, at));
    const { checkIn, checkOut } = this.stay(at);
    const nights = Math.round((Date.parse(checkOut) - Date.parse(checkIn)) / DAY_MS);
    const booking: TestBooking = {
      ...bookingPayload({
        ...this.home(),
        at,
        checkIn,
        nights,
        nightMinor: 5_000 + Math.floor(this.random() * 20_000),
        channel: this.pick(["web", "mobile", "rest"]),
      }),
      timeZone: "UTC",
      currency: this.random() < 0.9 ? "USD" : "EUR",
    };
    // So that nights do not divide evenly and every remainder must land on its night.
    const odd = Math.floor(this.random() * nights);
    const payload = {
      ...booking,
      nightsMinor: booking.nightsMinor + odd,
      totalMinor: booking.totalMinor + odd,
    };
    if (chance < 0.92)
      return of(bookingHeld, { ...payload, holdExpiresAt: addMs(at, HOUR_MS).toISOString() });
    if (chance < 0.93) return of(bookingExpired, payload);
    this.#booked.push(payload);
    if (this.#booked.length > CANCELLABLE_MAX) this.#booked.shift();
    const leadDays = Math.round((Date.parse(checkIn) - Date.parse(dayOf(at))) / DAY_MS);
    return of(bookingConfirmed, {
      ...payload,
      ...(this.random() < 0.8 ? { device: this.pick(DEVICE_CLASSES) } : {}),
      cancellationPolicy: "moderate",
      bookedOn: dayOf(at),
      leadDays,
    });
  }

  private cancellation(booking: TestBooking, at: Date) {
    const share = this.random();
    const part = (amount: number) => Math.floor(amount * share);
    return {
      ...booking,
      by: "guest" as const,
      reason: "",
      refundMinor: part(booking.totalMinor),
      nightsRefundMinor: part(booking.nightsMinor),
      hostFeesRefundMinor: part(booking.hostFeesMinor),
      guestFeeRefundMinor: part(booking.guestFeeMinor),
      hostFeeRefundMinor: part(booking.hostFeeMinor),
      taxRefundMinor: part(booking.taxMinor),
      bookedOn: dayOf(at),
    };
  }

  private payment(chance: number): Happening {
    const payment = {
      paymentId: newId("payment"),
      bookingId: newId("booking"),
      guestId: newId("person"),
      currency: "USD",
      amountMinor: Math.floor(this.random() * 100_000),
    };
    if (chance < 0.86) {
      const feeMinor = this.random() < 0.9 ? Math.floor(this.random() * 3_000) : null;
      return of(paymentSucceeded, { ...payment, intentId: "pi_1", chargeId: null, feeMinor });
    }
    if (chance < 0.87) return of(paymentFailed, { ...payment, failureCode: "card_declined" });
    return of(refundSucceeded, { ...payment, refundId: newId("refund"), reason: "cancelled_by_guest" });
  }

  private search(at: Date) {
    const stay = this.random() < 0.6 ? this.stay(at) : { checkIn: null, checkOut: null };
    const matchCount = this.random() < 0.3 ? Math.floor(this.random() * 5) : 40;
    return { place: this.pick(PLACES), ...stay, guests: 2, matchCount };
  }

  private who() {
    return { visitorId: `v${Math.floor(this.random() * 1e6)}`, personId: null, ...this.kind() };
  }
  /** Some events are from before channel and device were told. */
  private kind() {
    return this.random() < 0.9 ? { channel: this.pick(CHANNELS), device: this.pick(DEVICE_CLASSES) } : {};
  }
  private home() {
    return this.pick(this.#homes);
  }
  private stay(at: Date): { checkIn: LocalDate; checkOut: LocalDate } {
    // Some begin before they are booked or cancelled, so that nights already spent stay sold.
    const checkIn = addDays(dayOf(at), Math.floor(this.random() * 60) - 3);
    return { checkIn, checkOut: addDays(checkIn, 1 + Math.floor(this.random() * 9)) };
  }
  private pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.random() * items.length)] as T;
  }
}

/** Payloads are as the log holds them: JSON. */
function of(event: AnyEvent, payload: unknown): Happening {
  return { event, payload };
}

function dayOf(at: Date): LocalDate {
  return localDate(at.toISOString().slice(0, 10));
}
