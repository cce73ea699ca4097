/** Contracts of bookings. */
import { z } from "zod";
import { CANCELLATION_POLICIES, houseRulesContract, photoContract } from "@/server/modules/listings/contract";
import { paymentContract } from "@/server/modules/payments/contract";
import { quoteContract, quoteLineContract, refundStepContract } from "@/server/modules/pricing/contract";
import {
  cursorContract,
  idContract,
  localDateContract,
  moneyContract,
  pageContract,
  partyContract,
  stayContract,
} from "@/server/primitives/contracts";

export const BOOKING_STATUS_VALUES = [
  "held",
  "confirmed",
  "checked_in",
  "completed",
  "expired",
  "declined",
  "cancelled_by_guest",
  "cancelled_by_host",
  "cancelled_by_operator",
  "no_show",
] as const;
export type BookingStatus = (typeof BOOKING_STATUS_VALUES)[number];

/** Facts frozen into the booking when it was held: nothing about it changes with the listing later. */
export const bookingSnapshotContract = z.object({
  quote: quoteContract,
  listingTitle: z.string(),
  city: z.string(),
  neighbourhood: z.string(),
  addressLine: z.string(),
  postalCode: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  timeZone: z.string(),
  checkInFromMinutes: z.int(),
  checkOutByMinutes: z.int(),
  checkInNote: z.string(),
  houseRules: houseRulesContract,
  cancellationPolicy: z.enum(CANCELLATION_POLICIES),
});
export type BookingSnapshot = z.output<typeof bookingSnapshotContract>;

export const holdInput = z.strictObject({
  quoteId: z.string().max(400),
  /** Where the guest came from; kept for the operator's figures. */
  channel: z.enum(["web", "mobile", "rest"]).optional(),
});
export const holdOutput = z.object({ bookingId: idContract("booking"), holdExpiresAt: z.date() });

export const readBookingInput = z.strictObject({ bookingId: idContract("booking") });
export const transitionContract = z.object({
  status: z.enum(BOOKING_STATUS_VALUES),
  actorKind: z.enum(["guest", "host", "operator", "system"]),
  reason: z.string(),
  at: z.date(),
});

/** A booking as its guest sees it. Address, exact point and check-in note are null until it is confirmed. */
export const guestBookingContract = z.object({
  bookingId: idContract("booking"),
  code: z.string(),
  status: z.enum(BOOKING_STATUS_VALUES),
  listingId: idContract("listing"),
  listingTitle: z.string(),
  city: z.string(),
  neighbourhood: z.string(),
  photo: photoContract.nullable(),
  host: z.object({ hostId: idContract("person"), name: z.string() }),
  stay: stayContract,
  nightCount: z.int(),
  party: partyContract,
  lines: z.array(quoteLineContract),
  total: moneyContract,
  timeZone: z.string(),
  checkInAt: z.date(),
  checkOutAt: z.date(),
  holdExpiresAt: z.date(),
  heldAt: z.date(),
  confirmedAt: z.date().nullable(),
  cancelledAt: z.date().nullable(),
  refund: moneyContract.nullable(),
  cancellationPolicy: z.enum(CANCELLATION_POLICIES),
  houseRules: houseRulesContract,
  policySteps: z.array(refundStepContract),
  payment: paymentContract.nullable(),
  address: z
    .object({
      addressLine: z.string(),
      postalCode: z.string(),
      city: z.string(),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
    })
    .nullable(),
  checkInNote: z.string().nullable(),
  transitions: z.array(transitionContract),
});
export type GuestBooking = z.output<typeof guestBookingContract>;

export const listTripsInput = z.strictObject({
  cursor: cursorContract,
  when: z.enum(["upcoming", "past", "cancelled"]).default("upcoming"),
});
export const tripContract = guestBookingContract.pick({
  bookingId: true,
  code: true,
  status: true,
  listingId: true,
  listingTitle: true,
  city: true,
  neighbourhood: true,
  photo: true,
  host: true,
  stay: true,
  nightCount: true,
  party: true,
  total: true,
  timeZone: true,
  checkInAt: true,
  checkOutAt: true,
  holdExpiresAt: true,
});
export const listTripsOutput = pageContract(tripContract);

/** The derivation of a cancellation: what comes back and why, line by line. */
export const cancellationContract = z.object({
  refund: moneyContract,
  hostKeeps: moneyContract,
  derivation: z.array(
    z.object({
      what: z.enum(["nights", "host_fees", "cleaning_fee", "guest_service_fee", "tax"]),
      paidMinor: z.int(),
      refundMinor: z.int(),
      because: z.string(),
    }),
  ),
  asOf: z.date(),
});
export type Cancellation = z.output<typeof cancellationContract>;
export const cancelInput = z.strictObject({
  bookingId: idContract("booking"),
  reason: z.string().trim().max(500).default(""),
  /** The refund the guest was shown; another one by now is refused with the new preview. */
  expectedRefundMinor: z.int().min(0),
});
export const cancelOutput = z.object({
  bookingId: idContract("booking"),
  status: z.enum(BOOKING_STATUS_VALUES),
  cancellation: cancellationContract,
});

/** `dates_just_taken` carries these in its details. */
export const alternativeStayContract = z.object({
  listingId: idContract("listing"),
  stay: stayContract,
  total: moneyContract.nullable(),
});

// --- the host's side
export const listHostBookingsInput = z.strictObject({
  cursor: cursorContract,
  when: z.enum(["today", "upcoming", "past", "cancelled", "all"]).default("upcoming"),
  listingId: idContract("listing").optional(),
});
export const hostBookingContract = z.object({
  bookingId: idContract("booking"),
  code: z.string(),
  status: z.enum(BOOKING_STATUS_VALUES),
  listingId: idContract("listing"),
  listingTitle: z.string(),
  guest: z.object({ guestId: idContract("person"), name: z.string() }),
  stay: stayContract,
  nightCount: z.int(),
  party: partyContract,
  total: moneyContract,
  /** What the host gets: nights and host fees less the host service fee. */
  hostAmount: moneyContract,
  checkInAt: z.date(),
  checkOutAt: z.date(),
  timeZone: z.string(),
  heldAt: z.date(),
  holdExpiresAt: z.date(),
});
export type HostBooking = z.output<typeof hostBookingContract>;
export const listHostBookingsOutput = pageContract(hostBookingContract);
export const hostTodayInput = z.strictObject({});
/** Everything that needs the host today, for all their homes. */
export const hostTodayOutput = z.object({
  today: localDateContract,
  timeZone: z.string(),
  arrivals: z.array(hostBookingContract),
  departures: z.array(hostBookingContract),
  inHouse: z.array(hostBookingContract),
  upcoming: z.array(hostBookingContract),
  holds: z.array(hostBookingContract),
  homes: z.array(
    z.object({
      listingId: idContract("listing"),
      title: z.string(),
      status: z.enum(["draft", "published", "paused"]),
      photo: photoContract.nullable(),
    }),
  ),
  monthHostAmount: moneyContract.nullable(),
  monthOccupancyBps: z.int().nullable(),
});
export const readHostBookingOutput = hostBookingContract.extend({
  lines: z.array(quoteLineContract),
  hostFee: moneyContract,
  transitions: z.array(transitionContract),
  cancellationPolicy: z.enum(CANCELLATION_POLICIES),
  refund: moneyContract.nullable(),
});
