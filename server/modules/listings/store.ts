/**
 * SQL of listings. Ownership stands in the `where`: another host's home is not found.
 *
 * The base price is read from `listing_prices` by name: a page of a home and the publish check need it, and two more
 * round trips for one number would double what the page costs. Nothing here writes it.
 */
import { and, eq, inArray, sql } from "drizzle-orm";
import type { StoredPhoto } from "@/server/modules/listings/photo-view";
import { listingPhotos, listings } from "@/server/modules/listings/tables";
import { type DbOrTx, rowsOf, type Tx } from "@/server/platform/db";
import { type ListingId, type PersonId, type PhotoId, uuidOf } from "@/server/primitives/id";

export type ListingRow = typeof listings.$inferSelect;
export type ListingInsert = typeof listings.$inferInsert;

/** Photos one answer carries at most; an upload beyond it is refused by storage. */
export const PHOTOS_MAX = 60;

export async function insertListing(tx: Tx, values: ListingInsert): Promise<void> {
  await tx.insert(listings).values(values);
}

/**
 * The home, locked until the transaction ends, when it is this host's. Rows may refer to it meanwhile: a hold has its nights
 * before its foreign keys are looked at, and would wait in a circle with a block that waits for nights.
 */
export async function lockListingOfHost(
  tx: Tx,
  listingId: ListingId,
  hostId: PersonId,
): Promise<ListingRow | undefined> {
  const [row] = await tx
    .select()
    .from(listings)
    .where(and(eq(listings.id, listingId), eq(listings.hostId, hostId)))
    .for("no key update");
  return row;
}

/** Writes fields and raises the version. */
export async function updateListing(
  tx: Tx,
  listingId: ListingId,
  values: Partial<ListingInsert>,
): Promise<void> {
  await tx
    .update(listings)
    .set({ ...values, version: sql`${listings.version} + 1` })
    .where(eq(listings.id, listingId));
}

/** What an owner's view of a home has beside the row itself. */
export interface OwnExtras {
  readonly photos: readonly StoredPhoto[];
  readonly baseMinor: number | null;
}

export async function readOwnExtras(db: DbOrTx, listingId: ListingId): Promise<OwnExtras> {
  const [row] = await rowsOf<{ photos: StoredPhoto[]; base_minor: string | null }>(
    db,
    sql`select photos_json(${uuidOf(listingId)}::uuid, ${PHOTOS_MAX}) as photos,
          (select base_minor from listing_prices where listing_id = ${uuidOf(listingId)}::uuid) as base_minor`,
  );
  return { photos: row?.photos ?? [], baseMinor: row?.base_minor ? Number(row.base_minor) : null };
}

export async function readListingOfHost(
  db: DbOrTx,
  listingId: ListingId,
  hostId: PersonId,
): Promise<ListingRow | undefined> {
  const [row] = await db
    .select()
    .from(listings)
    .where(and(eq(listings.id, listingId), eq(listings.hostId, hostId)));
  return row;
}

/** The zone of the nearest city we know. Index: places_spot. */
export async function readTimeZoneAt(
  db: DbOrTx,
  point: { latitude: number; longitude: number },
): Promise<string | undefined> {
  const [row] = await rowsOf<{ time_zone: string }>(
    db,
    sql`select time_zone from places where time_zone is not null
        order by point(longitude, latitude) <-> point(${point.longitude}, ${point.latitude}) limit 1`,
  );
  return row?.time_zone;
}

export type PublicListingRow = {
  listing: Record<string, unknown>;
  photos: StoredPhoto[];
  base_minor: string | null;
  price_currency: string | null;
  host: {
    id: string;
    name: string;
    about: string | null;
    host_since: string;
    superhost: boolean;
    response_rate_bps: number | null;
    response_minutes_median: number | null;
    languages: string[];
    listing_count: number;
  };
};

/**
 * A published home with its photos and its host's card, in one statement. The exact address, the point and the note for
 * arrival are taken out in the database, so that they never reach the code that shows the page.
 */
export async function readPublicListing(
  db: DbOrTx,
  listingId: ListingId,
): Promise<PublicListingRow | undefined> {
  const [row] = await rowsOf<PublicListingRow>(
    db,
    sql`select to_jsonb(l) - 'address_line' - 'postal_code' - 'latitude' - 'longitude' - 'check_in_note' as listing,
          photos_json(l.id, ${PHOTOS_MAX}) as photos, lp.base_minor, lp.currency as price_currency,
          json_build_object('id', p.id, 'name', p.name, 'about', p.about, 'host_since', h.host_since,
            'superhost', h.superhost, 'response_rate_bps', h.response_rate_bps,
            'response_minutes_median', h.response_minutes_median, 'languages', h.languages,
            'listing_count', (select count(*) from listings o where o.host_id = l.host_id and o.status = 'published')
          ) as host
        from listings l
        join people p on p.id = l.host_id
        join hosts h on h.person_id = l.host_id
        left join listing_prices lp on lp.listing_id = l.id
        where l.id = ${uuidOf(listingId)}::uuid and l.status = 'published' and p.suspended_at is null`,
  );
  return row;
}

export type OwnListRow = {
  id: string;
  created_at: string;
  photos: StoredPhoto[];
  base_minor: string | null;
};

/** A host's homes, newest first, one row more than the page. Index: listings_host. */
export async function listListingsOfHost(
  db: DbOrTx,
  hostId: PersonId,
  page: { sizeMax: number; before: { createdAt: Date; listingId: ListingId } | undefined },
): Promise<{ listing: ListingRow; extras: OwnExtras }[]> {
  const before = page.before;
  const rows = await db
    .select({
      listing: listings,
      photos: sql<StoredPhoto[]>`photos_json(${listings.id}, 1)`,
      photoCount: sql<number>`(select count(*)::int from listing_photos lp where lp.listing_id = listings.id)`,
      baseMinor: sql<
        string | null
      >`(select base_minor from listing_prices lp where lp.listing_id = listings.id)`,
    })
    .from(listings)
    .where(
      and(
        eq(listings.hostId, hostId),
        before
          ? sql`(${listings.createdAt}, ${listings.id}) < (${before.createdAt.toISOString()}::timestamptz, ${uuidOf(before.listingId)}::uuid)`
          : undefined,
      ),
    )
    .orderBy(sql`${listings.createdAt} desc, ${listings.id} desc`)
    .limit(page.sizeMax + 1);
  return rows.map(({ listing, photos, photoCount, baseMinor }) => ({
    listing,
    extras: {
      // The list shows one picture; the publish check counts them all.
      photos: Array.from({ length: photoCount }, (_, index) => photos[index] ?? photos[0]).filter(
        (photo) => photo !== undefined,
      ),
      baseMinor: baseMinor === null ? null : Number(baseMinor),
    },
  }));
}

/**
 * Gives the photos the sequence of `photoIds`, which must be exactly the home's photos; anything else changes nothing and
 * answers false. Ordinals step aside first, since two may never be alike even for a moment.
 */
export async function reorderPhotos(
  tx: Tx,
  listingId: ListingId,
  photoIds: readonly PhotoId[],
): Promise<boolean> {
  const wanted = photoIds.map(uuidOf);
  const rows = await tx
    .select({ id: listingPhotos.id })
    .from(listingPhotos)
    .where(eq(listingPhotos.listingId, listingId));
  const present = new Set(rows.map((row) => uuidOf(row.id)));
  if (present.size !== wanted.length || !wanted.every((id) => present.has(id))) return false;
  if (new Set(wanted).size !== wanted.length) return false;
  const scope = sql`listing_id = ${uuidOf(listingId)}::uuid`;
  await tx.execute(sql`update listing_photos set ordinal = -1 - ordinal where ${scope}`);
  await tx.execute(
    sql`update listing_photos p set ordinal = w.place - 1
        from unnest(${sql.param(wanted)}::uuid[]) with ordinality as w(id, place)
        where p.${scope} and p.id = w.id`,
  );
  return true;
}

export async function updatePhoto(
  tx: Tx,
  listingId: ListingId,
  photoId: PhotoId,
  values: Partial<Pick<typeof listingPhotos.$inferInsert, "caption" | "alt" | "room">>,
): Promise<boolean> {
  const rows = await tx
    .update(listingPhotos)
    .set(values)
    .where(and(eq(listingPhotos.id, photoId), eq(listingPhotos.listingId, listingId)))
    .returning({ id: listingPhotos.id });
  return rows.length > 0;
}

/** The row that was there; its files are deleted after the commit. */
export async function deletePhoto(tx: Tx, listingId: ListingId, photoId: PhotoId) {
  const [row] = await tx
    .delete(listingPhotos)
    .where(and(eq(listingPhotos.id, photoId), eq(listingPhotos.listingId, listingId)))
    .returning();
  return row;
}

/** Puts a photo after the home's last. The home is locked, so two uploads take turns. */
/** The stems of the files of every photo that these homes have. Index listing_photos_ordinal. */
export async function listPhotoStems(
  db: DbOrTx,
  listingIds: readonly ListingId[],
): Promise<ReadonlySet<string>> {
  if (listingIds.length === 0) return new Set();
  const rows = await db
    .select({ stem: listingPhotos.stem })
    .from(listingPhotos)
    .where(inArray(listingPhotos.listingId, [...new Set(listingIds)]));
  return new Set(rows.map((row) => row.stem));
}

export async function appendPhoto(
  tx: Tx,
  photo: Omit<typeof listingPhotos.$inferInsert, "ordinal">,
): Promise<void> {
  const next = sql<number>`(select coalesce(max(ordinal) + 1, 0) from listing_photos where listing_id = ${uuidOf(photo.listingId)}::uuid)`;
  await tx.insert(listingPhotos).values({ ...photo, ordinal: next });
}

/**
 * Makes sure that the places a home lies in can be found by name. Known places keep what they have; a new one gets the
 * home's fuzzed point.
 */
export async function insertPlacesOf(tx: Tx, listing: ListingRow): Promise<void> {
  const { countryCode, region, city, neighbourhood, fuzzedLatitude, fuzzedLongitude, timeZone } = listing;
  if (fuzzedLatitude === null || fuzzedLongitude === null) return;
  await tx.execute(
    sql`with parts(kind, id, name, depth) as (values
          ('country', place_path(${countryCode}, '', '', ''), ${countryCode}, 1),
          ('region', place_path(${countryCode}, ${region}, '', ''), ${region}, 2),
          ('city', place_path(${countryCode}, ${region}, ${city}, ''), ${city}, 3),
          ('neighbourhood', place_path(${countryCode}, ${region}, ${city}, ${neighbourhood}), ${neighbourhood}, 4))
        insert into places (id, kind, name, full_name, country_code, latitude, longitude, time_zone, search_text)
        select part.id, part.kind, part.name, whole.name, ${countryCode}, ${fuzzedLatitude}::float8,
          ${fuzzedLongitude}::float8, case when part.kind in ('city', 'neighbourhood') then ${timeZone} end,
          plain_text(whole.name)
        from parts part
        cross join lateral (
          select string_agg(coalesce(known.name, up.name), ', ' order by up.depth desc) as name
          from parts up left join places known on known.id = up.id
          where up.name <> '' and up.depth <= part.depth) whole
        where part.name <> ''
        on conflict (id) do nothing`,
  );
}

export async function readPublishedCity(db: DbOrTx, listingId: ListingId): Promise<string | undefined> {
  const [row] = await db
    .select({ city: listings.city })
    .from(listings)
    .where(and(eq(listings.id, listingId), eq(listings.status, "published")));
  return row?.city;
}
