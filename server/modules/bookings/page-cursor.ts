/** Cursors of lists of bookings: the last shown stay's check-in and id. */
import { z } from "zod";
import type { After } from "@/server/modules/bookings/list-store";
import { idContract, localDateContract } from "@/server/primitives/contracts";
import { readCursor } from "@/server/primitives/read-cursor";

const bookingCursor = z
  .tuple([localDateContract, idContract("booking")])
  .transform(([checkIn, bookingId]) => ({ checkIn, bookingId }));

export function cursorOf(last: { checkIn: string; id: string }): [string, string] {
  return [last.checkIn, last.id];
}

/** Refuses with `invalid_input` a cursor that is not one of ours. */
export function readBookingCursor(cursor: string | undefined): After | undefined {
  return readCursor(bookingCursor, cursor);
}
