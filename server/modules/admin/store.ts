/** SQL of the audit log, and of what operators look for: bookings, people, listings. Reads foreign tables, writes none. */
import { and, desc, eq, ilike, isNull, or, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { hosts, operatorGrants, people } from "@/server/modules/accounts/tables";
import { operatorActions } from "@/server/modules/admin/tables";
import type { BookingStatus } from "@/server/modules/bookings/contract";
import { bookings } from "@/server/modules/bookings/tables";
import { listings } from "@/server/modules/listings/tables";
import { listingPrices } from "@/server/modules/pricing/tables";
import { type DbOrTx, sql, type Tx } from "@/server/platform/db";
import type { BookingId, ListingId, PersonId } from "@/server/primitives/id";

const guest = alias(people, "guest");
const host = alias(people, "host");

/** Where a list of (instant, id) in descending sequence goes on. */
export interface After {
  readonly at: Date;
  readonly id: string;
}
const before = (at: SQL | object, id: SQL | object, after: After | undefined) =>
  after ? sql`(${at}, ${id}) < (${after.at.toISOString()}::timestamptz, ${after.id}::uuid)` : undefined;
/** A text that somebody typed, as a pattern: its wildcards mean themselves. */
const containing = (text: string) => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

// --- audit

export async function insertAction(tx: Tx, action: typeof operatorActions.$inferInsert): Promise<void> {
  await tx.insert(operatorActions).values(action);
}

export async function listActions(
  db: DbOrTx,
  filter: {
    operatorId?: PersonId | undefined;
    action?: string | undefined;
    object?: { kind: string; id: string };
    after?: After | undefined;
    rowsMax: number;
  },
) {
  const { operatorId, action, object, after, rowsMax } = filter;
  return db
    .select({
      actionId: operatorActions.id,
      operator: { personId: people.id, name: people.name },
      action: operatorActions.action,
      objectKind: operatorActions.objectKind,
      objectId: operatorActions.objectId,
      reason: operatorActions.reason,
      details: operatorActions.details,
      at: operatorActions.at,
    })
    .from(operatorActions)
    .innerJoin(people, eq(people.id, operatorActions.operatorId))
    .where(
      and(
        operatorId ? eq(operatorActions.operatorId, operatorId) : undefined,
        action ? eq(operatorActions.action, action) : undefined,
        object
          ? and(eq(operatorActions.objectKind, object.kind), eq(operatorActions.objectId, object.id))
          : undefined,
        before(operatorActions.at, operatorActions.id, after),
      ),
    )
    .orderBy(desc(operatorActions.at), desc(operatorActions.id))
    .limit(rowsMax);
}

// --- bookings

export interface BookingFilter {
  readonly text?: string | undefined;
  readonly statuses?: readonly BookingStatus[] | undefined;
  readonly listingId?: ListingId | undefined;
  readonly guestId?: PersonId | undefined;
  readonly hostId?: PersonId | undefined;
  readonly bookingId?: BookingId | undefined;
  readonly after?: After | undefined;
  readonly rowsMax: number;
}

const bookingColumns = {
  bookingId: bookings.id,
  code: bookings.code,
  status: bookings.status,
  guest: { personId: guest.id, name: guest.name },
  host: { personId: host.id, name: host.name },
  listing: { listingId: listings.id, title: listings.title },
  checkIn: bookings.checkIn,
  checkOut: bookings.checkOut,
  currency: bookings.currency,
  totalMinor: bookings.totalMinor,
  channel: bookings.channel,
  heldAt: bookings.heldAt,
  holdExpiresAt: bookings.holdExpiresAt,
  confirmedAt: bookings.confirmedAt,
  checkedInAt: bookings.checkedInAt,
  completedAt: bookings.completedAt,
  cancelledAt: bookings.cancelledAt,
};

/** Latest hold first. Index bookings_held_at, or that of the guest, host or listing asked for. */
export async function listBookingRows(db: DbOrTx, filter: BookingFilter) {
  const pattern = filter.text ? containing(filter.text) : undefined;
  return db
    .select(bookingColumns)
    .from(bookings)
    .innerJoin(guest, eq(guest.id, bookings.guestId))
    .innerJoin(host, eq(host.id, bookings.hostId))
    .innerJoin(listings, eq(listings.id, bookings.listingId))
    .where(
      and(
        pattern
          ? or(
              ilike(bookings.code, pattern),
              ilike(guest.name, pattern),
              ilike(guest.email, pattern),
              ilike(host.name, pattern),
              ilike(host.email, pattern),
              ilike(listings.title, pattern),
            )
          : undefined,
        filter.statuses && filter.statuses.length > 0
          ? sql`${bookings.status} in (${sql.join(
              filter.statuses.map((status) => sql`${status}`),
              sql`, `,
            )})`
          : undefined,
        filter.listingId ? eq(bookings.listingId, filter.listingId) : undefined,
        filter.guestId ? eq(bookings.guestId, filter.guestId) : undefined,
        filter.hostId ? eq(bookings.hostId, filter.hostId) : undefined,
        filter.bookingId ? eq(bookings.id, filter.bookingId) : undefined,
        before(bookings.heldAt, bookings.id, filter.after),
      ),
    )
    .orderBy(desc(bookings.heldAt), desc(bookings.id))
    .limit(filter.rowsMax);
}
export type BookingRowRead = Awaited<ReturnType<typeof listBookingRows>>[number];

export async function countBookingsByStatus(db: DbOrTx) {
  return db
    .select({ status: bookings.status, count: sql<number>`count(*)::int` })
    .from(bookings)
    .groupBy(bookings.status);
}

// --- people

export interface PeopleFilter {
  readonly text?: string | undefined;
  readonly role?: "host" | "operator" | undefined;
  readonly personId?: PersonId | undefined;
  readonly after?: After | undefined;
  readonly rowsMax: number;
}

export async function listPeopleRows(db: DbOrTx, filter: PeopleFilter) {
  const pattern = filter.text ? containing(filter.text) : undefined;
  return db
    .select({
      personId: people.id,
      name: people.name,
      email: people.email,
      emailVerified: people.emailVerified,
      isHost: sql<boolean>`${hosts.personId} is not null`,
      isOperator: sql<boolean>`${operatorGrants.personId} is not null`,
      suspendedAt: people.suspendedAt,
      memberSince: people.createdAt,
      bookingCount: sql<number>`(select count(*)::int from ${bookings} b where b.guest_id = ${people.id})`,
      listingCount: sql<number>`(select count(*)::int from ${listings} l where l.host_id = ${people.id})`,
    })
    .from(people)
    .leftJoin(hosts, eq(hosts.personId, people.id))
    .leftJoin(operatorGrants, and(eq(operatorGrants.personId, people.id), isNull(operatorGrants.revokedAt)))
    .where(
      and(
        pattern ? or(ilike(people.name, pattern), ilike(people.email, pattern)) : undefined,
        filter.role === "host" ? sql`${hosts.personId} is not null` : undefined,
        filter.role === "operator" ? sql`${operatorGrants.personId} is not null` : undefined,
        filter.personId ? eq(people.id, filter.personId) : undefined,
        before(people.createdAt, people.id, filter.after),
      ),
    )
    .orderBy(desc(people.createdAt), desc(people.id))
    .limit(filter.rowsMax);
}

export async function readPersonByEmail(db: DbOrTx, email: string) {
  const [row] = await db
    .select({ personId: people.id, name: people.name })
    .from(people)
    .where(eq(people.email, email.toLowerCase()));
  return row;
}

// --- listings

export interface ListingFilter {
  readonly text?: string | undefined;
  readonly status?: "draft" | "published" | "paused" | undefined;
  readonly hostId?: PersonId | undefined;
  readonly listingId?: ListingId | undefined;
  readonly after?: After | undefined;
  readonly rowsMax: number;
}

export async function listListingRows(db: DbOrTx, filter: ListingFilter) {
  const pattern = filter.text ? containing(filter.text) : undefined;
  return db
    .select({
      listingId: listings.id,
      title: listings.title,
      status: listings.status,
      host: { personId: host.id, name: host.name },
      city: listings.city,
      neighbourhood: listings.neighbourhood,
      baseMinor: listingPrices.baseMinor,
      currency: listings.currency,
      ratingSumCenti: listings.ratingSumCenti,
      reviewCount: listings.reviewCount,
      bookingCount: sql<number>`(select count(*)::int from ${bookings} b where b.listing_id = ${listings.id} and b.confirmed_at is not null)`,
      publishedAt: listings.publishedAt,
      createdAt: listings.createdAt,
    })
    .from(listings)
    .innerJoin(host, eq(host.id, listings.hostId))
    .leftJoin(listingPrices, eq(listingPrices.listingId, listings.id))
    .where(
      and(
        pattern
          ? or(
              ilike(listings.title, pattern),
              ilike(listings.neighbourhood, pattern),
              ilike(listings.city, pattern),
              ilike(host.name, pattern),
            )
          : undefined,
        filter.status ? eq(listings.status, filter.status) : undefined,
        filter.hostId ? eq(listings.hostId, filter.hostId) : undefined,
        filter.listingId ? eq(listings.id, filter.listingId) : undefined,
        before(listings.createdAt, listings.id, filter.after),
      ),
    )
    .orderBy(desc(listings.createdAt), desc(listings.id))
    .limit(filter.rowsMax);
}
