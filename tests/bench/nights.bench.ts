/** Nights worked out of facts when they are read, against a table that holds a row for each night. */
import { listingNights } from "@/server/modules/analytics/night-store";
import { type Db, rowsOf, sql } from "@/server/platform/db";
import { type Bench, toResult } from "@/tests/bench/bench";
import { withBenchDatabase } from "@/tests/bench/bench-database";

const HOMES = 20_000;
const STAYS = 1_000_000;
const DAYS = 1_200;
const ROUNDS = 5;

/** Stays of one to seven nights over some three years, in the sequence of their dates; a tenth of them is cancelled. */
async function fill(db: Db): Promise<void> {
  await db.execute(sql`create table homes as
    select n, gen_random_uuid() as id, gen_random_uuid() as host from generate_series(1, ${HOMES}::int) n`);
  await db.execute(sql`insert into analytics.booking_facts (event_id, kind, booking_id, listing_id, host_id, guest_id, channel,
      device, occurred_at, time_zone, check_in, check_out, night_count, currency, total_minor, nights_minor, host_fees_minor,
      guest_fee_minor, host_fee_minor, tax_minor, released_night_count)
    select gen_random_uuid(), k.kind, gen_random_uuid(), h.id, h.host, gen_random_uuid(), 'web', 'desktop', b.at + k.later, 'UTC',
      b.check_in, b.check_in + b.nights, b.nights, 'USD', 1, 10000 + b.n, 0, 0, 0, 0,
      case k.kind when 'cancelled' then b.nights else 0 end
    from (
      select n, 1 + floor(random() * ${HOMES}::int)::int as home, date '2023-01-01' + d as check_in, 1 + n % 7 as nights,
        timestamptz '2023-01-01' + make_interval(days => d - 14) as at
      from (select n, floor(random() * ${DAYS}::int)::int as d from generate_series(1, ${STAYS}::int) n) r order by d) b
    join homes h on h.n = b.home
    cross join (values ('confirmed', interval '0'), ('cancelled', interval '1 day')) k(kind, later)
    where k.kind = 'confirmed' or b.n % 10 = 0`);
  const ever = listingNights(sql`'-infinity'::date`, sql`'infinity'::date`);
  await db.execute(sql`create table nights as ${ever}`);
  await db.execute(sql`alter table nights add primary key (night, listing_id, currency)`);
  await db.execute(sql`vacuum analyze`);
}

const nightsOf = (name: string, from: string, until: string): Bench => ({
  name,
  summary: `milliseconds to read the nights from ${from} to ${until} of a million stays, against a table of nights`,
  run: (report) =>
    withBenchDatabase({ poolMax: 2, durable: false }, async ({ db }) => {
      await fill(db);
      const [first, last] = [sql`${from}::date`, sql`${until}::date`];
      const facts = sql`select count(*)::int as count, sum(revenue_minor)::float8 as revenue from (${listingNights(first, last)}) n`;
      const table = sql`select count(*)::int as count, sum(revenue_minor)::float8 as revenue from (
        select night, listing_id, currency, sum(sold), sum(revenue_minor) as revenue_minor, sum(blocked) from nights
        where night between ${first} and ${last} group by 1, 2, 3) n`;
      const timed = async (statement: typeof facts) => {
        const startedMs = performance.now();
        const [answer] = await rowsOf<{ count: number; revenue: number }>(db, statement);
        return { ms: performance.now() - startedMs, answer };
      };
      const rounds: { ours: number; peer: number }[] = [];
      let count = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const [ours, peer] = [await timed(facts), await timed(table)];
        if (JSON.stringify(ours.answer) !== JSON.stringify(peer.answer))
          throw new Error("facts and table do not hold the same nights");
        count = ours.answer?.count ?? 0;
        rounds.push({ ours: ours.ms, peer: peer.ms });
        report(`${Math.round(ours.ms)} ms, of a table ${Math.round(peer.ms)} ms`);
      }
      return toResult({ name, unit: "ms", rounds, notes: { stays: STAYS, homes: HOMES, nights: count } });
    }),
});

export const benches: Bench[] = [
  nightsOf("analytics-nights-month", "2024-05-01", "2024-05-28"),
  nightsOf("analytics-nights-year", "2024-01-01", "2024-12-31"),
];
