import type { BookingPayload } from "@/server/modules/bookings/events";
import { reviewPublished } from "@/server/modules/reviews/events";
import { type BookingId, type ListingId, type PersonId, uuidOf } from "@/server/primitives/id";
import { fromDayNumber } from "@/server/primitives/local-date";
import { addMs, HOUR_MS, MINUTE_MS } from "@/server/primitives/zoned";
import type { DemoStay } from "../market/types";
import { addPayment } from "./payment-rows";
import { quoteOf, stayFactsOf } from "./price-stay";
import type { Sinks } from "./sinks";
import { noteEvents } from "./stay-events";
import {
  cancellationOf,
  type DemoStatus,
  deviceOf,
  HOLD_MINUTES,
  lapsedAt,
  type PlacedHome,
  payloadOf,
  type StayTools,
  statusOf,
  type Times,
  timesOf,
} from "./stay-facts";

/** One booking with all that follows from it: nights, quote, transitions, payment, ledger, refund, review, events. */
export async function addStay(
  tools: StayTools,
  placed: PlacedHome,
  stay: DemoStay,
  index: number,
  guestId: PersonId,
): Promise<BookingId> {
  const { sinks, ids, frame } = tools;
  const { home, listingId, hostId } = placed;
  const times = timesOf(stay, home, frame, tools.now);
  const bookingId = ids.of("booking", times.heldAt.getTime(), home.listing, index);
  const quoteId = ids.of("quote", times.heldAt.getTime(), home.listing, index);
  const quote = await quoteOf(
    tools.quoteSecret,
    stayFactsOf(home, hostId, frame),
    { listingId, quoteId },
    stay,
    addMs(times.heldAt, -2 * MINUTE_MS),
    stay.fate === "kept" && times.checkOutAt > tools.now,
  );
  const status = statusOf(stay, times, tools.now);
  const isCancelled = stay.fate === "cancelled_by_guest" || stay.fate === "cancelled_by_host";
  const cancellation = isCancelled ? cancellationOf(quote, home, frame, times, stay) : null;
  const code = tools.codes.next();
  sinks.quotes.add({ id: quoteId, listingId, quote, takenAt: times.heldAt });
  sinks.bookings.add({
    id: bookingId,
    code,
    listingId,
    hostId,
    guestId,
    status,
    checkIn: quote.stay.checkIn,
    checkOut: quote.stay.checkOut,
    party: stay.party,
    currency: quote.total.currency,
    totalMinor: quote.total.amountMinor,
    quoteId,
    snapshot: {
      quote,
      listingTitle: home.title,
      city: frame.name,
      neighbourhood: home.neighbourhood,
      addressLine: home.addressLine,
      postalCode: home.postalCode,
      latitude: home.latitude,
      longitude: home.longitude,
      timeZone: frame.timeZone,
      checkInFromMinutes: home.checkInFromMinutes,
      checkOutByMinutes: home.checkOutByMinutes,
      checkInNote: home.checkInNote,
      houseRules: home.houseRules,
      cancellationPolicy: home.cancellationPolicy,
    },
    checkInAt: times.checkInAt,
    checkOutAt: times.checkOutAt,
    holdExpiresAt: addMs(times.heldAt, HOLD_MINUTES * MINUTE_MS),
    heldAt: times.heldAt,
    confirmedAt: status === "expired" ? null : times.confirmedAt,
    checkedInAt: status === "checked_in" || status === "completed" ? times.checkInAt : null,
    completedAt: status === "completed" ? times.checkOutAt : null,
    cancelledAt: times.cancelledAt,
    refundMinor: cancellation?.refundMinor ?? null,
    channel: stay.channel,
    device: deviceOf(stay, code),
  });
  if (stay.fate === "kept") claimNights(sinks, listingId, bookingId, stay);
  const payload = payloadOf(placed, { bookingId, code, guestId, quote, stay, frame });
  addTransitions(tools, { bookingId, guestId, hostId, status, times });
  noteEvents(tools, payload, { status, times, home, frame, cancellation });
  addPayment(tools, payload, { times, cancellation, index, home, status });
  if (stay.review && status === "completed") addReview(tools, payload, stay, times, index);
  return bookingId;
}

function claimNights(sinks: Sinks, listingId: ListingId, bookingId: BookingId, stay: DemoStay): void {
  for (let night = 0; night < stay.nights; night += 1) {
    sinks.nightClaims.add({
      listingId,
      night: fromDayNumber(stay.checkInDay + night),
      kind: "booking",
      claimId: uuidOf(bookingId),
      expiresAt: null,
      preparation: false,
    });
  }
}

type Moved = {
  bookingId: BookingId;
  guestId: PersonId;
  hostId: PersonId;
  status: DemoStatus;
  times: Times;
};

function addTransitions({ sinks }: StayTools, { bookingId, guestId, hostId, status, times }: Moved): void {
  const base = { bookingId, version: 1 };
  const add = (
    row: Pick<
      Parameters<Sinks["bookingTransitions"]["add"]>[0],
      "fromStatus" | "toStatus" | "actorKind" | "actorId" | "reason" | "at"
    >,
  ) => sinks.bookingTransitions.add({ ...base, ...row });
  add({
    fromStatus: null,
    toStatus: "held",
    actorKind: "guest",
    actorId: guestId,
    reason: "held for 15 minutes",
    at: times.heldAt,
  });
  if (status === "expired") {
    add({
      fromStatus: "held",
      toStatus: "expired",
      actorKind: "system",
      actorId: null,
      reason: "the hold lapsed",
      at: lapsedAt(times),
    });
    return;
  }
  add({
    fromStatus: "held",
    toStatus: "confirmed",
    actorKind: "system",
    actorId: null,
    reason: "payment_succeeded",
    at: times.confirmedAt,
  });
  if (status === "cancelled_by_guest" || status === "cancelled_by_host") {
    const byHost = status === "cancelled_by_host";
    add({
      fromStatus: "confirmed",
      toStatus: status,
      actorKind: byHost ? "host" : "guest",
      actorId: byHost ? hostId : guestId,
      reason: byHost ? "The home cannot be let on these dates." : "Plans changed.",
      at: times.cancelledAt ?? times.confirmedAt,
    });
    return;
  }
  if (status === "confirmed") return;
  add({
    fromStatus: "confirmed",
    toStatus: "checked_in",
    actorKind: "system",
    actorId: null,
    reason: "check_in_time",
    at: times.checkInAt,
  });
  if (status === "checked_in") return;
  add({
    fromStatus: "checked_in",
    toStatus: "completed",
    actorKind: "system",
    actorId: null,
    reason: "check_out_time",
    at: times.checkOutAt,
  });
}

function addReview(
  tools: StayTools,
  payload: BookingPayload,
  stay: DemoStay,
  times: Times,
  index: number,
): void {
  if (!stay.review) return;
  const { stars, text, reply } = stay.review;
  const earliest = times.checkOutAt.getTime() + HOUR_MS;
  const publishedAt = new Date(
    Math.min(Math.max(stay.review.publishedAtMs, earliest), tools.now.getTime() - MINUTE_MS),
  );
  const { listingId, bookingId, guestId } = payload;
  const reviewId = tools.ids.of("review", publishedAt.getTime(), bookingId, index);
  tools.sinks.reviews.add({
    id: reviewId,
    listingId,
    bookingId,
    guestId,
    ...stars,
    text,
    reply,
    publishedAt,
  });
  tools.events.note(
    reviewPublished,
    { reviewId, listingId, bookingId, guestId, rating: stars.rating },
    publishedAt,
  );
}
