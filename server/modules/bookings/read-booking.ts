/**
 * A guest reads a booking of their own, and lists their trips. A lapsed hold that the cron has not ended yet shows as
 * expired. Refuses with `booking_not_found` for somebody else's.
 */
import type { z } from "zod";
import type { GuestBooking, listTripsOutput } from "@/server/modules/bookings/contract";
import {
  listBookingsOfGuest,
  listTransitions,
  readBookingOfGuest,
  type ShownBooking,
} from "@/server/modules/bookings/list-store";
import { cursorOf, readBookingCursor } from "@/server/modules/bookings/page-cursor";
import { toGuestBooking, toTrip } from "@/server/modules/bookings/views";
import { readPaymentIfAny } from "@/server/modules/payments/read-payment";
import type { GuestCtx } from "@/server/platform/context";
import type { BookingId } from "@/server/primitives/id";
import { PAGE_SIZE_DEFAULT, toPage } from "@/server/primitives/page";
import { refuse } from "@/server/primitives/refusal";

export async function readBooking(ctx: GuestCtx, input: { bookingId: BookingId }): Promise<GuestBooking> {
  const { bookingId } = input;
  const found = await readBookingOfGuest(ctx.db, bookingId, ctx.actor.personId);
  if (!found) throw refuse("booking_not_found", { bookingId });
  const [payment, transitions] = await Promise.all([
    readPaymentIfAny(ctx, { bookingId }),
    listTransitions(ctx.db, bookingId),
  ]);
  return toGuestBooking(ctx.config, asOf(found, ctx.now), { payment, transitions, now: ctx.now });
}

function asOf(booking: ShownBooking, now: Date): ShownBooking {
  const hasLapsed = booking.status === "held" && booking.holdExpiresAt <= now;
  return hasLapsed ? { ...booking, status: "expired" } : booking;
}

export async function listTrips(
  ctx: GuestCtx,
  input: { cursor?: string | undefined; when: "upcoming" | "past" | "cancelled" },
): Promise<z.output<typeof listTripsOutput>> {
  const rows = await listBookingsOfGuest(ctx.db, ctx.actor.personId, {
    when: input.when,
    now: ctx.now,
    after: readBookingCursor(input.cursor),
    sizeMax: PAGE_SIZE_DEFAULT,
  });
  const page = toPage(rows, PAGE_SIZE_DEFAULT, cursorOf);
  return { items: page.items.map((booking) => toTrip(ctx.config, booking)), nextCursor: page.nextCursor };
}
