/** Writes a confirmed booking with its payment, ledger and events straight into the tables of a test market. */

import { partitionOf } from "@/server/events/partition";
import { consumerPositions, eventLog, eventPartitions } from "@/server/events/tables";
import { bookingConfirmed, bookingHeld } from "@/server/modules/bookings/events";
import { bookings, bookingTransitions } from "@/server/modules/bookings/tables";
import { entriesOfCapture, entriesOfConfirmation } from "@/server/modules/payments/ledger/entries";
import { ledgerEntries, ledgerTransactions, payments } from "@/server/modules/payments/tables";
import { type BookingId, type EventId, type ListingId, newId, type PersonId } from "@/server/primitives/id";
import { addMs, instantAt, MINUTE_MS } from "@/server/primitives/zoned";
import { bookingPayload, confirmedPayload } from "@/tests/support/analytics-events";
import type { Market } from "@/tests/support/market";
import { putInPlaces } from "@/tests/support/places";

export interface BookedStay {
  readonly bookingId: BookingId;
  readonly code: string;
  readonly guestId: PersonId;
  readonly hostId: PersonId;
  readonly listingId: ListingId;
  readonly totalMinor: number;
  /** `booking.held` and `booking.confirmed`, placed. */
  readonly eventIds: readonly EventId[];
}

const FEE_MINOR = 1_953;

export async function addBookedStay(
  market: Market,
  fields: { guestId?: PersonId; home?: { listingId: ListingId; hostId: PersonId }; at?: Date } = {},
): Promise<BookedStay> {
  const { db } = market;
  const at = fields.at ?? market.now;
  const home = fields.home ?? (await market.addListing());
  const guestId = fields.guestId ?? (await market.addPerson());
  const payload = bookingPayload({ ...home, guestId, at });
  const { bookingId, checkIn, checkOut, party, currency, totalMinor } = payload;
  const quoteId = newId("quote", at.getTime());
  const money = { amountMinor: totalMinor, currency: "USD" as const };
  await db.insert(bookings).values({
    id: bookingId,
    code: payload.code,
    listingId: home.listingId,
    hostId: home.hostId,
    guestId,
    status: "confirmed",
    checkIn,
    checkOut,
    party,
    currency,
    totalMinor,
    quoteId,
    checkInAt: instantAt(checkIn, 900, "America/New_York"),
    checkOutAt: instantAt(checkOut, 660, "America/New_York"),
    holdExpiresAt: addMs(at, 15 * MINUTE_MS),
    heldAt: at,
    confirmedAt: addMs(at, MINUTE_MS),
    snapshot: {
      quote: {
        quoteId,
        listingId: home.listingId,
        stay: { checkIn, checkOut },
        party,
        lines: [
          {
            kind: "nights",
            name: "",
            quantity: 3,
            unitMinor: 11_300,
            rateBps: null,
            amountMinor: payload.nightsMinor,
          },
        ],
        total: money,
        nightsMinor: payload.nightsMinor,
        nightAmountsMinor: [11_300, 11_300, 11_300],
        hostFeesMinor: payload.hostFeesMinor,
        guestFeeMinor: payload.guestFeeMinor,
        taxMinor: payload.taxMinor,
        hostFeeMinor: payload.hostFeeMinor,
        feeScheduleVersion: 1,
        cancellationPolicy: "moderate",
        issuedAt: at,
        expiresAt: addMs(at, 30 * MINUTE_MS),
        signature: "test",
      },
      listingTitle: payload.listingTitle,
      city: "Albany",
      neighbourhood: "Center Square",
      addressLine: "12 Jay Street",
      postalCode: "12210",
      latitude: 42.6541,
      longitude: -73.7612,
      timeZone: payload.timeZone,
      checkInFromMinutes: 900,
      checkOutByMinutes: 660,
      checkInNote: "",
      houseRules: {
        petsAllowed: false,
        smokingAllowed: false,
        partiesAllowed: false,
        childrenWelcome: true,
        quietFromMinutes: null,
        quietUntilMinutes: null,
        more: [],
      },
      cancellationPolicy: "moderate",
    },
  });
  await db.insert(bookingTransitions).values([
    { bookingId, toStatus: "held", actorKind: "guest", actorId: guestId, reason: "checkout", at },
    {
      bookingId,
      fromStatus: "held",
      toStatus: "confirmed",
      actorKind: "system",
      reason: "paid",
      at: addMs(at, MINUTE_MS),
    },
  ]);
  await addMoney(market, { bookingId, guestId, totalMinor, at });
  const held = await addPlaced(market, bookingHeld.type, bookingId, at, {
    ...payload,
    holdExpiresAt: addMs(at, 15 * MINUTE_MS),
  });
  const confirmed = await addPlaced(
    market,
    bookingConfirmed.type,
    bookingId,
    addMs(at, MINUTE_MS),
    confirmedPayload(payload, at),
  );
  return { bookingId, code: payload.code, guestId, ...home, totalMinor, eventIds: [held, confirmed] };
}

async function addMoney(
  { db }: Market,
  {
    bookingId,
    guestId,
    totalMinor,
    at,
  }: { bookingId: BookingId; guestId: PersonId; totalMinor: number; at: Date },
): Promise<void> {
  const paymentId = newId("payment", at.getTime());
  await db.insert(payments).values({
    id: paymentId,
    bookingId,
    guestId,
    purpose: "stay",
    status: "succeeded",
    currency: "USD",
    amountMinor: totalMinor,
    feeMinor: FEE_MINOR,
    intentId: `pi_${paymentId.slice(-10)}`,
    chargeId: `ch_${paymentId.slice(-10)}`,
    payableUntil: addMs(at, 15 * MINUTE_MS),
    createdAt: at,
    settledAt: at,
  });
  for (const [kind, entries] of [
    ["booking_confirmed", entriesOfConfirmation(totalMinor)],
    ["payment_captured", entriesOfCapture(totalMinor, FEE_MINOR)],
  ] as const) {
    const id = newId("ledgertx", at.getTime());
    await db.transaction(async (tx) => {
      await tx
        .insert(ledgerTransactions)
        .values({ id, causeKey: `${kind}/${bookingId}`, kind, description: kind, bookingId, occurredAt: at });
      await tx
        .insert(ledgerEntries)
        .values(entries.map((entry) => ({ ...entry, transactionId: id, currency: "USD", bookingId })));
    });
  }
}

/** An event in the log, placed at the end of its partition. */
async function addPlaced(
  market: Market,
  type: string,
  bookingId: BookingId,
  at: Date,
  payload: object,
): Promise<EventId> {
  const id = newId("event", at.getTime());
  const topic = "bookings";
  const partition = partitionOf(topic, bookingId);
  await market.db.insert(eventPartitions).values({ topic, partition }).onConflictDoNothing();
  const [row] = await market.query<{ position: string }>(
    `update event_partitions set next_position = next_position + 1
     where topic = $1 and partition = $2 returning next_position - 1 as position`,
    [topic, partition],
  );
  await market.db.insert(eventLog).values({
    id,
    topic,
    partition,
    key: bookingId,
    type,
    version: 1,
    payload,
    occurredAt: at,
    trace: "test-trace",
  });
  await putInPlaces(market.db, [{ id, position: Number(row?.position) }]);
  return id;
}

/** Puts a consumer at a position in the partition of a booking. */
export async function placeConsumer(
  market: Market,
  input: { consumer: string; bookingId: BookingId; position: number },
): Promise<void> {
  const { consumer, bookingId, position } = input;
  const topic = "bookings";
  const partition = partitionOf(topic, bookingId);
  await market.db
    .insert(consumerPositions)
    .values({ consumer, topic, partition, position })
    .onConflictDoUpdate({
      target: [consumerPositions.consumer, consumerPositions.topic, consumerPositions.partition],
      set: { position },
    });
}
