/** SQL that shows bookings: to their guest, to their host. Photos and names come from the modules' own SQL functions. */

import { asc, eq, type SQL } from "drizzle-orm";
import type { BookingStatus } from "@/server/modules/bookings/contract";
import type { Booking } from "@/server/modules/bookings/payload";
import { parseSnapshot } from "@/server/modules/bookings/store";
import { bookingTransitions } from "@/server/modules/bookings/tables";
import type { StoredPhoto } from "@/server/modules/listings/photo-view";
import { type DbOrTx, instantOf, rowsOf, sql } from "@/server/platform/db";
import type { DeviceClass } from "@/server/primitives/client-kind";
import type { Party } from "@/server/primitives/contracts";
import { type BookingId, idFromUuid, type ListingId, type PersonId, uuidOf } from "@/server/primitives/id";
import { type LocalDate, localDate } from "@/server/primitives/local-date";
import type { Currency } from "@/server/primitives/money";

type RawBooking = {
  id: string;
  code: string;
  listing_id: string;
  host_id: string;
  guest_id: string;
  status: BookingStatus;
  check_in: string;
  check_out: string;
  party: Party;
  currency: Currency;
  total_minor: string;
  snapshot: unknown;
  check_in_at: string;
  check_out_at: string;
  hold_expires_at: string;
  held_at: string;
  confirmed_at: string | null;
  cancelled_at: string | null;
  refund_minor: string | null;
  channel: string;
  device: DeviceClass | null;
  host_name: string;
  guest_name: string;
  photos: StoredPhoto[];
};

export interface ShownBooking extends Booking {
  readonly hostName: string;
  readonly guestName: string;
  readonly photo: StoredPhoto | undefined;
}

const maybe = <T>(value: string | null, read: (text: string) => T): T | null =>
  value === null ? null : read(value);

function toShown(row: RawBooking): ShownBooking {
  return {
    id: idFromUuid("booking", row.id),
    code: row.code,
    listingId: idFromUuid("listing", row.listing_id),
    hostId: idFromUuid("person", row.host_id),
    guestId: idFromUuid("person", row.guest_id),
    status: row.status,
    checkIn: localDate(row.check_in),
    checkOut: localDate(row.check_out),
    party: row.party,
    currency: row.currency,
    totalMinor: Number(row.total_minor),
    snapshot: parseSnapshot(row.snapshot),
    checkInAt: instantOf(row.check_in_at),
    checkOutAt: instantOf(row.check_out_at),
    holdExpiresAt: instantOf(row.hold_expires_at),
    heldAt: instantOf(row.held_at),
    confirmedAt: maybe(row.confirmed_at, instantOf),
    cancelledAt: maybe(row.cancelled_at, instantOf),
    refundMinor: maybe(row.refund_minor, Number),
    channel: row.channel,
    device: row.device,
    hostName: row.host_name,
    guestName: row.guest_name,
    photo: row.photos[0],
  };
}

const SHOWN = sql`b.*, b.check_in::text as check_in, b.check_out::text as check_out,
  person_name(b.host_id) as host_name, person_name(b.guest_id) as guest_name, photos_json(b.listing_id, 1) as photos`;

export async function readBookingOfGuest(
  db: DbOrTx,
  bookingId: BookingId,
  guestId: PersonId,
): Promise<ShownBooking | undefined> {
  const rows = await rowsOf<RawBooking>(
    db,
    sql`select ${SHOWN} from bookings b where b.id = ${uuidOf(bookingId)}::uuid and b.guest_id = ${uuidOf(guestId)}::uuid`,
  );
  return rows[0] && toShown(rows[0]);
}

export async function readBookingOfHost(
  db: DbOrTx,
  bookingId: BookingId,
  hostId: PersonId,
): Promise<ShownBooking | undefined> {
  const rows = await rowsOf<RawBooking>(
    db,
    sql`select ${SHOWN} from bookings b where b.id = ${uuidOf(bookingId)}::uuid and b.host_id = ${uuidOf(hostId)}::uuid`,
  );
  return rows[0] && toShown(rows[0]);
}

export type When = "today" | "upcoming" | "past" | "cancelled" | "all";
/** Where the page before ended. */
export interface After {
  readonly checkIn: LocalDate;
  readonly bookingId: BookingId;
}
export interface ListQuery {
  readonly when: When;
  readonly now: Date;
  readonly after: After | undefined;
  readonly sizeMax: number;
  readonly listingId?: ListingId | undefined;
}

/** A lapsed hold is shown to nobody, whether or not the cron has come by. */
const isHeldNow = (at: SQL) => sql`(b.status = 'held' and b.hold_expires_at > ${at})`;
const CANCELLED = sql`b.status in ('cancelled_by_guest', 'cancelled_by_host', 'cancelled_by_operator', 'declined')`;

function pickOf(query: ListQuery): SQL {
  const at = sql`${query.now.toISOString()}::timestamptz`;
  switch (query.when) {
    case "today":
      return sql`b.status in ('confirmed', 'checked_in') and b.check_in_at <= ${at} + interval '1 day' and b.check_out_at >= ${at} - interval '1 day'`;
    case "upcoming":
      return sql`(b.status in ('confirmed', 'checked_in') or ${isHeldNow(at)})`;
    case "past":
      return sql`b.status in ('completed', 'no_show')`;
    case "cancelled":
      return CANCELLED;
    case "all":
      return sql`(b.status not in ('held', 'expired') or ${isHeldNow(at)})`;
  }
}

/** What lies ahead begins with the nearest stay, what is past with the latest. One row more than the page. */
async function list(db: DbOrTx, owner: SQL, query: ListQuery): Promise<ShownBooking[]> {
  const { after } = query;
  const isAhead = query.when === "upcoming" || query.when === "today";
  const direction = isAhead ? sql`asc` : sql`desc`;
  const beyond = isAhead ? sql`>` : sql`<`;
  const from = after
    ? sql`and (b.check_in, b.id) ${beyond} (${after.checkIn}::date, ${uuidOf(after.bookingId)}::uuid)`
    : sql``;
  const listing = query.listingId ? sql`and b.listing_id = ${uuidOf(query.listingId)}::uuid` : sql``;
  const rows = await rowsOf<RawBooking>(
    db,
    sql`select ${SHOWN} from bookings b where ${owner} ${listing} and ${pickOf(query)} ${from}
        order by b.check_in ${direction}, b.id ${direction} limit ${query.sizeMax + 1}`,
  );
  return rows.map(toShown);
}

/** Index: bookings_guest. */
export function listBookingsOfGuest(
  db: DbOrTx,
  guestId: PersonId,
  query: ListQuery,
): Promise<ShownBooking[]> {
  return list(db, sql`b.guest_id = ${uuidOf(guestId)}::uuid`, query);
}

/** Index: bookings_host. */
export function listBookingsOfHost(db: DbOrTx, hostId: PersonId, query: ListQuery): Promise<ShownBooking[]> {
  return list(db, sql`b.host_id = ${uuidOf(hostId)}::uuid`, query);
}

/** A host has few stays in one range of dates; more are not read. */
const RANGE_ROWS_MAX = 1_000;

/** Standing stays and live holds of a host that have a night in [from, until). Index: bookings_host. */
export async function listBookingsOfHostWithin(
  db: DbOrTx,
  hostId: PersonId,
  range: { from: LocalDate; until: LocalDate; now: Date },
): Promise<ShownBooking[]> {
  const at = sql`${range.now.toISOString()}::timestamptz`;
  const rows = await rowsOf<RawBooking>(
    db,
    sql`select ${SHOWN} from bookings b
        where b.host_id = ${uuidOf(hostId)}::uuid and b.check_in < ${range.until}::date and b.check_out >= ${range.from}::date
          and (b.status in ('confirmed', 'checked_in', 'completed') or ${isHeldNow(at)})
        order by b.check_in, b.id limit ${RANGE_ROWS_MAX}`,
  );
  return rows.map(toShown);
}

export async function listTransitions(db: DbOrTx, bookingId: BookingId) {
  return db
    .select({
      status: bookingTransitions.toStatus,
      actorKind: bookingTransitions.actorKind,
      reason: bookingTransitions.reason,
      at: bookingTransitions.at,
    })
    .from(bookingTransitions)
    .where(eq(bookingTransitions.bookingId, bookingId))
    .orderBy(asc(bookingTransitions.seq));
}
