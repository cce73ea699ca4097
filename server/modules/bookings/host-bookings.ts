/** A host lists and reads the bookings of their own homes. Refuses with `booking_not_found` for another host's. */
import type { z } from "zod";
import type { listHostBookingsOutput, readHostBookingOutput } from "@/server/modules/bookings/contract";
import {
  listBookingsOfHost,
  listTransitions,
  readBookingOfHost,
  type When,
} from "@/server/modules/bookings/list-store";
import { cursorOf, readBookingCursor } from "@/server/modules/bookings/page-cursor";
import { toHostBooking } from "@/server/modules/bookings/views";
import type { HostCtx } from "@/server/platform/context";
import type { BookingId, ListingId } from "@/server/primitives/id";
import { money } from "@/server/primitives/money";
import { PAGE_SIZE_DEFAULT, toPage } from "@/server/primitives/page";
import { refuse } from "@/server/primitives/refusal";

export async function listForHost(
  ctx: HostCtx,
  input: { cursor?: string | undefined; when: When; listingId?: ListingId | undefined },
): Promise<z.output<typeof listHostBookingsOutput>> {
  const rows = await listBookingsOfHost(ctx.db, ctx.actor.personId, {
    when: input.when,
    now: ctx.now,
    after: readBookingCursor(input.cursor),
    sizeMax: PAGE_SIZE_DEFAULT,
    listingId: input.listingId,
  });
  const page = toPage(rows, PAGE_SIZE_DEFAULT, cursorOf);
  return { items: page.items.map(toHostBooking), nextCursor: page.nextCursor };
}

export async function readForHost(
  ctx: HostCtx,
  input: { bookingId: BookingId },
): Promise<z.output<typeof readHostBookingOutput>> {
  const { bookingId } = input;
  const booking = await readBookingOfHost(ctx.db, bookingId, ctx.actor.personId);
  if (!booking) throw refuse("booking_not_found", { bookingId });
  const { quote, cancellationPolicy } = booking.snapshot;
  return {
    ...toHostBooking(booking),
    lines: quote.lines,
    hostFee: money(quote.hostFeeMinor, booking.currency),
    transitions: await listTransitions(ctx.db, bookingId),
    cancellationPolicy,
    refund: booking.refundMinor === null ? null : money(booking.refundMinor, booking.currency),
  };
}
