import type { AdminPerson } from "@/server/modules/admin/directory-contract";
import {
  countHosted,
  listStandingSessions,
  readPersonRecordUnscoped,
} from "@/server/modules/admin/directory-store";
import { listEventRows } from "@/server/modules/admin/event-store";
import { bookingRowOf } from "@/server/modules/admin/list-bookings";
import { listingRowOf } from "@/server/modules/admin/list-directory";
import { listActions, listBookingRows, listListingRows, listPeopleRows } from "@/server/modules/admin/store";
import { listLog } from "@/server/modules/notifications/list-log";
import type { OperatorCtx } from "@/server/platform/context";
import type { PersonId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

/** The page shows the latest of each and leads to the lists for the rest. */
const ROWS_MAX = 20;

/**
 * Everything an operator may know of a person: profile, bookings on both sides, homes, where they are signed in, letters,
 * events, and what operators did to them. Of a session never the token. Writes nothing. Refuses with `not_found`.
 */
export async function readPerson(ctx: OperatorCtx, input: { personId: PersonId }): Promise<AdminPerson> {
  const { db } = ctx;
  const { personId } = input;
  const rowsMax = ROWS_MAX;
  const [row] = await listPeopleRows(db, { personId, rowsMax: 1 });
  const record = await readPersonRecordUnscoped(db, personId);
  if (!row || !record) throw refuse("not_found", { personId });
  const bookings = await listBookingRows(db, { guestId: personId, rowsMax });
  const hosted = await listBookingRows(db, { hostId: personId, rowsMax });
  const listings = await listListingRows(db, { hostId: personId, rowsMax });
  const letters = await listLog(ctx, { recipientId: personId, cursor: undefined });
  return {
    person: { ...row, ...record, hostedCount: await countHosted(db, personId) },
    bookings: bookings.map(bookingRowOf),
    hosted: hosted.map(bookingRowOf),
    listings: listings.map(listingRowOf),
    sessions: await listStandingSessions(db, personId, rowsMax),
    deliveries: letters.items.slice(0, rowsMax),
    events: await listEventRows(db, { key: personId, rowsMax }),
    actions: await listActions(db, { object: { kind: "person", id: personId }, rowsMax }),
  };
}
