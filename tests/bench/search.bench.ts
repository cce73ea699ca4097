/**
 * Search by dates in a city's box. Ours: the one statement of `searchListings`, from the read model, with the cards of the
 * page. Peer: the same homes with the same facts from the source tables, free nights by NOT EXISTS over night_claims, and no
 * cards. Both on one embedded PostgreSQL, through the same driver, warm; a run ends when the two find different homes.
 */
import { CANDIDATES_MAX, readCandidates } from "@/server/modules/search/candidates-store";
import type { SearchInput } from "@/server/modules/search/contract";
import type { Box } from "@/server/modules/search/filter-store";
import { searchListings } from "@/server/modules/search/search-listings";
import { monotonicMs, systemClock } from "@/server/platform/clock";
import { type Db, rowsOf, sql } from "@/server/platform/db";
import { silentLog } from "@/server/platform/log";
import { assert } from "@/server/primitives/assert";
import { addDays } from "@/server/primitives/local-date";
import { type Stay, stay } from "@/server/primitives/stay";
import { dateAt } from "@/server/primitives/zoned";
import {
  type Bench,
  type BenchResult,
  type BenchRound,
  median,
  percentile,
  toResult,
} from "@/tests/bench/bench";
import { BENCH_CONFIG, withBenchDatabase } from "@/tests/bench/bench-database";
import { boxOfCity, CITIES, fillSearchMarket } from "@/tests/bench/search-market";

const ROUNDS = 5;
const QUERIES = 60;
const NIGHTS = 3;
const GUESTS = 2;
const PAGE_SIZE = 24;

interface Query {
  readonly box: Box;
  readonly stay: Stay;
  readonly now: Date;
}

function queryOf(index: number, now: Date): Query {
  const checkIn = addDays(dateAt(now, "UTC"), 10 + index);
  return { box: boxOfCity(index % CITIES), stay: stay(checkIn, addDays(checkIn, NIGHTS)), now };
}

const oursOf = (db: Db, query: Query) =>
  readCandidates(
    db,
    {
      where: { box: query.box },
      stay: query.stay,
      guestCount: GUESTS,
      petCount: 0,
      now: query.now,
      filters: {},
      sort: "recommended",
      ...{ placeId: undefined, savedBy: undefined, centre: undefined },
    },
    { homesMax: CANDIDATES_MAX, cards: { from: 0, count: 2 * PAGE_SIZE } },
  );

const atOf = (query: Query) => sql`${query.now.toISOString()}::timestamptz`;

/** Which homes, by the source tables: what a market without a read model would ask. */
function freeInSources(query: Query) {
  const { box, stay: wanted } = query;
  return sql`from listings l join stay_rules r on r.listing_id = l.id
    where l.status = 'published' and l.capacity >= ${GUESTS}
      and point(l.fuzzed_longitude, l.fuzzed_latitude)
        <@ box(point(${box.west}, ${box.south}), point(${box.east}, ${box.north}))
      and not exists (select 1 from night_claims n where n.listing_id = l.id
        and n.night >= ${wanted.checkIn}::date and n.night < ${wanted.checkOut}::date + r.preparation_nights
        and (n.kind <> 'hold' or n.expires_at > ${atOf(query)})
        and not (n.kind = 'block' and n.night >= ${wanted.checkOut}::date))`;
}

/** The facts of `refresh_search_documents`, without amenities, own night prices and minimums: fewer reads for the peer. */
async function peerOf(db: Db, query: Query) {
  const [row] = await rowsOf<{ candidates: [string, ...unknown[]][] }>(
    db,
    sql`with free as materialized (
        select l.*, r.nights_min, r.nights_max, r.advance_notice_hours, r.preparation_nights, r.booking_window_days,
          r.check_in_weekdays, r.check_out_weekdays,
          0.65 * greatest(0, ((l.rating_sum_centi + 10 * 460.0) / (l.review_count + 10) - 400) / 100)
          + 0.25 * least(1, ln(1 + l.review_count) / ln(501))
          + 0.10 * exp(-greatest(0, extract(epoch from ${atOf(query)} - l.published_at) / 86400) / 30.0)
          + case when l.guest_favourite then 0.05 else 0 end as rank_score
        ${freeInSources(query)}
        order by rank_score desc, l.id limit ${CANDIDATES_MAX + 1})
      select coalesce(json_agg(json_build_array(w.id, json_build_array(w.fuzzed_latitude, w.fuzzed_longitude, w.capacity,
          w.pets_max, w.bedrooms, w.beds, w.bathroom_halves, w.room_type, w.property_type, 0, 0, w.instant_book,
          w.guest_favourite, w.cancellation_policy, case when w.review_count > 0 then w.rating_sum_centi / w.review_count end,
          w.review_count, p.currency, p.base_minor, p.weekend_minor, p.weekly_discount_bps, p.monthly_discount_bps,
          p.cleaning_fee_minor, p.extra_guest_fee_minor, p.guests_included, p.pet_fee_minor, p.night_min_minor,
          p.night_max_minor, w.country_code, w.region, w.city, w.time_zone, w.check_in_from_minutes, w.nights_min,
          w.nights_max, w.advance_notice_hours, w.preparation_nights, w.booking_window_days, w.check_in_weekdays,
          w.check_out_weekdays, (w.published_at at time zone 'utc')::date - date '1970-01-01'),
        w.rank_score, null, null, false)), '[]') as candidates
      from free w join listing_prices p on p.listing_id = w.id`,
  );
  return row?.candidates ?? [];
}

/** The peer's cheapest form: how many homes are free, none of their facts. */
const countInSources = (db: Db, query: Query) => rowsOf(db, sql`select count(*) ${freeInSources(query)}`);

/** All that a page of results takes, pricing of every candidate included. */
function pageOf(db: Db, { box, stay: wanted, now }: Query) {
  const ctx = {
    ...{ db, now, log: silentLog, requestId: "bench", config: BENCH_CONFIG },
    visitorId: undefined,
    actor: undefined,
  };
  const party = { adults: GUESTS, children: 0, infants: 0, pets: 0 };
  const input: SearchInput = { box, stay: wanted, party, sort: "recommended", pageSize: PAGE_SIZE };
  return searchListings(ctx, input);
}

type Asked = (db: Db, query: Query) => Promise<unknown>;

async function timed(db: Db, now: Date, ask: Asked): Promise<number[]> {
  const tookMs: number[] = [];
  for (let index = 0; index < QUERIES; index += 1) {
    const query = queryOf(index, now);
    const startedMs = monotonicMs();
    await ask(db, query);
    tookMs.push(monotonicMs() - startedMs);
  }
  return tookMs;
}

/** Each city once, which also warms both; gives the mean number of homes that a query finds. */
async function assertSameHomes(db: Db, now: Date): Promise<number> {
  let found = 0;
  for (let index = 0; index < CITIES; index += 1) {
    const query = queryOf(index, now);
    const ours = (await oursOf(db, query)).candidates.map(([uuid]) => uuid).sort();
    const peers = (await peerOf(db, query)).map(([uuid]) => uuid).sort();
    assert(ours.length > 0 && ours.join() === peers.join(), "ours and the peer find different homes");
    found += ours.length;
  }
  return Math.round(found / CITIES);
}

const to2 = (value: number) => Number(value.toFixed(2));

async function measure(name: string, homes: number, report: (line: string) => void): Promise<BenchResult> {
  return withBenchDatabase({ poolMax: 1, durable: false }, async ({ db, url }) => {
    const now = systemClock.now();
    const startedMs = monotonicMs();
    const { claimedNights, rebuildMs } = await fillSearchMarket(url, homes, now);
    const fillMs = Math.round(monotonicMs() - startedMs);
    report(
      `${homes} homes, ${claimedNights} claimed nights in ${fillMs} ms, of it documents ${rebuildMs} ms`,
    );
    const foundMean = await assertSameHomes(db, now);
    const all = { ours: [] as number[], peer: [] as number[] };
    const rounds: BenchRound[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const ours = await timed(db, now, oursOf);
      const peer = await timed(db, now, peerOf);
      all.ours.push(...ours);
      all.peer.push(...peer);
      rounds.push({ ours: median(ours), peer: median(peer) });
    }
    const count = await timed(db, now, countInSources);
    const page = await timed(db, now, pageOf);
    const notes = {
      ...{ homes, claimedNights, fillMs, rebuildMs, foundMean },
      oursMedianMs: to2(median(all.ours)),
      oursP99Ms: to2(percentile(all.ours, 0.99)),
      peerMedianMs: to2(median(all.peer)),
      peerP99Ms: to2(percentile(all.peer, 0.99)),
      peerCountOnlyMedianMs: to2(median(count)),
      wholePageMedianMs: to2(median(page)),
      wholePageP99Ms: to2(percentile(page, 0.99)),
    };
    return toResult({ name, unit: "ms a query", rounds, notes });
  });
}

const benchOf = (name: string, homes: number): Bench => ({
  name,
  summary: `homes of a city's box free for ${NIGHTS} nights, of ${homes.toLocaleString("en")}: read model against NOT EXISTS`,
  run: (report) => measure(name, homes, report),
});

export const benches: Bench[] = [benchOf("search-10k", 10_000), benchOf("search-100k", 100_000)];
