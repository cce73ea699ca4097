import type { z } from "zod";
import type { BookingRow, listBookingsInput, listBookingsOutput } from "@/server/modules/admin/contract";
import { readInstantCursor } from "@/server/modules/admin/page-cursor";
import { type BookingRowRead, countBookingsByStatus, listBookingRows } from "@/server/modules/admin/store";
import type { OperatorCtx } from "@/server/platform/context";
import { assert } from "@/server/primitives/assert";
import { uuidOf } from "@/server/primitives/id";
import { isCurrency, type Money, money } from "@/server/primitives/money";
import { toPage } from "@/server/primitives/page";
import { nightCount } from "@/server/primitives/stay";

/** Bookings of the whole market, latest hold first. Writes nothing. Refuses a foreign cursor with `invalid_input`. */
export async function listBookings(
  ctx: OperatorCtx,
  input: z.output<typeof listBookingsInput>,
): Promise<z.output<typeof listBookingsOutput>> {
  const { cursor, limit, ...filter } = input;
  const rows = await listBookingRows(ctx.db, {
    ...filter,
    after: readInstantCursor(cursor),
    rowsMax: limit + 1,
  });
  const page = toPage(rows, limit, (last) => ({ at: last.heldAt, id: uuidOf(last.bookingId) }));
  const counts = await countBookingsByStatus(ctx.db);
  return {
    items: page.items.map(bookingRowOf),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
    counts: Object.fromEntries(counts.map(({ status, count }) => [status, count])),
  };
}

export function bookingRowOf(row: BookingRowRead): BookingRow {
  const { checkIn, checkOut, currency, totalMinor } = row;
  const changes = [row.confirmedAt, row.checkedInAt, row.completedAt, row.cancelledAt];
  const lapsedAt = row.status === "expired" ? row.holdExpiresAt : undefined;
  return {
    bookingId: row.bookingId,
    code: row.code,
    status: row.status,
    guest: row.guest,
    host: row.host,
    listing: row.listing,
    stay: { checkIn, checkOut },
    nightCount: nightCount({ checkIn, checkOut }),
    total: moneyOf(totalMinor, currency),
    channel: row.channel,
    heldAt: row.heldAt,
    holdExpiresAt: row.holdExpiresAt,
    changedAt: changes.reduce<Date>((last, at) => (at && at > last ? at : last), lapsedAt ?? row.heldAt),
  };
}

/** Money of an amount and a currency column. */
export function moneyOf(amountMinor: number, currency: string): Money {
  assert(isCurrency(currency), `not a currency: ${currency}`);
  return money(amountMinor, currency);
}
