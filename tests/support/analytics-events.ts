/** A seeded stream of events as a market would publish them, for tests of what reads the log. */
import type { EventDefinition, EventRecord } from "@/server/events/define-event";
import { partitionOf } from "@/server/events/partition";
import { consumerPositions, eventLog } from "@/server/events/tables";
import { ANALYTICS_TABLE_NAMES } from "@/server/modules/analytics/tables";
import {
  bookingCancelled,
  bookingConfirmed,
  bookingExpired,
  bookingHeld,
} from "@/server/modules/bookings/events";
import { nightsChanged } from "@/server/modules/calendar/events";
import { listingPaused, listingPublished } from "@/server/modules/listings/events";
import { paymentSucceeded, refundSucceeded } from "@/server/modules/payments/events";
import { listingViewed, quoteShown, searchPerformed } from "@/server/modules/search/events";
import { listingSaved } from "@/server/modules/wishlists/events";
import type { Db } from "@/server/platform/db";
import { type ListingId, newId, type PersonId } from "@/server/primitives/id";
import { addDays, localDate } from "@/server/primitives/local-date";
import { addMs, DAY_MS, dateAt, HOUR_MS, MINUTE_MS } from "@/server/primitives/zoned";
import { MARKET_NOW, type Market } from "@/tests/support/market";
import { putInPlaces } from "@/tests/support/places";

/** mulberry32: small, seeded, good enough to choose test cases with. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items];
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [copy[index], copy[other]] = [copy[other] as T, copy[index] as T];
  }
  return copy;
}

/** Collects events with their places, as the relay would give them. */
export class EventStream {
  readonly records: EventRecord[] = [];
  readonly #next = new Map<string, number>();

  add<Payload>(event: EventDefinition<Payload>, payload: Payload, at: Date): EventRecord<Payload> {
    const key = event.keyOf(payload);
    const partition = partitionOf(event.topic, key);
    const place = `${event.topic}/${partition}`;
    const position = this.#next.get(place) ?? 0;
    this.#next.set(place, position + 1);
    const record: EventRecord<Payload> = {
      id: newId("event", at.getTime()),
      topic: event.topic,
      partition,
      position,
      key,
      type: event.type,
      version: event.version,
      // Through JSON, as it comes out of the log.
      payload: JSON.parse(JSON.stringify(payload)) as Payload,
      occurredAt: at,
      trace: "test-trace",
    };
    this.records.push(record);
    return record;
  }

  /** Writes the stream into the log and puts a consumer at its end. */
  async writeLog(db: Db, consumer: string): Promise<void> {
    for (let from = 0; from < this.records.length; from += 500) {
      const records = this.records.slice(from, from + 500);
      const rows = records.map(({ position: _, ...row }) => ({ ...row, payload: row.payload }));
      await db.insert(eventLog).values(rows).onConflictDoNothing();
      await putInPlaces(db, records);
    }
    for (const [place, next] of this.#next) {
      const [topic = "", partition = "0"] = place.split("/");
      const row = { consumer, topic, partition: Number(partition), position: next - 1 };
      await db
        .insert(consumerPositions)
        .values(row)
        .onConflictDoUpdate({
          target: [consumerPositions.consumer, consumerPositions.topic, consumerPositions.partition],
          set: { position: next - 1 },
        });
    }
  }
}

export interface BookingFields {
  readonly listingId: ListingId;
  readonly hostId: PersonId;
  readonly guestId?: PersonId;
  readonly at?: Date;
  readonly checkIn?: string;
  readonly nights?: number;
  readonly nightMinor?: number;
  readonly channel?: string;
}

/** The payload that all booking events share, with Albany's fees and taxes. */
export function bookingPayload(fields: BookingFields) {
  const nightCount = fields.nights ?? 3;
  const checkIn = localDate(fields.checkIn ?? "2026-05-14");
  const nightsMinor = nightCount * (fields.nightMinor ?? 11_300);
  const hostFeesMinor = 4_500;
  const guestFeeMinor = Math.round((nightsMinor + hostFeesMinor) * 0.14);
  const taxMinor = Math.round((nightsMinor + hostFeesMinor) * 0.14);
  const bookingId = newId("booking", (fields.at ?? MARKET_NOW).getTime());
  return {
    bookingId,
    code: `RST-${bookingId.slice(-5).toUpperCase()}`,
    listingId: fields.listingId,
    hostId: fields.hostId,
    guestId: fields.guestId ?? newId("person"),
    checkIn,
    checkOut: addDays(checkIn, nightCount),
    nightCount,
    party: { adults: 2, children: 0, infants: 0, pets: 0 },
    currency: "USD",
    totalMinor: nightsMinor + hostFeesMinor + guestFeeMinor + taxMinor,
    nightsMinor,
    hostFeesMinor,
    guestFeeMinor,
    hostFeeMinor: Math.round((nightsMinor + hostFeesMinor) * 0.03),
    taxMinor,
    channel: fields.channel ?? "web",
    listingTitle: "Garden floor of a brick rowhouse",
    timeZone: "America/New_York",
  };
}
export type TestBooking = ReturnType<typeof bookingPayload>;

export function confirmedPayload(booking: TestBooking, at: Date) {
  const bookedOn = dateAt(at, booking.timeZone);
  const leadDays = Math.round((Date.parse(booking.checkIn) - Date.parse(bookedOn)) / DAY_MS);
  return { ...booking, cancellationPolicy: "moderate", bookedOn, leadDays };
}

export function cancelledPayload(booking: TestBooking, at: Date) {
  return {
    ...booking,
    by: "guest" as const,
    reason: "plans changed",
    refundMinor: booking.totalMinor,
    nightsRefundMinor: booking.nightsMinor,
    hostFeesRefundMinor: booking.hostFeesMinor,
    guestFeeRefundMinor: booking.guestFeeMinor,
    hostFeeRefundMinor: booking.hostFeeMinor,
    taxRefundMinor: booking.taxMinor,
    bookedOn: dateAt(at, booking.timeZone),
  };
}

/** `journeyCount` guests searching, looking, quoting; some hold, some of those book, some cancel. */
export function randomStream(input: {
  seed: number;
  journeyCount: number;
  listings: readonly { listingId: ListingId; hostId: PersonId }[];
  days?: number;
}): EventStream {
  const random = seededRandom(input.seed);
  const stream = new EventStream();
  const days = input.days ?? 40;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  for (const { listingId, hostId } of input.listings) {
    const at = addMs(MARKET_NOW, -days * DAY_MS - Math.floor(random() * DAY_MS));
    const neighbourhood = pick(["Center Square", "Pine Hills"]);
    stream.add(listingPublished, { listingId, hostId, countryCode: "US", city: "Albany", neighbourhood }, at);
    if (random() < 0.2) stream.add(listingPaused, { listingId, hostId }, addMs(at, 20 * DAY_MS));
    const checkIn = addDays(localDate("2026-04-20"), Math.floor(random() * 10));
    const block = { listingId, checkIn, checkOut: addDays(checkIn, 3) };
    if (random() < 0.5) stream.add(nightsChanged, { ...block, cause: "blocked" as const }, addMs(at, DAY_MS));
    if (random() < 0.2)
      stream.add(nightsChanged, { ...block, cause: "unblocked" as const }, addMs(at, 2 * DAY_MS));
  }
  for (let journey = 0; journey < input.journeyCount; journey += 1) {
    addJourney(
      stream,
      random,
      pick(input.listings),
      addMs(MARKET_NOW, -Math.floor(random() * days * DAY_MS)),
    );
  }
  return stream;
}

function addJourney(
  stream: EventStream,
  random: () => number,
  { listingId, hostId }: { listingId: ListingId; hostId: PersonId },
  startAt: Date,
): void {
  const guestId = newId("person", startAt.getTime());
  const who = { visitorId: `visitor-${guestId.slice(-12)}`, personId: random() < 0.5 ? guestId : null };
  let at = startAt;
  const later = (ms: number) => {
    at = addMs(at, Math.floor(random() * ms) + 1);
    return at;
  };
  const search = { place: "Albany", checkIn: null, checkOut: null, guests: 2, matchCount: 12 };
  stream.add(searchPerformed, { ...who, ...search }, later(HOUR_MS));
  if (random() < 0.3) return;
  stream.add(listingViewed, { ...who, listingId, source: "search" }, later(HOUR_MS));
  const wishlistId = newId("wishlist");
  if (random() < 0.2) stream.add(listingSaved, { personId: guestId, listingId, wishlistId }, later(HOUR_MS));
  if (random() < 0.4) return;
  const checkIn = addDays(dateAt(at, "America/New_York"), Math.floor(random() * 30));
  const nights = 1 + Math.floor(random() * 6);
  const stay = { checkIn, checkOut: addDays(checkIn, nights) };
  stream.add(quoteShown, { ...who, listingId, ...stay }, later(HOUR_MS));
  if (random() < 0.3) return;
  const nightMinor = 8_000 + Math.floor(random() * 9_000);
  const channel = random() < 0.7 ? "web" : "mobile";
  const booking = bookingPayload({ listingId, hostId, guestId, at, checkIn, nights, nightMinor, channel });
  stream.add(bookingHeld, { ...booking, holdExpiresAt: addMs(at, 15 * MINUTE_MS) }, later(10 * MINUTE_MS));
  if (random() < 0.2) {
    stream.add(bookingExpired, booking, later(HOUR_MS));
    return;
  }
  const payment = {
    paymentId: newId("payment"),
    bookingId: booking.bookingId,
    guestId,
    currency: "USD",
    amountMinor: booking.totalMinor,
  };
  const paid = { ...payment, intentId: "pi_1", chargeId: "ch_1", feeMinor: 1_953 };
  stream.add(paymentSucceeded, paid, later(5 * MINUTE_MS));
  stream.add(bookingConfirmed, confirmedPayload(booking, at), at);
  if (random() > 0.2) return;
  stream.add(bookingCancelled, cancelledPayload(booking, at), later(10 * DAY_MS));
  const refund = { ...payment, refundId: newId("refund"), reason: "cancelled_by_guest" };
  stream.add(refundSucceeded, refund, later(HOUR_MS));
}

/** Leaves the analytics store of a test's market without a fact. */
export async function emptyAnalytics(market: Pick<Market, "query">): Promise<void> {
  await market.query(`truncate ${ANALYTICS_TABLE_NAMES.map((name) => `analytics.${name}`).join(", ")}`);
}
