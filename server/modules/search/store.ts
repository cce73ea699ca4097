/** SQL of search. A query reads `search_documents`, and beside it only the market's fees, taxes and the asker's hearts. */
import { AMENITIES } from "@/server/modules/listings/contract";
import type { StoredPhoto } from "@/server/modules/listings/photo-view";
import type { FeeFacts, TaxFact } from "@/server/modules/pricing/price-facts";
import type { SearchFilters, SearchSort } from "@/server/modules/search/contract";
import { amenityBits, type FactsArray } from "@/server/modules/search/document-facts";
import type { Spot } from "@/server/modules/search/spot";
import { DOCUMENT_NIGHTS } from "@/server/modules/search/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { type ListingId, type PersonId, uuidOf } from "@/server/primitives/id";
import { nightCount, type Stay } from "@/server/primitives/stay";

/**
 * Homes one query weighs. Where more match the map, the dates and the party, the best-ranked of them are counted, the
 * filters and the sort are given to the database, and the answer says that its counts are at least that many. A sort by
 * the stay's total then goes by the base price.
 */
export const CANDIDATES_MAX = 2_500;

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}
/** Where to look: in a box of the map, in a place by its id, among known homes, or everywhere. */
export type Where =
  | { readonly box: Box }
  | { readonly placeId: string }
  | { readonly listingUuids: readonly string[] }
  | "everywhere";

export interface CandidatesInput {
  readonly where: Where;
  /** The place the answer speaks of, read along. */
  readonly placeId: string | undefined;
  readonly stay: Stay | undefined;
  readonly guestCount: number;
  readonly petCount: number;
  readonly savedBy: PersonId | undefined;
  readonly now: Date;
  /** Given when there are too many homes to weigh them all. */
  readonly narrowed?: {
    readonly filters: SearchFilters;
    readonly sort: SearchSort;
    readonly centre: Spot | undefined;
  };
}

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

/** [listing's UUID, facts, rank score, own prices of the stay's nights, own minimum of its first night, saved] */
export type CandidateRow = [string, FactsArray, number, (number | null)[] | null, number | null, boolean];

export type CandidatesAnswer = {
  place: PlaceRow | null;
  candidates: CandidateRow[];
  taxes: (TaxFact & { placePath: string })[] | null;
  fees: (FeeFacts & { taxesIncludedInResults: boolean }) | null;
};

function whereClause(where: Where) {
  if (where === "everywhere") return sql`true`;
  if ("placeId" in where)
    return sql`(d.place_path = ${where.placeId} or d.place_path like ${`${where.placeId}/%`})`;
  if ("listingUuids" in where) return sql`d.listing_id in ${[...where.listingUuids]}`;
  const { west, south, east, north } = where.box;
  const inside = (from: number, to: number) =>
    sql`d.spot <@ box(point(${from}, ${south}), point(${to}, ${north}))`;
  // A box over the date line is two.
  return west <= east ? inside(west, east) : sql`(${inside(west, 180)} or ${inside(-180, east)})`;
}

/** Each night is free, and the preparation nights after the last are unsold. Bits beyond the document are not free. */
function freeClause(stay: Stay | undefined) {
  if (!stay) return sql`true`;
  const nights = nightCount(stay);
  const offset = sql`(${stay.checkIn}::date - d.base_on)`;
  return sql`${offset} between 0 and ${DOCUMENT_NIGHTS - nights}
    and position(b'0' in substring(d.nights_free from ${offset} + 1 for ${nights}::int)) = 0
    and (d.preparation_nights = 0 or position(b'0' in
      substring(d.nights_unsold from ${offset} + 1 + ${nights}::int for d.preparation_nights)) = 0)`;
}

/** The filters that columns can answer; what is left (a stay's total, free cancellation by date) is weighed as always. */
function filterClause(filters: SearchFilters, isDated: boolean) {
  const clauses = [sql`true`];
  if (!isDated && filters.priceMinMinor !== undefined)
    clauses.push(sql`d.base_minor >= ${filters.priceMinMinor}`);
  if (!isDated && filters.priceMaxMinor !== undefined)
    clauses.push(sql`d.base_minor <= ${filters.priceMaxMinor}`);
  if (filters.bedroomsMin) clauses.push(sql`d.bedrooms >= ${filters.bedroomsMin}`);
  if (filters.bedsMin) clauses.push(sql`d.beds >= ${filters.bedsMin}`);
  if (filters.bathroomHalvesMin) clauses.push(sql`d.bathroom_halves >= ${filters.bathroomHalvesMin}`);
  if (filters.roomTypes?.length) clauses.push(sql`d.room_type in ${filters.roomTypes}`);
  if (filters.propertyTypes?.length) clauses.push(sql`d.property_type in ${filters.propertyTypes}`);
  const amenities = amenityBits([
    ...(filters.amenities ?? []),
    ...(filters.selfCheckIn ? (["self_check_in"] as const) : []),
  ]);
  if (amenities > 0n)
    clauses.push(sql`d.amenity_bits & ${String(amenities)}::bigint = ${String(amenities)}::bigint`);
  if (filters.instantBook) clauses.push(sql`d.instant_book`);
  if (filters.petsAllowed) clauses.push(sql`d.pets_max > 0`);
  if (filters.freeCancellation) clauses.push(sql`d.cancellation_policy <> 'strict'`);
  if (filters.guestFavourite) clauses.push(sql`d.guest_favourite`);
  return sql.join(clauses, sql` and `);
}

function sequenceOf({ sort, centre }: { readonly sort: SearchSort; readonly centre: Spot | undefined }) {
  if (sort === "price") return sql`d.base_minor, `;
  if (sort === "price_desc") return sql`d.base_minor desc, `;
  if (sort === "rating") return sql`d.rating_centi desc nulls last, d.review_count desc, `;
  if (sort === "distance" && centre) return sql`d.spot <-> point(${centre.longitude}, ${centre.latitude}), `;
  return sql``;
}

function nightColumns(stay: Stay | undefined) {
  if (!stay) return sql`null::json as own_prices, null::smallint as own_minimum`;
  const offset = sql`(${stay.checkIn}::date - d.base_on)`;
  return sql`case when d.night_prices is not null then
      to_json(d.night_prices[${offset} + 1:${offset} + ${nightCount(stay)}::int]) end as own_prices,
    d.night_minimums[${offset} + 1] as own_minimum`;
}

function savedColumn(savedBy: PersonId | undefined) {
  if (savedBy === undefined) return sql`false`;
  return sql`c.listing_id in (select i.listing_id from wishlists w join wishlist_items i on i.wishlist_id = w.id
    where w.person_id = ${uuidOf(savedBy)}::uuid)`;
}

/**
 * Everything a page of results is computed from, in one statement: the homes that are free and large enough with their
 * price facts, the place, the taxes of their countries and the fees. Measured on 421 homes: 3 ms with dates.
 */
export async function readCandidates(db: DbOrTx, input: CandidatesInput): Promise<CandidatesAnswer> {
  const { stay, now, narrowed } = input;
  const [row] = await rowsOf<CandidatesAnswer>(
    db,
    sql`with c as materialized (
          select d.listing_id, d.place_path, d.facts, d.rank_score, ${nightColumns(stay)}
          from search_documents d
          where ${whereClause(input.where)} and d.capacity >= ${input.guestCount} and d.pets_max >= ${input.petCount}
            and ${freeClause(stay)} and ${narrowed ? filterClause(narrowed.filters, stay !== undefined) : sql`true`}
          order by ${narrowed ? sequenceOf(narrowed) : sql``} d.rank_score desc, d.listing_id limit ${CANDIDATES_MAX + 1}
        )
        select
          (select coalesce(json_agg(json_build_array(c.listing_id, c.facts, c.rank_score, c.own_prices,
            c.own_minimum, ${savedColumn(input.savedBy)})), '[]') from c) as candidates,
          (select row_to_json(p) from (${placeColumns(sql`places where id = ${input.placeId ?? ""}`)}) p) as place,
          (select json_agg(json_build_object('placePath', t.place_path, 'code', t.code, 'name', t.name,
              'kind', t.kind, 'rateBps', t.rate_bps, 'amountMinor', t.amount_minor,
              'onCleaningFee', t.on_cleaning_fee, 'onServiceFee', t.on_service_fee, 'nightsCap', t.nights_cap,
              'exemptFromNights', t.exempt_from_nights, 'childrenExempt', t.children_exempt)
              order by t.ordinal, t.code)
            from tax_rules t where lower(split_part(t.place_path, '/', 1)) in
              (select distinct split_part(c.place_path, '/', 1) from c)) as taxes,
          (select json_build_object('version', f.version, 'model', f.model, 'guestFeeBps', f.guest_fee_bps,
              'hostFeeBps', f.host_fee_bps, 'taxesIncludedInResults', f.taxes_included_in_results)
            from fee_schedules f where f.valid_from <= ${now.toISOString()}::timestamptz
            order by f.version desc limit 1) as fees`,
  );
  return row ?? { place: null, candidates: [], taxes: null, fees: null };
}

export type CardJson = { title: string; neighbourhood: string; photos: StoredPhoto[] };

/** What the cards of a page show beside their facts. Index: the primary key. */
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

function placeColumns(from: ReturnType<typeof sql>) {
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
