/** SQL about guests: cohorts by first booking, where views came from, spread of lead times and stays. */
import type { Span } from "@/server/modules/analytics/read-store";
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

/** Index booking_facts_booked. Months are those of `zone`. */
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
 *
 * Views and the few rows that tell who a visitor is share one window, for the reason that `countGuestsByDepth` gives.
 */
export async function countSources(db: DbOrTx, span: Span, windowDays: number): Promise<SourceRow[]> {
  const [from, until] = [span.from.toISOString(), span.until.toISOString()];
  const window = sql`make_interval(days => ${windowDays}::int)`;
  return rowsOf<SourceRow & Record<string, unknown>>(
    db,
    sql`with seen as (
        select visitor_id, person_id::text as person, listing_id, occurred_at as at, event_id, coalesce(source, '') as source
        from ${interactionFacts} where kind = 'view' and occurred_at >= ${from} and occurred_at < ${until}
        union all
        select visitor_id, max(person_id::text), null, null, null, null from ${interactionFacts}
        where visitor_id is not null and person_id is not null and occurred_at >= ${from}::timestamptz - ${window} group by 1),
      known as (
        select listing_id, at, event_id, source, coalesce(person,
          case when visitor_id is not null then max(person) over (partition by visitor_id) end, visitor_id) as who
        from seen),
      firsts as (
        select distinct on (who, listing_id) who, listing_id, at, source
        from known where source is not null order by who, listing_id, at, event_id),
      bookers as (
        select source, who from firsts f where exists (
          select 1 from ${bookingFacts} b where b.kind = 'confirmed' and b.listing_id = f.listing_id
            and b.guest_id::text = f.who and b.occurred_at >= f.at and b.occurred_at <= f.at + ${window}
            and b.occurred_at >= ${from} and b.occurred_at <= ${until}::timestamptz + ${window}))
      select source, v.views::float8 as views, coalesce(g.guests, 0)::float8 as guests,
        coalesce(k.guests, 0)::float8 as "bookingGuests"
      from (select source, count(*) as views from known where source is not null group by 1) v
      left join (select source, count(distinct who) as guests from firsts group by 1) g using (source)
      left join (select source, count(distinct who) as guests from bookers group by 1) k using (source)
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
      stays as (select distinct place, check_in, check_out, who from sought),
      guests as (
        select place, night, count(*) as guests from (
          select distinct place, n::date as night, who from stays,
            generate_series(greatest(check_in, ${days.from}::date), least(check_out - 1, ${days.until}::date), interval '1 day') n) s
        group by 1, 2
        union all
        select place, 'infinity'::date, count(distinct who) from stays group by 1)
      select s.place, coalesce(s.night::text, '') as night, sum(s.searches)::float8 as searches,
        sum(s.few_searches)::float8 as "fewSearches", sum(s.empty_searches)::float8 as "unmetNights",
        sum(s.arrivals)::float8 as arrivals, sum(s.empty_arrivals)::float8 as "emptyArrivals",
        coalesce(max(g.guests), 0)::float8 as guests
      from (select place, night, searches, few_searches, empty_searches, arrivals, empty_arrivals from sums
            union all
            select place, null, sum(searches), sum(few_searches), sum(empty_searches), sum(arrivals), sum(empty_arrivals)
            from sums group by 1) s
        join top using (place)
        left join guests g on g.place = s.place and g.night = coalesce(s.night, 'infinity'::date)
      group by 1, s.night order by 1, 2`,
  );
}
