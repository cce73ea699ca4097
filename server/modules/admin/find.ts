import type { z } from "zod";
import type { findOutput } from "@/server/modules/admin/contract";
import { listEventRows } from "@/server/modules/admin/event-store";
import { bookingRowOf } from "@/server/modules/admin/list-bookings";
import { listingRowOf } from "@/server/modules/admin/list-directory";
import { listBookingRows, listListingRows, listPeopleRows } from "@/server/modules/admin/store";
import type { OperatorCtx } from "@/server/platform/context";
import { isId } from "@/server/primitives/id";

const HITS_MAX = 6;
type Found = z.output<typeof findOutput>;

/**
 * What the search box of the operator's pages finds: by id, booking code, name, e-mail or title. A whole id is looked up
 * by key and finds what it names, and for a booking, person or listing also its events. Writes nothing.
 */
export async function find(ctx: OperatorCtx, input: { text: string }): Promise<Found> {
  const { text } = input;
  const rowsMax = HITS_MAX;
  const nothing: Found = { bookings: [], people: [], listings: [], events: [] };
  const events = () => listEventRows(ctx.db, { key: text, rowsMax });
  if (isId("booking", text)) {
    const bookings = await listBookingRows(ctx.db, { bookingId: text, rowsMax });
    return { ...nothing, bookings: bookings.map(bookingRowOf), events: await events() };
  }
  if (isId("person", text)) {
    return {
      ...nothing,
      people: await listPeopleRows(ctx.db, { personId: text, rowsMax }),
      events: await events(),
    };
  }
  if (isId("listing", text)) {
    const listings = await listListingRows(ctx.db, { listingId: text, rowsMax });
    return { ...nothing, listings: listings.map(listingRowOf), events: await events() };
  }
  if (isId("event", text)) {
    return { ...nothing, events: await listEventRows(ctx.db, { eventId: text, rowsMax }) };
  }
  const [bookings, people, listings] = await Promise.all([
    listBookingRows(ctx.db, { text, rowsMax }),
    listPeopleRows(ctx.db, { text, rowsMax }),
    listListingRows(ctx.db, { text, rowsMax }),
  ]);
  return {
    ...nothing,
    bookings: bookings.map(bookingRowOf),
    people,
    listings: listings.map(listingRowOf),
  };
}
