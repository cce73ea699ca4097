/** SQL of search beside its own statement (candidates-store.ts): cards by key, places, keeping the documents. */
import { AMENITIES } from "@/server/modules/listings/contract";
import type { StoredPhoto } from "@/server/modules/listings/photo-view";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { type ListingId, uuidOf } from "@/server/primitives/id";

export type PlaceRow = {
  id: string;
  name: string;
  full_name: string;
  kind: "country" | "region" | "city" | "neighbourhood";
  latitude: number;
  longitude: number;
  west: number | null;
  south: number | null;
  east: number | null;
  north: number | null;
  listing_count: number;
};

export type CardJson = { title: string; neighbourhood: string; photos: StoredPhoto[] };

/** Cards of homes that the statement brought none of. Index: the primary key. */
export async function readCards(
  db: DbOrTx,
  listingUuids: readonly string[],
): Promise<ReadonlyMap<string, CardJson>> {
  if (listingUuids.length === 0) return new Map();
  const rows = await rowsOf<{ listing_id: string; card: CardJson }>(
    db,
    sql`select listing_id, card from search_documents where listing_id in ${[...listingUuids]}`,
  );
  return new Map(rows.map((row) => [row.listing_id, row.card]));
}

export function placeColumns(from: ReturnType<typeof sql>) {
  return sql`select id, name, full_name, kind, latitude, longitude, west, south, east, north,
    count_homes_in(f.id) as listing_count
    from (select * from ${from}) f`;
}

/** Places that match what somebody typed, best first. */
export function findPlaces(db: DbOrTx, text: string, countMax: number): Promise<PlaceRow[]> {
  return rowsOf<PlaceRow>(db, placeColumns(sql`find_places(${text}, ${countMax}::int)`));
}

/** Rebuilds documents from the source tables; all of them without ids. Gives how many stand afterwards of those asked. */
export async function refreshDocuments(
  db: DbOrTx,
  input: { readonly listingIds: readonly ListingId[] | undefined; readonly now: Date },
): Promise<number> {
  const ids = input.listingIds ? `{${input.listingIds.map(uuidOf).join(",")}}` : null;
  const [row] = await rowsOf<{ count: number }>(
    db,
    sql`select refresh_search_documents(${ids}::uuid[], ${input.now.toISOString()}::timestamptz,
          ${`{${AMENITIES.join(",")}}`}::text[]) as count`,
  );
  return row?.count ?? 0;
}

/** Documents whose first night lies furthest back, for moving them on. Index: search_documents_base. */
export async function listDocumentsBefore(
  db: DbOrTx,
  input: { readonly before: string; readonly countMax: number },
): Promise<{ uuids: string[]; waiting: number }> {
  const rows = await rowsOf<{ listing_id: string; waiting: number }>(
    db,
    sql`select listing_id, count(*) over ()::int as waiting from search_documents
        where base_on < ${input.before}::date order by base_on limit ${input.countMax}`,
  );
  return { uuids: rows.map((row) => row.listing_id), waiting: rows[0]?.waiting ?? 0 };
}

export type NeighbourhoodRow = {
  place_id: string;
  name: string;
  city: string;
  region: string;
  listing_count: number;
  market_count: number;
  base_minor: number;
  currency: string;
};

/** Places that homes lie in, most homes first. One pass over the documents: as many rows as the market has homes. */
export function listNeighbourhoodRows(db: DbOrTx, countMax: number): Promise<NeighbourhoodRow[]> {
  return rowsOf<NeighbourhoodRow>(
    db,
    sql`
      with counted as (
        select place_path, count(*)::int as listing_count, min(base_minor)::int as base_minor, min(currency) as currency,
          (sum(count(*)) over ())::int as market_count
        from search_documents group by place_path
      )
      select c.place_path as place_id, p.name, coalesce(city.name, p.name) as city, coalesce(region.name, '') as region,
        c.listing_count, c.market_count, c.base_minor, c.currency
      from counted c
      join places p on p.id = c.place_path
      left join places city on city.kind = 'city' and city.id = array_to_string((string_to_array(c.place_path, '/'))[1:3], '/')
      left join places region on region.kind = 'region' and region.id = array_to_string((string_to_array(c.place_path, '/'))[1:2], '/')
      order by (p.kind = 'neighbourhood') desc, c.listing_count desc, c.place_path
      limit ${countMax}
    `,
  );
}
