/**
 * Events that bookings publish. Each carries what a consumer needs to tell of it later, since delivery may be late and
 * the booking may have moved on. Amounts are minor units of `currency`.
 */
import { z } from "zod";
import { defineEvent } from "@/server/events/define-event";
import { DEVICE_CLASSES } from "@/server/primitives/client-kind";
import { idContract, localDateContract, partyContract } from "@/server/primitives/contracts";

const base = z.object({
  bookingId: idContract("booking"),
  code: z.string(),
  listingId: idContract("listing"),
  hostId: idContract("person"),
  guestId: idContract("person"),
  checkIn: localDateContract,
  checkOut: localDateContract,
  nightCount: z.int(),
  party: partyContract,
  currency: z.string(),
  totalMinor: z.int(),
  nightsMinor: z.int(),
  hostFeesMinor: z.int(),
  guestFeeMinor: z.int(),
  hostFeeMinor: z.int(),
  taxMinor: z.int(),
  channel: z.string(),
  /** What the guest held the stay on. */
  device: z.enum(DEVICE_CLASSES).optional(),
  listingTitle: z.string(),
  timeZone: z.string(),
});
export const bookingPayloadContract = base;
export type BookingPayload = z.output<typeof base>;

export const bookingHeld = defineEvent({
  type: "booking.held",
  version: 1,
  topic: "bookings",
  summary: "A guest has a stay's nights for 15 minutes.",
  payload: base.extend({ holdExpiresAt: z.coerce.date() }),
  keyOf: (p) => p.bookingId,
});

export const bookingExpired = defineEvent({
  type: "booking.expired",
  version: 1,
  topic: "bookings",
  summary: "A hold lapsed without a payment; its nights are free.",
  payload: base,
  keyOf: (p) => p.bookingId,
});

export const bookingConfirmed = defineEvent({
  type: "booking.confirmed",
  version: 1,
  topic: "bookings",
  summary: "A stay is booked and paid.",
  payload: base.extend({ cancellationPolicy: z.string(), bookedOn: localDateContract, leadDays: z.int() }),
  keyOf: (p) => p.bookingId,
});

export const bookingCancelled = defineEvent({
  type: "booking.cancelled",
  version: 1,
  topic: "bookings",
  summary: "A confirmed stay was cancelled; says by whom and what goes back.",
  payload: base.extend({
    by: z.enum(["guest", "host", "operator"]),
    reason: z.string(),
    refundMinor: z.int(),
    nightsRefundMinor: z.int(),
    hostFeesRefundMinor: z.int(),
    guestFeeRefundMinor: z.int(),
    hostFeeRefundMinor: z.int(),
    taxRefundMinor: z.int(),
    bookedOn: localDateContract,
  }),
  keyOf: (p) => p.bookingId,
});

export const latePaymentReturned = defineEvent({
  type: "booking.late_payment_returned",
  version: 1,
  topic: "bookings",
  summary: "A payment came after the hold lapsed and the nights were gone; the money goes back.",
  payload: base.extend({ refundMinor: z.int() }),
  keyOf: (p) => p.bookingId,
});

export const bookingCheckedIn = defineEvent({
  type: "booking.checked_in",
  version: 1,
  topic: "bookings",
  summary: "The stay began.",
  payload: base,
  keyOf: (p) => p.bookingId,
});

export const bookingCompleted = defineEvent({
  type: "booking.completed",
  version: 1,
  topic: "bookings",
  summary: "The stay ended.",
  payload: base,
  keyOf: (p) => p.bookingId,
});
