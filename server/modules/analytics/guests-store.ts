/** SQL about guests: cohorts by first booking, where views came from, spread of lead times and stays. */
import { knownSince, type Span } from "@/server/modules/analytics/read-store";
import type { ValueCount } from "@/server/modules/analytics/rules";
import { analyticsLive } from "@/server/modules/analytics/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { type LocalDate, localDate } from "@/server/primitives/local-date";

const { bookingFacts, interactionFacts } = analyticsLive;

export interface CohortRow {
  readonly month: LocalDate;
  readonly offset: number;
  readonly bookings: number;
  readonly returningGuests: number;
  readonly firstGuests: number;
  readonly cancelled: number;
}

/** Index booking_facts_guest_id_kind_occurred_at. Months are those of `zone`. */
export async function listCohorts(db: DbOrTx, zone: string, from: LocalDate): Promise<CohortRow[]> {
  const rows = await rowsOf<Omit<CohortRow, "month"> & { month: string }>(
    db,
    sql`with booked as (
        select guest_id, booking_id, date_trunc('month', occurred_at at time zone ${zone})::date as month,
          row_number() over (partition by guest_id order by occurred_at, event_id) as nth,
          min(date_trunc('month', occurred_at at time zone ${zone})::date) over (partition by guest_id) as cohort
        from ${bookingFacts} where kind = 'confirmed')
      select cohort::text as month,
        ((extract(year from month) - extract(year from cohort)) * 12
          + extract(month from month) - extract(month from cohort))::int as "offset",
        count(*)::float8 as bookings, (count(distinct guest_id) filter (where nth > 1))::float8 as "returningGuests",
        (count(*) filter (where nth = 1))::float8 as "firstGuests",
        (count(*) filter (where exists (
          select 1 from ${bookingFacts} c where c.booking_id = booked.booking_id and c.kind = 'cancelled')))::float8 as cancelled
      from booked where cohort >= ${from}::date group by 1, 2 order by 1, 2`,
  );
  return rows.map((row) => ({ ...row, month: localDate(row.month) }));
}

/** Bookings made in the span by their lead time or their length, and how many of them were cancelled since. */
export async function countByValue(
  db: DbOrTx,
  span: Span,
  value: "lead_days" | "night_count",
): Promise<ValueCount[]> {
  return rowsOf<ValueCount & Record<string, unknown>>(
    db,
    sql`select ${sql.raw(`coalesce(b.${value}, 0)`)}::int as value, count(*)::float8 as count,
        (count(*) filter (where exists (
          select 1 from ${bookingFacts} c where c.booking_id = b.booking_id and c.kind = 'cancelled')))::float8 as cancelled
      from ${bookingFacts} b where b.kind = 'confirmed'
        and b.occurred_at >= ${span.from.toISOString()} and b.occurred_at < ${span.until.toISOString()}
      group by 1 order by 1`,
  );
}

export interface SourceRow {
  readonly source: string;
  readonly views: number;
  readonly guests: number;
  readonly bookingGuests: number;
}

/**
 * Views by source, and guests by the source of their first view of a home in the span with those who booked that home
 * within `windowDays` of it.
 */
export async function countSources(db: DbOrTx, span: Span, windowDays: number): Promise<SourceRow[]> {
  const [from, until] = [span.from.toISOString(), span.until.toISOString()];
  return rowsOf<SourceRow & Record<string, unknown>>(
    db,
    sql`with ${knownSince(sql`${from}::timestamptz - make_interval(days => ${windowDays}::int)`)},
      views as (
        select who, listing_id, occurred_at as at, event_id, coalesce(source, '') as source
        from known where kind = 'view' and occurred_at >= ${from} and occurred_at < ${until}),
      firsts as (select distinct on (who, listing_id) * from views order by who, listing_id, at, event_id),
      led as (
        select f.*, exists (
          select 1 from ${bookingFacts} b where b.kind = 'confirmed' and b.listing_id = f.listing_id
            and b.guest_id::text = f.who and b.occurred_at >= f.at
            and b.occurred_at <= f.at + make_interval(days => ${windowDays}::int)) as booked
        from firsts f)
      select s.source, s.views::float8 as views, coalesce(l.guests, 0)::float8 as guests,
        coalesce(l.booked, 0)::float8 as "bookingGuests"
      from (select source, count(*) as views from views group by 1) s
      left join (select source, count(distinct who) as guests, count(distinct who) filter (where booked) as booked
        from led group by 1) l using (source)
      order by 2 desc, 1`,
  );
}

export interface DemandRow {
  readonly place: string;
  /** Empty for the place's nights together. */
  readonly night: string;
  readonly searches: number;
  readonly fewSearches: number;
  readonly unmetNights: number;
  readonly arrivals: number;
  readonly emptyArrivals: number;
  readonly guests: number;
}

/** The places most searched for over the nights, by night and together. Index interaction_facts_sought for the guests. */
export async function listDemand(
  db: DbOrTx,
  days: { readonly from: LocalDate; readonly until: LocalDate },
  placesMax: number,
): Promise<DemandRow[]> {
  return rowsOf<DemandRow & Record<string, unknown>>(
    db,
    sql`with sums as (
        select place, night, searches, few_searches, empty_searches, arrivals, empty_arrivals
        from ${analyticsLive.demandNights} where night between ${days.from} and ${days.until}),
      top as (select place from sums group by 1 order by sum(searches) desc, place limit ${placesMax}),
      sought as (
        select i.place, i.check_in, i.check_out, coalesce(i.person_id::text, i.visitor_id) as who
        from ${interactionFacts} i join top using (place)
        where i.kind = 'search' and i.check_in <= ${days.until}::date and i.check_out > ${days.from}::date
          and i.check_in > ${days.from}::date - 366 and i.check_out - i.check_in between 1 and 365),
      guests as (
        select place, n::date as night, count(distinct who) as guests from sought,
          generate_series(greatest(check_in, ${days.from}::date), least(check_out - 1, ${days.until}::date), interval '1 day') n
        group by grouping sets ((place, n::date), (place)))
      select s.place, coalesce(s.night::text, '') as night, sum(s.searches)::float8 as searches,
        sum(s.few_searches)::float8 as "fewSearches", sum(s.empty_searches)::float8 as "unmetNights",
        sum(s.arrivals)::float8 as arrivals, sum(s.empty_arrivals)::float8 as "emptyArrivals",
        coalesce(max(g.guests), 0)::float8 as guests
      from (select place, night, searches, few_searches, empty_searches, arrivals, empty_arrivals from sums
            union all
            select place, null, sum(searches), sum(few_searches), sum(empty_searches), sum(arrivals), sum(empty_arrivals)
            from sums group by 1) s
        join top using (place)
        left join guests g on g.place = s.place and g.night is not distinct from s.night
      group by 1, s.night order by 1, 2`,
  );
}
