/** A market for benchmarks of search: cities of equal size, every home with stays of two nights through the year. */
import pg from "pg";
import { AMENITIES } from "@/server/modules/listings/contract";
import { monotonicMs } from "@/server/platform/clock";
import { TRUSTED_FILL } from "@/tests/bench/bench-database";

export const CITIES = 20;
const STAYS_PER_HOME = 30;
const NIGHTS_PER_STAY = 2;
const PHOTOS_PER_HOME = 5;
/** Degrees between two cities, and half the width of one. */
const CITY_STEP = 0.5;
const CITY_REACH = 0.1;

/** Three homes in seven are free for any three nights; every fourth home keeps a night after each stay. */
const fill = (homes: number): readonly string[] => [
  TRUSTED_FILL,
  `insert into people (id, name, email, created_at, updated_at)
   values (gen_random_uuid(), 'Host', 'host@example.com', now(), now())`,
  `insert into hosts (person_id, host_since) select id, now() from people`,
  `insert into fee_schedules (version, model, guest_fee_bps, host_fee_bps, taxes_included_in_results, valid_from)
   values (1, 'split', 1400, 300, true, now() - interval '1 year') on conflict do nothing`,
  `insert into listings (id, host_id, status, title, region, city, neighbourhood, latitude, longitude, fuzzed_latitude,
     fuzzed_longitude, capacity, review_count, rating_sum_centi, house_rules, safety, created_at, updated_at, published_at)
   select gen_random_uuid(), p.id, 'published', 'Home ' || n, 'New York', 'City ' || n % ${CITIES}, '', at.lat, at.lon, at.lat,
     at.lon, 2 + n % 5, n % 60, n % 60 * (430 + n % 70), '{"petsAllowed":false}', '{}', now(), now(),
     now() - n % 700 * interval '1 day'
   from people p, generate_series(1, ${homes}) n, lateral (select 42 + (n * 7919 % 2000 - 1000) * ${CITY_REACH} / 1000 as lat,
     -80 + n % ${CITIES} * ${CITY_STEP} + (n / ${CITIES} * 6007 % 2000 - 1000) * ${CITY_REACH} / 1000 as lon) at`,
  `insert into listing_prices (listing_id, currency, base_minor, updated_at) select id, 'USD', 10000, now() from listings`,
  // As long as real ones: a card has five.
  `insert into listing_photos (id, listing_id, ordinal, room, caption, alt, origin, stem, widths, width, height, blur, sha256,
     created_at)
   select gen_random_uuid(), l.id, n, 'bedroom', 'A caption of some words', 'A room with a bed, a desk and a window',
     'blob', 'photos/' || md5(l.id::text || n), '{320,640,960,1280}', 1280, 853,
     'data:image/webp;base64,' || repeat(md5(l.id::text || n), 3), md5(l.id::text || n), now()
   from listings l, generate_series(0, ${PHOTOS_PER_HOME - 1}) n`,
  `insert into stay_rules (listing_id, preparation_nights)
   select id, (row_number() over ()) % 4 / 3 from listings`,
  // Keys are made after the rows, which is several times faster.
  `alter table night_claims drop constraint night_claims_listing_id_night_pk`,
  `drop index night_claims_claim`,
  `insert into night_claims (listing_id, night, kind, claim_id)
   select l.id, current_date + (s * 7 + l.n % 7 + d)::int, 'booking', md5(l.n || '/' || s)::uuid
   from (select id, row_number() over (order by id) as n from listings) l, generate_series(0, ${STAYS_PER_HOME - 1}) s,
     generate_series(0, ${NIGHTS_PER_STAY - 1}) d`,
  `alter table night_claims add constraint night_claims_listing_id_night_pk primary key (listing_id, night)`,
  `create index night_claims_claim on night_claims (claim_id)`,
  // The peer gets the index it would want.
  `create index listings_spot on listings using gist (point(fuzzed_longitude, fuzzed_latitude)) where status = 'published'`,
  `analyze`,
];

export interface SearchMarket {
  readonly claimedNights: number;
  readonly rebuildMs: number;
}

export async function fillSearchMarket(url: string, homes: number, now: Date): Promise<SearchMarket> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of fill(homes)) await client.query(statement);
    const startedMs = monotonicMs();
    await client.query("select refresh_search_documents(null, $1, $2)", [now, [...AMENITIES]]);
    const rebuildMs = Math.round(monotonicMs() - startedMs);
    await client.query("vacuum analyze");
    return { claimedNights: homes * STAYS_PER_HOME * NIGHTS_PER_STAY, rebuildMs };
  } finally {
    await client.end();
  }
}

/** The map's box around a city. */
export function boxOfCity(city: number) {
  const longitude = -80 + city * CITY_STEP;
  const reach = CITY_REACH * 1.05;
  return { west: longitude - reach, east: longitude + reach, south: 42 - reach, north: 42 + reach };
}
