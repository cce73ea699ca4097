import { murmur2 } from "@/server/events/partition";
import type { BookingPayload } from "@/server/modules/bookings/events";
import {
  type ComputedCancellation,
  computeCancellation,
} from "@/server/modules/pricing/compute-cancellation";
import type { Quote } from "@/server/modules/pricing/contract";
import type { DeviceClass } from "@/server/primitives/client-kind";
import type { BookingId, ListingId, PersonId } from "@/server/primitives/id";
import { addDays, fromDayNumber } from "@/server/primitives/local-date";
import { addMs, HOUR_MS, instantAt, MINUTE_MS } from "@/server/primitives/zoned";
import type { DemoListing, DemoStay } from "../market/types";
import type { Frame } from "./frames";
import type { BookingCodes, DemoIds } from "./ids";
import type { SandboxCharge } from "./sandbox";
import type { EventNotes, Sinks } from "./sinks";

export const HOLD_MINUTES = 15;

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

export type Times = {
  heldAt: Date;
  confirmedAt: Date;
  checkInAt: Date;
  checkOutAt: Date;
  cancelledAt: Date | null;
};

export function timesOf(stay: DemoStay, home: DemoListing, frame: Frame, now: Date): Times {
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

/** When the job that ends holds came by. */
export function lapsedAt({ heldAt }: Times): Date {
  return addMs(heldAt, HOLD_MINUTES * MINUTE_MS + 4_000);
}

export type KeptStatus = "confirmed" | "checked_in" | "completed";

export function statusOf(
  stay: DemoStay,
  times: Times,
  now: Date,
): KeptStatus | "cancelled_by_guest" | "cancelled_by_host" | "expired" {
  if (stay.fate === "lapsed") return "expired";
  if (stay.fate !== "kept") return stay.fate;
  if (now >= times.checkOutAt) return "completed";
  return now >= times.checkInAt ? "checked_in" : "confirmed";
}

export type DemoStatus = ReturnType<typeof statusOf>;

export function cancellationOf(quote: Quote, home: DemoListing, frame: Frame, times: Times, stay: DemoStay) {
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

export type BookedFacts = {
  bookingId: BookingId;
  code: string;
  guestId: PersonId;
  quote: Quote;
  stay: DemoStay;
  frame: Frame;
};

/** What a made-up guest held the stay on: apps are on phones, of browsers two in five. */
export function deviceOf(stay: Pick<DemoStay, "channel">, code: string): DeviceClass {
  if (stay.channel === "mobile") return "phone";
  return (murmur2(new TextEncoder().encode(code)) >>> 0) % 5 < 2 ? "phone" : "desktop";
}

export function payloadOf({ home, listingId, hostId }: PlacedHome, booked: BookedFacts): BookingPayload {
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
    device: deviceOf(stay, booked.code),
    listingTitle: home.title,
    timeZone: booked.frame.timeZone,
  };
}

export type Happened = {
  status: DemoStatus;
  times: Times;
  home: DemoListing;
  frame: Frame;
  cancellation: ComputedCancellation | null;
};
