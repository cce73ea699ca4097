/** SQL on the market's own tables: names of places and the homes in them, a host's homes and those like them. */
import { listings, places } from "@/server/modules/listings/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { type PersonId, uuidOf } from "@/server/primitives/id";

const asArray = (values: readonly string[]) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;

export interface KnownPlace {
  readonly name: string;
  readonly lat: number;
  readonly lng: number;
}

/** Names and middles of the places that are known. */
export async function readPlaces(market: DbOrTx, ids: readonly string[]): Promise<Map<string, KnownPlace>> {
  const rows = await rowsOf<KnownPlace & { id: string } & Record<string, unknown>>(
    market,
    sql`select id, name, latitude as lat, longitude as lng from ${places} where id in ${asArray(ids)}`,
  );
  return new Map(rows.map(({ id, name, lat, lng }) => [id, { name, lat, lng }]));
}

/** UUIDs of the homes in each of the places; a place without homes is left out. The path of a home is worked out once. */
export async function listHomesByPlace(
  market: DbOrTx,
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await rowsOf<{ place: string; listings: string[] }>(
    market,
    sql`with homes as materialized (
        select id, place_path(country_code, region, city, neighbourhood) as path from ${listings} where status <> 'draft')
      select p.place, array_agg(h.id::text) as listings
      from (select unnest.value as place from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) unnest) p
      join homes h on h.path = p.place or starts_with(h.path, p.place || '/')
      where p.place <> '' group by 1`,
  );
  return new Map(rows.map((row) => [row.place, row.listings]));
}

export interface HomeKind {
  readonly uuid: string;
  readonly hostUuid: string;
  readonly title: string;
  readonly currency: string;
  readonly city: string;
  readonly neighbourhood: string;
  readonly roomType: string;
  readonly bedrooms: number;
}

const KIND = sql`id::text as uuid, host_id::text as "hostUuid", title, currency, city, neighbourhood,
  room_type as "roomType", bedrooms::int as bedrooms`;

/** The host's own homes, drafts left out. Index listings_host. */
export async function listHomesOfHost(market: DbOrTx, hostId: PersonId): Promise<HomeKind[]> {
  return rowsOf<HomeKind & Record<string, unknown>>(
    market,
    sql`select ${KIND} from ${listings} where host_id = ${uuidOf(hostId)} and status <> 'draft' order by created_at, id`,
  );
}

const CANDIDATES_MAX = 5_000;

/** Published homes of other hosts in the same cities. */
export async function listHomesOfOthers(
  market: DbOrTx,
  hostId: PersonId,
  cities: readonly string[],
): Promise<HomeKind[]> {
  return rowsOf<HomeKind & Record<string, unknown>>(
    market,
    sql`select ${KIND} from ${listings} where status = 'published' and host_id <> ${uuidOf(hostId)}
      and city in ${asArray(cities)} order by id limit ${CANDIDATES_MAX}`,
  );
}
