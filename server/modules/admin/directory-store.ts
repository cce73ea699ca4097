/** SQL of the operator's pages of one person and one home. Reads foreign tables, writes none. */
import { and, asc, count, desc, eq, gt, gte, lt, ne, or } from "drizzle-orm";
import { hosts, operatorGrants, people, sessions } from "@/server/modules/accounts/tables";
import { bookings } from "@/server/modules/bookings/tables";
import { calendarBlocks, nightClaims, stayRules } from "@/server/modules/calendar/tables";
import { listingPhotos, listings } from "@/server/modules/listings/tables";
import { listingPrices } from "@/server/modules/pricing/tables";
import { type DbOrTx, sql } from "@/server/platform/db";
import type { ListingId, PersonId } from "@/server/primitives/id";
import type { LocalDate } from "@/server/primitives/local-date";

/** What a person is beside their row in the directory: profile, host, operator. By keys. */
export async function readPersonRecordUnscoped(db: DbOrTx, personId: PersonId) {
  const [row] = await db
    .select({
      locale: people.locale,
      about: people.about,
      emailSuppressedAt: people.emailSuppressedAt,
      host: {
        hostSince: hosts.hostSince,
        superhost: hosts.superhost,
        responseRateBps: hosts.responseRateBps,
        responseMinutesMedian: hosts.responseMinutesMedian,
        languages: hosts.languages,
      },
      grant: {
        grantedAt: operatorGrants.grantedAt,
        grantedBy: operatorGrants.grantedBy,
        revokedAt: operatorGrants.revokedAt,
      },
    })
    .from(people)
    .leftJoin(hosts, eq(hosts.personId, people.id))
    .leftJoin(operatorGrants, eq(operatorGrants.personId, people.id))
    .where(eq(people.id, personId));
  return row;
}

/** Where a person is signed in, by the database's clock; never the token, which opens the session. Index sessions_person. */
export async function listStandingSessions(db: DbOrTx, personId: PersonId, rowsMax: number) {
  return db
    .select({
      sessionId: sessions.id,
      userAgent: sessions.userAgent,
      ipAddress: sessions.ipAddress,
      signedInAt: sessions.createdAt,
      lastSeenAt: sessions.updatedAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, personId), gt(sessions.expiresAt, sql`now()`)))
    .orderBy(desc(sessions.updatedAt))
    .limit(rowsMax);
}

/** Bookings of a host's homes. Index bookings_host. */
export async function countHosted(db: DbOrTx, hostId: PersonId): Promise<number> {
  const [row] = await db.select({ count: count() }).from(bookings).where(eq(bookings.hostId, hostId));
  return row?.count ?? 0;
}

/** A home in any state with its host's address state, prices and rules. By keys. */
export async function readListingRecordUnscoped(db: DbOrTx, listingId: ListingId) {
  const [row] = await db
    .select({
      listing: listings,
      hostVerified: people.emailVerified,
      prices: listingPrices,
      rules: stayRules,
    })
    .from(listings)
    .innerJoin(people, eq(people.id, listings.hostId))
    .leftJoin(listingPrices, eq(listingPrices.listingId, listings.id))
    .leftJoin(stayRules, eq(stayRules.listingId, listings.id))
    .where(eq(listings.id, listingId));
  return row;
}
export type ListingRecord = NonNullable<Awaited<ReturnType<typeof readListingRecordUnscoped>>>;

/** A home's pictures in their sequence. Index listing_photos_ordinal. */
export async function listPhotosOf(db: DbOrTx, listingId: ListingId) {
  return db
    .select()
    .from(listingPhotos)
    .where(eq(listingPhotos.listingId, listingId))
    .orderBy(asc(listingPhotos.ordinal));
}

/** Who has a home's nights in `[from, until)`, with what the host noted; lapsed holds are left out. Key night_claims. */
export async function listClaims(
  db: DbOrTx,
  range: { listingId: ListingId; from: LocalDate; until: LocalDate; now: Date },
) {
  return db
    .select({
      night: nightClaims.night,
      kind: nightClaims.kind,
      claimId: nightClaims.claimId,
      preparation: nightClaims.preparation,
      note: calendarBlocks.note,
    })
    .from(nightClaims)
    .leftJoin(calendarBlocks, sql`${calendarBlocks.id} = ${nightClaims.claimId}`)
    .where(
      and(
        eq(nightClaims.listingId, range.listingId),
        gte(nightClaims.night, range.from),
        lt(nightClaims.night, range.until),
        or(ne(nightClaims.kind, "hold"), gt(nightClaims.expiresAt, range.now)),
      ),
    )
    .orderBy(asc(nightClaims.night));
}
