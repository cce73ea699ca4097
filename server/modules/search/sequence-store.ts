/**
 * SQL of the sequence that a search reads homes in: keys that ascend, then the better rank, then the id. Every sort but that
 * by a stay's total is final here. Totals are known to the one pricing function alone, so homes are read by a sure bound
 * of theirs, and what has been read is sorted afterwards.
 */
import type { SQL } from "drizzle-orm";
import type { SearchFilters, SearchSort } from "@/server/modules/search/contract";
import { filterClause } from "@/server/modules/search/filter-store";
import type { Spot } from "@/server/modules/search/spot";
import { sql } from "@/server/platform/db";
import type { Stay } from "@/server/primitives/stay";

export interface SequenceInput {
  /** Homes that fail one stand behind all others: they are there to be counted. */
  readonly filters: SearchFilters;
  readonly sort: SearchSort;
  readonly stay: Stay | undefined;
  /** What distances are measured from; without it the place. */
  readonly centre: Spot | undefined;
  /** The place the answer speaks of. */
  readonly placeId: string | undefined;
}

/** Where a part of the sequence ended: the keys of its last home. */
export interface LastRow {
  /** It fails a filter, and so does every home after it. */
  readonly fails: boolean;
  readonly keys: readonly number[];
  readonly rankScore: number;
  readonly uuid: string;
}

export function keysOf({ sort, stay, centre, placeId }: SequenceInput): SQL[] {
  switch (sort) {
    case "price":
      return [stay ? sql`d.night_floor_minor` : sql`d.base_minor`];
    case "price_desc":
      return [stay ? sql`-d.night_ceiling_minor` : sql`-d.base_minor`];
    case "rating":
      return [sql`-coalesce(d.rating_centi, -1)`, sql`-d.review_count`];
    case "distance":
      if (centre) return [distanceKey(sql`${centre.latitude}::float8`, sql`${centre.longitude}::float8`)];
      return placeId === undefined
        ? []
        : [distanceKey(ofPlace("latitude", placeId), ofPlace("longitude", placeId))];
    case "recommended":
      return [];
  }
}

const ofPlace = (column: "latitude" | "longitude", placeId: string) =>
  sql`(select ${sql.raw(column)} from places where id = ${placeId})`;

/** The haversine, which grows with the distance. Of a place that is not known: the same for all. */
function distanceKey(latitude: SQL, longitude: SQL): SQL {
  return sql`coalesce(sin(radians(d.spot[1] - ${latitude}) / 2) ^ 2 + cos(radians(${latitude})) * cos(radians(d.spot[1]))
    * sin(radians(d.spot[0] - ${longitude}) / 2) ^ 2, 0)`;
}

/** Homes that pass every filter first. By rank alone it is the index search_documents_rank. */
export function sequenceClause(input: SequenceInput): SQL {
  const fails = filterClause(input.filters, input.stay) ? [sql`fails`] : [];
  return sql.join([...fails, ...keysOf(input), sql`d.rank_score desc`, sql`d.listing_id`], sql`, `);
}

export function afterClause(input: SequenceInput, after: LastRow | undefined): SQL {
  if (!after) return sql`true`;
  const fails = sql`not (${filterClause(input.filters, input.stay) ?? sql`true`})`;
  const columns = [fails, ...keysOf(input), sql`-d.rank_score`, sql`d.listing_id`];
  const values = [
    sql`${after.fails}::boolean`,
    ...after.keys.map((key) => sql`${key}::float8`),
    sql`${-after.rankScore}::float8`,
    sql`${after.uuid}::uuid`,
  ];
  return sql`(${sql.join(columns, sql`, `)}) > (${sql.join(values, sql`, `)})`;
}
