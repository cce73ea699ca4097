/**
 * Holds a quoted stay for the guest for 15 minutes: the nights are theirs alone while they pay.
 *
 * Two statements: one reads the facts of now and checks the quote against them, one claims the nights and writes booking,
 * payment and events together. No network call. The same guest holding the same stay again gets their hold back; other
 * nights of the same home that they hold and that are in the way are let go.
 *
 * Refuses with `own_listing`, `too_many_holds`, `dates_just_taken` (with alternatives; nothing was charged), and all that
 * `redeemQuote` refuses with: `quote_tampered`, `quote_expired`, `quote_changed` (with the quote of now) and the stay's own.
 */
import { toEventRow } from "@/server/events/publish";
import { bookingHeld } from "@/server/modules/bookings/events";
import { expireHold } from "@/server/modules/bookings/expire-holds";
import { newBookingCode } from "@/server/modules/bookings/new-booking-code";
import { toPayload } from "@/server/modules/bookings/payload";
import { HOLD_MINUTES, HOLDS_MAX } from "@/server/modules/bookings/rules";
import { type HoldOutcome, type HoldRows, holdStay } from "@/server/modules/bookings/store";
import { nightsChanged } from "@/server/modules/calendar/events";
import { openPayment } from "@/server/modules/payments/open-payment";
import { findNearestStays } from "@/server/modules/pricing/find-nearest-stays";
import { type RedeemedQuote, redeemQuote } from "@/server/modules/pricing/redeem-quote";
import type { GuestCtx } from "@/server/platform/context";
import { sqlStateOf } from "@/server/platform/db";
import { type BookingId, newId } from "@/server/primitives/id";
import { Refusal, refuse } from "@/server/primitives/refusal";
import { addMs, instantAt, MINUTE_MS } from "@/server/primitives/zoned";

export interface HoldInput {
  readonly quoteId: string;
  readonly channel?: "web" | "mobile" | "rest" | undefined;
}
export interface HoldAnswer {
  readonly bookingId: BookingId;
  readonly holdExpiresAt: Date;
}

/** A code is taken by another booking about once in ten thousand; a replaced hold asks for one more round. */
const ROUNDS_MAX = 4;
const NIGHT_TAKEN = "RS001";
const CODE_TAKEN = "23505";

export async function hold(ctx: GuestCtx, input: HoldInput): Promise<HoldAnswer> {
  const redeemed = await withAlternatives(ctx, () => redeemQuote(ctx, input.quoteId));
  const { listingId } = redeemed.quote;
  if (redeemed.facts.home.hostId === ctx.actor.personId) throw refuse("own_listing", { listingId });
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    const outcome = await withAlternatives(ctx, () => tryHold(ctx, redeemed, input.channel ?? "web"));
    if (outcome === undefined) continue;
    if (outcome.outcome === "too_many_holds") throw refuse("too_many_holds", { holdsMax: HOLDS_MAX });
    if (outcome.outcome === "listing_not_found") throw refuse("listing_not_found", { listingId });
    const { bookingId } = outcome;
    if (outcome.outcome !== "replaces") return { bookingId, holdExpiresAt: outcome.holdExpiresAt };
    await expireHold(ctx, bookingId, { early: true, reason: "the guest holds other nights of this home" });
  }
  throw new Error("a hold found no free booking code");
}

/** Undefined when the new booking's code belongs to another one: worth another try. */
async function tryHold(
  ctx: GuestCtx,
  redeemed: RedeemedQuote,
  channel: string,
): Promise<HoldOutcome | undefined> {
  try {
    return await holdStay(ctx.db, toHoldRows(ctx, redeemed, channel), HOLDS_MAX);
  } catch (error) {
    const state = sqlStateOf(error);
    if (state === CODE_TAKEN) return undefined;
    if (state !== NIGHT_TAKEN) throw error;
    const { listingId, stay, party } = redeemed.quote;
    throw refuse("dates_just_taken", { listingId, stay, party });
  }
}

/** Adds to a lost race what can still be had; the guest was not charged. */
async function withAlternatives<T>(ctx: GuestCtx, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "dates_just_taken") throw error;
    // Thrown by the two steps of this file alone, always with the stay that was lost.
    const lost = error.details as unknown as Parameters<typeof findNearestStays>[1];
    const alternatives = await findNearestStays(ctx, lost);
    throw refuse("dates_just_taken", { ...error.details, alternatives });
  }
}

/** The rows that `holdStay` writes. */
export function toHoldRows(ctx: GuestCtx, redeemed: RedeemedQuote, channel: string): HoldRows {
  const { quote, snapshot: home, facts } = redeemed;
  const { listingId, stay, party, total } = quote;
  const { now, trace } = ctx;
  const holdExpiresAt = addMs(now, HOLD_MINUTES * MINUTE_MS);
  const bookingId = newId("booking", now.getTime());
  const guestId = ctx.actor.personId;
  const booking = {
    id: bookingId,
    code: newBookingCode(),
    listingId,
    hostId: facts.home.hostId,
    guestId,
    status: "held" as const,
    checkIn: stay.checkIn,
    checkOut: stay.checkOut,
    party,
    currency: total.currency,
    totalMinor: total.amountMinor,
    quoteId: redeemed.id,
    snapshot: { ...home, quote },
    checkInAt: instantAt(stay.checkIn, home.checkInFromMinutes, home.timeZone),
    checkOutAt: instantAt(stay.checkOut, home.checkOutByMinutes, home.timeZone),
    holdExpiresAt,
    heldAt: now,
    confirmedAt: null,
    checkedInAt: null,
    completedAt: null,
    cancelledAt: null,
    refundMinor: null,
    channel,
    device: ctx.client?.device ?? null,
  };
  const night = { listingId, ...stay, cause: "held" as const };
  return {
    booking,
    quote: { id: redeemed.id, listingId, quote, takenAt: now },
    payment: openPayment({ bookingId, guestId, amount: total, payableUntil: holdExpiresAt, now }),
    events: [
      toEventRow(nightsChanged, { payload: night, at: now, trace }),
      toEventRow(bookingHeld, { payload: { ...toPayload(booking), holdExpiresAt }, at: now, trace }),
    ],
    reason: "held for 15 minutes",
  };
}
