/** SQL of interactions, of what trainings and serving read, and of the recommendation log. */
import { inArray } from "drizzle-orm";
import { consumerPositions, eventLog } from "@/server/events/tables";
import { listings } from "@/server/modules/listings/tables";
import { listingPrices } from "@/server/modules/pricing/tables";
import type { ItemFacts } from "@/server/modules/recommendations/model/types";
import {
  interactions,
  type LoggedItem,
  recommendationLog,
  visitorPeople,
} from "@/server/modules/recommendations/tables";
import { type DbOrTx, rowsOf, sql, type Tx } from "@/server/platform/db";
import { type ListingId, type PersonId, uuidOf } from "@/server/primitives/id";

export type InteractionRow = typeof interactions.$inferInsert;
export const INTERACTIONS_CONSUMER = "recommendations.collect-interactions";

const INSERT_ROWS_MAX = 1_000;

// --- collecting

/** Adds interactions; a repeated event adds nothing. */
export async function insertInteractions(tx: Tx, rows: readonly InteractionRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += INSERT_ROWS_MAX)
    await tx
      .insert(interactions)
      .values(rows.slice(from, from + INSERT_ROWS_MAX))
      .onConflictDoNothing();
}

/**
 * Takes back what was said by saving, up to the instant at which the home was removed again. The rows stay, so that a
 * repeat of the save's event does not bring it back.
 */
export async function markSavesRemoved(
  tx: Tx,
  removed: { personId: PersonId; listingId: ListingId; at: Date },
): Promise<void> {
  const at = removed.at.toISOString();
  await tx.execute(sql`update ${interactions} set removed_at = ${at}::timestamptz
    where person_id = ${uuidOf(removed.personId)} and listing_id = ${uuidOf(removed.listingId)}
      and kind = 'save' and removed_at is null and occurred_at <= ${at}::timestamptz`);
}

/** Notes whose browser it is; the latest sign-in decides. */
export async function upsertVisitors(
  tx: Tx,
  seen: readonly { visitorId: string; personId: PersonId; seenAt: Date }[],
): Promise<void> {
  if (seen.length === 0) return;
  await tx
    .insert(visitorPeople)
    .values([...seen].sort((a, b) => (a.visitorId < b.visitorId ? -1 : 1)))
    .onConflictDoUpdate({
      target: visitorPeople.visitorId,
      set: { personId: sql`excluded.person_id`, seenAt: sql`excluded.seen_at` },
      setWhere: sql`${visitorPeople.seenAt} <= excluded.seen_at`,
    });
}

// --- training

/** Most homes a training takes. */
const ITEMS_MAX = 100_000;

/**
 * Homes that can be booked, by id: content needs the public facts alone. With a bound, those that search ranks best,
 * best first.
 */
export async function listItemFacts(db: DbOrTx, bestMax?: number): Promise<ItemFacts[]> {
  const rows = await rowsOf<{
    id: string;
    host_id: string;
    latitude: number | null;
    longitude: number | null;
    base_minor: number | null;
    capacity: number;
    bedrooms: number;
    property_type: string;
    room_type: string;
    neighbourhood: string;
    amenities: string[];
  }>(
    db,
    sql`select l.id, l.host_id, l.fuzzed_latitude as latitude, l.fuzzed_longitude as longitude,
        p.base_minor::float8 as base_minor, l.capacity, l.bedrooms, l.property_type, l.room_type,
        l.neighbourhood, l.amenities
      from ${listings} l left join ${listingPrices} p on p.listing_id = l.id
        ${bestMax === undefined ? sql`` : sql`join search_documents d on d.listing_id = l.id`}
      where l.status = 'published'
      order by ${bestMax === undefined ? sql`l.id` : sql`d.rank_score desc, l.id`}
      limit ${bestMax ?? ITEMS_MAX}`,
  );
  return rows.map((row) => ({
    id: row.id,
    hostId: row.host_id,
    latitude: row.latitude,
    longitude: row.longitude,
    nightlyMinor: row.base_minor,
    capacity: row.capacity,
    bedrooms: row.bedrooms,
    propertyType: row.property_type,
    roomType: row.room_type,
    neighbourhood: row.neighbourhood,
    amenities: row.amenities,
  }));
}

/**
 * The latest interactions in ascending time. What a visitor did before signing in is the person's; what hosts do with
 * their own homes is left out.
 */
export async function listTrainingRows(
  db: DbOrTx,
  rowsMax: number,
): Promise<{ who: string; listingId: string; atMs: number; weight: number }[]> {
  return rowsOf<{ who: string; listingId: string; atMs: number; weight: number }>(
    db,
    sql`select who, "listingId", "atMs", weight from (
        select coalesce(i.person_id::text, v.person_id::text, i.visitor_id) as who,
          i.listing_id as "listingId", (extract(epoch from i.occurred_at) * 1000)::float8 as "atMs",
          i.weight::float8 as weight, i.event_id
        from ${interactions} i left join ${visitorPeople} v on v.visitor_id = i.visitor_id
          join ${listings} l on l.id = i.listing_id
        where i.removed_at is null and coalesce(i.person_id, v.person_id) is distinct from l.host_id
        order by i.occurred_at desc, i.event_id desc limit ${rowsMax}) latest
      order by "atMs", event_id`,
  );
}

/** How far into the log the interactions reach, per partition. */
export async function readEventPositions(db: DbOrTx): Promise<Record<string, number>> {
  const rows = await rowsOf<{ place: string; position: number }>(
    db,
    sql`select topic || '/' || partition as place, position::float8 as position from ${consumerPositions}
      where consumer = ${INTERACTIONS_CONSUMER} order by 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.place, row.position]));
}

// --- serving

/** Interactions of one guest that serving looks at, the latest. */
const MEMORY_ROWS_MAX = 200;

export interface RememberedRow extends Record<string, unknown> {
  eventId: string;
  listingId: string;
  kind: "view" | "quote" | "save" | "booking" | "review";
  atMs: number;
}

/** What this person, and every browser of theirs, did last. Indexes interactions_person and interactions_visitor. */
export function listRemembered(
  db: DbOrTx,
  who: { personId: PersonId | undefined; visitorId: string | undefined },
): Promise<RememberedRow[]> {
  const person = who.personId ? uuidOf(who.personId) : null;
  const visitor = who.visitorId ?? null;
  return rowsOf<RememberedRow>(
    db,
    sql`select event_id as "eventId", listing_id as "listingId", kind,
        (extract(epoch from occurred_at) * 1000)::float8 as "atMs"
      from ${interactions}
      where removed_at is null and (person_id = ${person}::uuid or visitor_id = ${visitor}::text
        or visitor_id in (select visitor_id from ${visitorPeople} where person_id = ${person}::uuid))
      order by occurred_at desc limit ${MEMORY_ROWS_MAX}`,
  );
}

const RECENT_EVENTS_MAX = 60;

export interface RecentEvent extends Record<string, unknown> {
  id: string;
  type: string;
  listingId: string;
  atMs: number;
}

/**
 * The same guest's latest events straight from the log, for what the consumer has not reached yet: the click just made
 * changes the next page. Index event_log_key.
 */
export function listRecentEvents(db: DbOrTx, keys: readonly string[]): Promise<RecentEvent[]> {
  if (keys.length === 0) return Promise.resolve([]);
  const parts = keys.map(
    (key) => sql`(select id, type, payload ->> 'listingId' as listing, occurred_at, seq from ${eventLog}
      where key = ${key} and type in ('listing.viewed', 'quote.shown', 'listing.saved', 'listing.unsaved')
      order by seq desc limit ${RECENT_EVENTS_MAX})`,
  );
  return rowsOf<RecentEvent>(
    db,
    sql`select id, type, listing as "listingId", (extract(epoch from occurred_at) * 1000)::float8 as "atMs"
      from (${sql.join(parts, sql` union all `)}) recent order by seq desc`,
  );
}

/** Titles that reasons name, also of homes that are no longer published. */
export async function listTitles(
  db: DbOrTx,
  listingIds: readonly ListingId[],
): Promise<ReadonlyMap<ListingId, string>> {
  if (listingIds.length === 0) return new Map();
  const rows = await db
    .select({ listingId: listings.id, title: listings.title })
    .from(listings)
    .where(inArray(listings.id, [...listingIds]));
  return new Map(rows.map((row) => [row.listingId, row.title]));
}

/** Homes by search's own ranking: what is shown while there is no model. Index search_documents_rank. */
export async function listByRank(
  db: DbOrTx,
  filter: { neighbourhood?: string | undefined; rowsMax: number },
): Promise<string[]> {
  const { neighbourhood, rowsMax } = filter;
  const inside = neighbourhood === undefined ? sql`true` : sql`l.neighbourhood = ${neighbourhood}`;
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select d.listing_id as id from search_documents d join ${listings} l on l.id = d.listing_id
      where ${inside} order by d.rank_score desc, d.listing_id limit ${rowsMax}`,
  );
  return rows.map((row) => row.id);
}

/** Homes published since an instant, the latest first: too new for a model to know. */
export async function listNewHomes(db: DbOrTx, since: Date, rowsMax: number): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select l.id from ${listings} l join search_documents d on d.listing_id = l.id
      where l.status = 'published' and l.published_at >= ${since.toISOString()}::timestamptz
      order by l.published_at desc, l.id limit ${rowsMax}`,
  );
  return rows.map((row) => row.id);
}

/** The neighbourhood that a place's id or name means, and that of most homes when it means none. */
export async function readNeighbourhood(db: DbOrTx, place: string | undefined): Promise<string | undefined> {
  const [row] = await rowsOf<{ neighbourhood: string }>(
    db,
    sql`select l.neighbourhood from search_documents d join ${listings} l on l.id = d.listing_id
      where l.neighbourhood <> ''
      group by 1
      order by bool_or(d.place_path = ${place ?? ""} or lower(l.neighbourhood) = lower(${place ?? ""})) desc,
        count(*) desc, 1 limit 1`,
  );
  return row?.neighbourhood;
}

/** Stays booked in a neighbourhood since an instant. */
export async function countBookingsIn(db: DbOrTx, neighbourhood: string, since: Date): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    db,
    sql`select count(*)::int as count from ${interactions} i join ${listings} l on l.id = i.listing_id
      where i.kind = 'booking' and l.neighbourhood = ${neighbourhood}
        and i.occurred_at >= ${since.toISOString()}::timestamptz`,
  );
  return row?.count ?? 0;
}

export async function insertRecommendation(
  db: DbOrTx,
  row: Omit<typeof recommendationLog.$inferInsert, "items"> & { items: readonly LoggedItem[] },
): Promise<void> {
  await db.insert(recommendationLog).values(row);
}

/** Removes log rows served before an instant; gives how many. */
export async function deleteRecommendationsBefore(
  db: DbOrTx,
  before: Date,
  rowsMax: number,
): Promise<number> {
  const rows = await rowsOf(
    db,
    sql`delete from ${recommendationLog} where seq in (
      select seq from ${recommendationLog} where served_at < ${before.toISOString()}::timestamptz
      order by served_at limit ${rowsMax}) returning 1`,
  );
  return rows.length;
}
