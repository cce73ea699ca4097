/**
 * Availability in search: the read model against the same question asked of the source tables with NOT EXISTS, on one
 * embedded PostgreSQL with 10,000 homes and a million claimed nights.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { migrate } from "@/drizzle/migrate";
import { AMENITIES } from "@/server/modules/listings/contract";
import { monotonicMs, systemClock } from "@/server/platform/clock";
import { findFreePort } from "@/server/platform/local/free-port";
import { startEmbeddedPostgres } from "@/server/platform/local/postgres";
import { type Bench, type BenchRound, median, percentile, toResult } from "@/tests/bench/bench";

const HOMES = 10_000;
const CITIES = 20;
const CLAIMS_PER_HOME = 100;
const ROUNDS = 5;
const QUERIES = 60;

/** Deterministic homes spread over cities, each with stays of two nights spread over the year. */
const FILL = [
  `insert into people (id, name, email, created_at, updated_at) values (gen_random_uuid(), 'Host', 'host@example.com', now(), now())`,
  `insert into hosts (person_id, host_since) select id, now() from people`,
  `insert into listings (id, host_id, status, title, region, city, neighbourhood, latitude, longitude, fuzzed_latitude,
     fuzzed_longitude, capacity, house_rules, safety, created_at, updated_at, published_at)
   select gen_random_uuid(), p.id, 'published', 'Home ' || n, 'New York', 'City ' || n % ${CITIES}, '', 42 + n % 100 / 1e3, -73,
     42 + n % 100 / 1e3, -73, 2 + n % 5, '{"petsAllowed":false}', '{}', now(), now(), now()
   from people p, generate_series(1, ${HOMES}) n`,
  `insert into listing_prices (listing_id, currency, base_minor, updated_at) select id, 'USD', 10000, now() from listings`,
  `insert into stay_rules (listing_id) select id from listings`,
  `insert into night_claims (listing_id, night, kind, claim_id)
   select l.id, current_date + (s * 7 + l.n % 5 + d)::int, 'booking', gen_random_uuid()
   from (select id, row_number() over () as n from listings) l, generate_series(0, ${CLAIMS_PER_HOME / 2 - 1}) s,
     generate_series(0, 1) d`,
  `analyze`,
];

const IN_DOCUMENTS = `select d.listing_id from search_documents d
  where (d.place_path = $1 or d.place_path like $1 || '/%') and d.capacity >= 2
    and position(b'0' in substring(d.nights_free from $2::date - d.base_on + 1 for 3)) = 0
  order by d.rank_score desc, d.listing_id limit 25`;
const IN_SOURCES = `select l.id from listings l
  where l.status = 'published' and l.city = $1 and l.capacity >= 2 and not exists (
    select 1 from night_claims c where c.listing_id = l.id and c.night >= $2::date and c.night < $2::date + 3)
  order by (l.rating_sum_centi + 4600.0) / (l.review_count + 10) desc, l.id limit 25`;

async function timed(
  client: pg.Client,
  text: string,
  parametersOf: (query: number) => unknown[],
): Promise<number[]> {
  const tookMs: number[] = [];
  for (let query = 0; query < QUERIES; query += 1) {
    const startedMs = monotonicMs();
    await client.query(text, parametersOf(query));
    tookMs.push(monotonicMs() - startedMs);
  }
  return tookMs;
}

async function measure(client: pg.Client, report: (line: string) => void) {
  for (const statement of FILL) await client.query(statement);
  // The peer gets the index it would want.
  await client.query("create index listings_city on listings (city, capacity)");
  const now = systemClock.now();
  const startedMs = monotonicMs();
  await client.query("select refresh_search_documents(null, $1, $2)", [now, [...AMENITIES]]);
  const rebuildMs = Math.round(monotonicMs() - startedMs);
  await client.query("analyze search_documents");
  report(`${HOMES} homes, ${HOMES * CLAIMS_PER_HOME} claimed nights; documents rebuilt in ${rebuildMs} ms`);
  const nightOf = (query: number) =>
    new Date(now.getTime() + (10 + query) * 86_400_000).toISOString().slice(0, 10);
  const rounds: BenchRound[] = [];
  const all = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const ours = await timed(client, IN_DOCUMENTS, (query) => [
      `us/new-york/city-${query % CITIES}`,
      nightOf(query),
    ]);
    const peer = await timed(client, IN_SOURCES, (query) => [`City ${query % CITIES}`, nightOf(query)]);
    all.ours.push(...ours);
    all.peer.push(...peer);
    rounds.push({ ours: median(ours), peer: median(peer) });
  }
  return { rounds, all, rebuildMs };
}

export const benches: Bench[] = [
  {
    name: "search-availability",
    summary: "free homes of a city for three nights: the read model against NOT EXISTS over the claims",
    async run(report) {
      const dataDir = await mkdtemp(path.join(tmpdir(), "roost-bench-"));
      const postgres = await startEmbeddedPostgres({
        dataDir,
        port: await findFreePort(),
        report: () => undefined,
        durable: false,
      });
      const client = new pg.Client({ connectionString: postgres.url });
      try {
        await migrate(postgres.url);
        await client.connect();
        const { rounds, all, rebuildMs } = await measure(client, report);
        return toResult({
          name: "search-availability",
          unit: "ms a query, median of a round",
          rounds,
          notes: {
            homes: HOMES,
            claimedNights: HOMES * CLAIMS_PER_HOME,
            rebuildMs,
            oursP99Ms: Number(percentile(all.ours, 0.99).toFixed(2)),
            peerP99Ms: Number(percentile(all.peer, 0.99).toFixed(2)),
          },
        });
      } finally {
        await client.end();
        await postgres.stop();
        await rm(dataDir, { recursive: true, force: true });
      }
    },
  },
];
