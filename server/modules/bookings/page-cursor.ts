/** Cursors of lists of bookings: the last shown stay's check-in and id. */
import type { After } from "@/server/modules/bookings/list-store";
import { isId } from "@/server/primitives/id";
import { isLocalDate } from "@/server/primitives/local-date";
import { decodeCursor } from "@/server/primitives/page";
import { refuse } from "@/server/primitives/refusal";

export function cursorOf(last: { checkIn: string; id: string }): [string, string] {
  return [last.checkIn, last.id];
}

/** Refuses with `invalid_input` a cursor that is not one of ours. */
export function readCursor(cursor: string | undefined): After | undefined {
  if (cursor === undefined) return undefined;
  const value = decodeCursor(cursor);
  if (Array.isArray(value)) {
    const [checkIn, id] = value as unknown[];
    if (typeof checkIn === "string" && typeof id === "string" && isLocalDate(checkIn) && isId("booking", id))
      return { checkIn, bookingId: id };
  }
  throw refuse("invalid_input", { fields: ["cursor"] });
}
