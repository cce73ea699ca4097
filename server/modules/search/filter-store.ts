/** SQL of what a search takes and leaves out: where homes lie, which nights are free, which filters they pass. */
import type { SQL } from "drizzle-orm";
import type { SearchFilters } from "@/server/modules/search/contract";
import { amenityBits } from "@/server/modules/search/document-facts";
import { DOCUMENT_NIGHTS } from "@/server/modules/search/tables";
import { sql } from "@/server/platform/db";
import { nightCount, type Stay } from "@/server/primitives/stay";

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

export function whereClause(where: Where) {
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

/** Where a stay's first night stands in a document's nights, from 0. */
export function nightOffset(stay: Stay) {
  return sql`(${stay.checkIn}::date - d.base_on)`;
}

/** Each night is free, and the preparation nights after the last are unsold. Bits beyond the document are not free. */
export function freeClause(stay: Stay | undefined) {
  if (!stay) return sql`true`;
  const nights = nightCount(stay);
  const offset = nightOffset(stay);
  return sql`${offset} between 0 and ${DOCUMENT_NIGHTS - nights}
    and position(b'0' in substring(d.nights_free from ${offset} + 1 for ${nights}::int)) = 0
    and (d.preparation_nights = 0 or position(b'0' in
      substring(d.nights_unsold from ${offset} + 1 + ${nights}::int for d.preparation_nights)) = 0)`;
}

/**
 * The filters as far as columns can answer them. With dates the highest price takes off the homes that cost more however
 * their nights are priced; totals and free cancellation by date are weighed afterwards as always.
 */
function clausesOf(filters: SearchFilters, stay: Stay | undefined): SQL[] {
  const { priceMinMinor, priceMaxMinor } = filters;
  const clauses: SQL[] = [];
  if (!stay && priceMinMinor !== undefined) clauses.push(sql`d.base_minor >= ${priceMinMinor}`);
  if (!stay && priceMaxMinor !== undefined) clauses.push(sql`d.base_minor <= ${priceMaxMinor}`);
  if (stay && priceMaxMinor !== undefined)
    clauses.push(sql`d.night_floor_minor * ${nightCount(stay)}::int <= ${priceMaxMinor}`);
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
  return clauses;
}

/** Undefined where every home passes. */
export function filterClause(filters: SearchFilters, stay: Stay | undefined): SQL | undefined {
  const clauses = clausesOf(filters, stay);
  return clauses.length === 0 ? undefined : sql.join(clauses, sql` and `);
}
