import {
  type BookingPayload,
  bookingCancelled,
  bookingCheckedIn,
  bookingCompleted,
  bookingConfirmed,
  bookingHeld,
} from "@/server/modules/bookings/events";
import { paymentSucceeded, refundRequested, refundSucceeded } from "@/server/modules/payments/events";
import {
  type ComputedCancellation,
  computeCancellation,
} from "@/server/modules/pricing/compute-cancellation";
import type { Quote } from "@/server/modules/pricing/contract";
import { reviewPublished } from "@/server/modules/reviews/events";
import type { BookingId, ListingId, PaymentId, PersonId, RefundId } from "@/server/primitives/id";
import { uuidOf } from "@/server/primitives/id";
import { addDays, daysBetween, fromDayNumber } from "@/server/primitives/local-date";
import { addMs, dateAt, HOUR_MS, instantAt, MINUTE_MS } from "@/server/primitives/zoned";
import type { DemoListing, DemoStay } from "../market/types";
import type { Frame } from "./frames";
import type { BookingCodes, DemoIds } from "./ids";
import { postStayToLedger } from "./ledger-rows";
import { quoteOf, stayFactsOf } from "./price-stay";
import type { SandboxCharge } from "./sandbox";
import type { EventNotes, Sinks } from "./sinks";

/** Stripe's price for a card of the country: 2.9 % and 30 cents. */
const PSP_FEE_PER_MILLE = 29;
const PSP_FEE_MINOR = 30;
const HOLD_MINUTES = 15;
const CARDS = ["visa", "mastercard", "amex", "visa"] as const;

export type StayTools = {
  sinks: Sinks;
  events: EventNotes;
  ids: DemoIds;
  codes: BookingCodes;
  frame: Frame;
  now: Date;
  quoteSecret: string;
  /** Charges whose stays have not ended, for the payment sandbox. */
  charges: SandboxCharge[];
};

export type PlacedHome = { home: DemoListing; listingId: ListingId; hostId: PersonId };

type PaidStay = {
  times: Times;
  cancellation: ComputedCancellation | null;
  index: number;
  home: DemoListing;
  status: ReturnType<typeof statusOf>;
};

type Times = { heldAt: Date; confirmedAt: Date; checkInAt: Date; checkOutAt: Date; cancelledAt: Date | null };

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
  const cancellation = stay.fate === "kept" ? null : cancellationOf(quote, home, frame, times, stay);
  const status = statusOf(stay, times, tools.now);
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
    confirmedAt: times.confirmedAt,
    checkedInAt: status === "checked_in" || status === "completed" ? times.checkInAt : null,
    completedAt: status === "completed" ? times.checkOutAt : null,
    cancelledAt: times.cancelledAt,
    refundMinor: cancellation?.refundMinor ?? null,
    channel: stay.channel,
  });
  if (stay.fate === "kept") claimNights(sinks, listingId, bookingId, stay);
  const payload = payloadOf(placed, { bookingId, code, guestId, quote, stay, frame });
  addTransitions(tools, { bookingId, guestId, hostId, status, times });
  noteEvents(tools, payload, { status, times, home, frame, cancellation });
  addPayment(tools, payload, { times, cancellation, index, home, status });
  if (stay.review && status === "completed") addReview(tools, payload, stay, times, index);
  return bookingId;
}

function timesOf(stay: DemoStay, home: DemoListing, frame: Frame, now: Date): Times {
  const checkIn = fromDayNumber(stay.checkInDay);
  const checkInAt = instantAt(checkIn, home.checkInFromMinutes, frame.timeZone);
  const checkOutAt = instantAt(addDays(checkIn, stay.nights), home.checkOutByMinutes, frame.timeZone);
  const latest = Math.min(checkInAt.getTime() - 2 * HOUR_MS, now.getTime() - 30 * MINUTE_MS);
  const heldAt = new Date(Math.min(stay.heldAtMs, latest));
  const confirmedAt = addMs(heldAt, stay.paidAfterMs);
  const cancelledAt =
    stay.cancelledAtMs === null
      ? null
      : new Date(Math.max(stay.cancelledAtMs, confirmedAt.getTime() + MINUTE_MS));
  return { heldAt, confirmedAt, checkInAt, checkOutAt, cancelledAt };
}

type KeptStatus = "confirmed" | "checked_in" | "completed";

function statusOf(
  stay: DemoStay,
  times: Times,
  now: Date,
): KeptStatus | "cancelled_by_guest" | "cancelled_by_host" {
  if (stay.fate !== "kept") return stay.fate;
  if (now >= times.checkOutAt) return "completed";
  return now >= times.checkInAt ? "checked_in" : "confirmed";
}

function cancellationOf(quote: Quote, home: DemoListing, frame: Frame, times: Times, stay: DemoStay) {
  const facts = {
    policy: home.cancellationPolicy,
    stay: quote.stay,
    timeZone: frame.timeZone,
    checkInFromMinutes: home.checkInFromMinutes,
    bookedAt: times.confirmedAt,
    lines: quote.lines,
    nightAmountsMinor: quote.nightAmountsMinor,
    totalMinor: quote.total.amountMinor,
    hostFeeMinor: quote.hostFeeMinor,
  };
  return computeCancellation(
    facts,
    stay.fate === "cancelled_by_host" ? "host" : "guest",
    times.cancelledAt ?? times.confirmedAt,
  );
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

type BookedFacts = {
  bookingId: BookingId;
  code: string;
  guestId: PersonId;
  quote: Quote;
  stay: DemoStay;
  frame: Frame;
};

function payloadOf({ home, listingId, hostId }: PlacedHome, booked: BookedFacts): BookingPayload {
  const { quote, stay } = booked;
  return {
    bookingId: booked.bookingId,
    code: booked.code,
    listingId,
    hostId,
    guestId: booked.guestId,
    checkIn: quote.stay.checkIn,
    checkOut: quote.stay.checkOut,
    nightCount: stay.nights,
    party: stay.party,
    currency: quote.total.currency,
    totalMinor: quote.total.amountMinor,
    nightsMinor: quote.nightsMinor,
    hostFeesMinor: quote.hostFeesMinor,
    guestFeeMinor: quote.guestFeeMinor,
    hostFeeMinor: quote.hostFeeMinor,
    taxMinor: quote.taxMinor,
    channel: stay.channel,
    listingTitle: home.title,
    timeZone: booked.frame.timeZone,
  };
}

type Moved = {
  bookingId: BookingId;
  guestId: PersonId;
  hostId: PersonId;
  status: ReturnType<typeof statusOf>;
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

type Happened = {
  status: ReturnType<typeof statusOf>;
  times: Times;
  home: DemoListing;
  frame: Frame;
  cancellation: ComputedCancellation | null;
};

function noteEvents(
  { events }: StayTools,
  payload: BookingPayload,
  { status, times, home, frame, cancellation }: Happened,
): void {
  events.note(
    bookingHeld,
    { ...payload, holdExpiresAt: addMs(times.heldAt, HOLD_MINUTES * MINUTE_MS) },
    times.heldAt,
  );
  const bookedOn = dateAt(times.confirmedAt, frame.timeZone);
  events.note(
    bookingConfirmed,
    {
      ...payload,
      cancellationPolicy: home.cancellationPolicy,
      bookedOn,
      leadDays: Math.max(0, daysBetween(bookedOn, payload.checkIn)),
    },
    times.confirmedAt,
  );
  if (cancellation && times.cancelledAt) {
    const back = (...what: string[]) =>
      cancellation.parts
        .filter((part) => what.includes(part.what))
        .reduce((sum, part) => sum + part.refundMinor, 0);
    events.note(
      bookingCancelled,
      {
        ...payload,
        by: status === "cancelled_by_host" ? "host" : "guest",
        reason: "",
        refundMinor: cancellation.refundMinor,
        nightsRefundMinor: back("nights"),
        hostFeesRefundMinor: back("host_fees", "cleaning_fee"),
        guestFeeRefundMinor: back("guest_service_fee"),
        hostFeeRefundMinor: cancellation.hostFeeRefundMinor,
        taxRefundMinor: back("tax"),
        bookedOn,
      },
      times.cancelledAt,
    );
  }
  if (status === "checked_in" || status === "completed")
    events.note(bookingCheckedIn, payload, times.checkInAt);
  if (status === "completed") events.note(bookingCompleted, payload, times.checkOutAt);
}

function addPayment(tools: StayTools, payload: BookingPayload, paid: PaidStay): void {
  const { sinks, events, ids, now } = tools;
  const { times, cancellation, index, home, status } = paid;
  const { bookingId, guestId, currency, totalMinor } = payload;
  const settledAt = addMs(times.confirmedAt, -2_000);
  const paymentId = ids.of("payment", times.heldAt.getTime(), bookingId);
  const feeMinor = Math.floor((totalMinor * PSP_FEE_PER_MILLE + 500) / 1000) + PSP_FEE_MINOR;
  const mark = bookingId.slice(-20);
  const [intentId, chargeId] = [`pi_demo${mark}`, `ch_demo${mark}`];
  const cardBrand = CARDS[index % CARDS.length] ?? "visa";
  const cardLast4 = String(1000 + ((index * 7919 + totalMinor) % 9000));
  const refundMinor = cancellation?.refundMinor ?? 0;
  sinks.payments.add({
    id: paymentId,
    bookingId,
    guestId,
    purpose: "stay",
    status: "succeeded",
    currency,
    amountMinor: totalMinor,
    refundedMinor: refundMinor,
    feeMinor,
    intentId,
    chargeId,
    cardBrand,
    cardLast4,
    failureCode: null,
    payableUntil: addMs(times.heldAt, HOLD_MINUTES * MINUTE_MS),
    createdAt: addMs(times.heldAt, 20_000),
    settledAt,
  });
  if (status === "confirmed" || status === "checked_in") {
    const amounts = { amountMinor: totalMinor, feeMinor, currency };
    tools.charges.push({
      intentId,
      chargeId,
      paymentId,
      bookingId,
      ...amounts,
      cardBrand,
      cardLast4,
      settledAt,
    });
  }
  const payer = { paymentId, bookingId, guestId, currency };
  events.note(
    paymentSucceeded,
    { ...payer, amountMinor: totalMinor, intentId, chargeId, feeMinor },
    settledAt,
  );
  let refund: { refundId: RefundId; sentAt: Date } | null = null;
  if (refundMinor > 0 && times.cancelledAt) {
    refund = {
      refundId: ids.of("refund", times.cancelledAt.getTime(), bookingId),
      sentAt: addMs(times.cancelledAt, 40_000),
    };
    addRefund(tools, { ...payer, amountMinor: refundMinor }, refund, status, times.cancelledAt);
  }
  const { checkInFromMinutes } = home;
  postStayToLedger(sinks, ids, {
    payload,
    paymentId,
    feeMinor,
    checkInFromMinutes,
    times,
    settledAt,
    refund,
    cancellation,
    now,
  });
}

function addRefund(
  { sinks, events }: StayTools,
  payer: {
    paymentId: PaymentId;
    bookingId: BookingId;
    guestId: PersonId;
    currency: string;
    amountMinor: number;
  },
  { refundId, sentAt }: { refundId: RefundId; sentAt: Date },
  status: ReturnType<typeof statusOf>,
  requestedAt: Date,
): void {
  const reason = status === "cancelled_by_host" ? "cancelled_by_host" : "cancelled_by_guest";
  const { paymentId, bookingId, currency, amountMinor } = payer;
  sinks.refunds.add({
    id: refundId,
    paymentId,
    bookingId,
    amountMinor,
    currency,
    reason,
    status: "succeeded",
    gatewayRefundId: `re_demo${bookingId.slice(-20)}`,
    failure: null,
    requestedAt,
    settledAt: sentAt,
  });
  events.note(refundRequested, { ...payer, refundId, reason }, requestedAt);
  events.note(refundSucceeded, { ...payer, refundId, reason }, sentAt);
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
