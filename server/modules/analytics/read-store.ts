/** SQL that reads the figures. Sums come back as float8, which is exact to 2^53 minor units. */

import { noParts } from "@/server/modules/analytics/rollups";
import type { NightSums } from "@/server/modules/analytics/rules";
import { analyticsLive, PART_COLUMNS, PARTS, type Parts } from "@/server/modules/analytics/tables";
import { listings } from "@/server/modules/listings/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { type PersonId, uuidOf } from "@/server/primitives/id";
import { type LocalDate, localDate } from "@/server/primitives/local-date";

const { hourly, daily, listingNights, supplyFacts, interactionFacts, bookingFacts } = analyticsLive;
const ZONE_DEFAULT = "UTC";
const CURRENCY_DEFAULT = "USD";

export interface Span {
  readonly from: Date;
  /** Exclusive. */
  readonly until: Date;
}
export interface DaySpan {
  readonly from: LocalDate;
  /** Inclusive. */
  readonly until: LocalDate;
}

const partSums = sql.raw(
  PARTS.map((part) => `coalesce(sum(r.${PART_COLUMNS[part]}), 0)::float8 as "${part}"`).join(", "),
);
/** Rows without money count whatever the currency; rows of another currency are left out. */
const ofCurrency = (currency: string) => sql`r.currency in ('', ${currency})`;

/** The zone that most of the published homes are in: the market's days are its days. */
export async function readMarketZone(db: DbOrTx): Promise<string> {
  const [row] = await rowsOf<{ zone: string | null }>(
    db,
    sql`select mode() within group (order by time_zone) as zone from ${listings} where status = 'published'`,
  );
  return row?.zone ?? ZONE_DEFAULT;
}

/** The currency that most bookings are in; that of most homes before the first booking. */
export async function readMarketCurrency(db: DbOrTx): Promise<string> {
  const [row] = await rowsOf<{ currency: string | null }>(
    db,
    sql`select coalesce(
      (select currency from ${daily} r where dimension = 'market' and currency <> ''
        group by currency order by sum(bookings) desc, currency limit 1),
      (select mode() within group (order by currency) from ${listings} where status = 'published')) as currency`,
  );
  return row?.currency ?? CURRENCY_DEFAULT;
}

export async function sumMarketParts(db: DbOrTx, span: Span, currency: string): Promise<Parts> {
  const [row] = await rowsOf<Parts & Record<string, unknown>>(
    db,
    sql`select ${partSums} from ${hourly} r where r.dimension = 'market' and ${ofCurrency(currency)}
      and r.hour >= ${span.from.toISOString()} and r.hour < ${span.until.toISOString()}`,
  );
  return row ?? noParts();
}

/** Sums by day of `zone`. */
export async function sumMarketPartsByDay(
  db: DbOrTx,
  span: Span,
  currency: string,
  zone: string,
): Promise<Map<LocalDate, Parts>> {
  const rows = await rowsOf<Parts & { day: string }>(
    db,
    sql`select (r.hour at time zone ${zone})::date::text as day, ${partSums} from ${hourly} r
      where r.dimension = 'market' and ${ofCurrency(currency)}
        and r.hour >= ${span.from.toISOString()} and r.hour < ${span.until.toISOString()} group by 1`,
  );
  return new Map(rows.map(({ day, ...parts }) => [localDate(day), parts]));
}

export interface ValueSums {
  readonly value: string;
  readonly parts: Parts;
}

/** Sums by channel, or by neighbourhood of the listing. */
export async function sumPartsBy(
  db: DbOrTx,
  by: "channel" | "neighbourhood",
  span: Span,
  currency: string,
): Promise<ValueSums[]> {
  const where = sql`${ofCurrency(currency)} and r.hour >= ${span.from.toISOString()} and r.hour < ${span.until.toISOString()}`;
  const rows = await rowsOf<Parts & { value: string }>(
    db,
    by === "channel"
      ? sql`select r.value, ${partSums} from ${hourly} r where r.dimension = 'channel' and ${where} group by 1`
      : sql`with ${placed} select coalesce(p.neighbourhood, '') as value, ${partSums}
          from ${hourly} r left join placed p on p.listing_id::text = r.value
          where r.dimension = 'listing' and ${where} group by 1`,
  );
  return rows.map(({ value, ...parts }) => ({ value, parts }));
}

/** Sums by listing of one host, over whole UTC days. */
export async function sumHostPartsByListing(
  db: DbOrTx,
  hostId: PersonId,
  days: DaySpan,
): Promise<ValueSums[]> {
  const rows = await rowsOf<Parts & { value: string }>(
    db,
    sql`select l.id::text as value, ${partSums}
      from ${listings} l left join ${daily} r on r.dimension = 'listing' and r.value = l.id::text
        and r.day between ${days.from} and ${days.until} and r.currency in ('', l.currency)
      where l.host_id = ${uuidOf(hostId)} and l.status <> 'draft' group by 1 order by 1`,
  );
  return rows.map(({ value, ...parts }) => ({ value, parts }));
}

/** The place and host of each home as it was last published. */
const placed = sql`placed as (
  select distinct on (listing_id) listing_id, host_id, city, neighbourhood from ${supplyFacts}
  where published = 1 order by listing_id, occurred_at desc, event_id desc)`;

export interface NightGroup extends NightSums {
  readonly day: LocalDate;
  readonly group: string;
}

/**
 * Night sums by day and group. Availability is worked out here from publications, pauses and blocks: a night counts
 * as available when its home is published on that day and it is not blocked, or when it is sold.
 *
 * 421 homes × 56 days: 9 ms. Reads `listing_nights` by its primary key, whose first column is the night.
 */
export async function sumNights(
  db: DbOrTx,
  input: {
    days: DaySpan;
    zone: string;
    currency: string;
    by: "market" | "neighbourhood" | "listing";
    hostId?: PersonId;
  },
): Promise<NightGroup[]> {
  const { days, zone, currency } = input;
  const group =
    input.by === "market"
      ? sql`''`
      : input.by === "neighbourhood"
        ? sql`coalesce(p.neighbourhood, '')`
        : sql`p.listing_id::text`;
  const ofHost = input.hostId ? sql`where p.host_id = ${uuidOf(input.hostId)}` : sql``;
  const rows = await rowsOf<{
    day: string;
    group: string;
    sold: number;
    available: number;
    blocked: number;
    revenueMinor: number;
  }>(
    db,
    sql`with ${placed},
    spans as (
      select listing_id, (from_at at time zone ${zone})::date as from_on,
        coalesce((until_at at time zone ${zone})::date, 'infinity'::date) as until_on
      from (
        select listing_id, published, occurred_at as from_at,
          lead(occurred_at) over (partition by listing_id order by occurred_at, event_id) as until_at
        from ${supplyFacts}) s
      where published = 1),
    days as (select d::date as day from generate_series(${days.from}::date, ${days.until}::date, interval '1 day') d),
    published as (
      select d.day, ${group} as grp, count(*) as homes
      from days d join spans s on d.day >= s.from_on and d.day < s.until_on join placed p using (listing_id)
      ${ofHost} group by 1, 2),
    nights as (
      select night as day, listing_id, sum(blocked) as blocked,
        coalesce(sum(sold) filter (where currency = ${currency}), 0) as sold,
        coalesce(sum(revenue_minor) filter (where currency = ${currency}), 0) as revenue
      from ${listingNights} where night between ${days.from} and ${days.until} group by 1, 2),
    taken as (
      select n.day, ${group} as grp, sum(n.sold) as sold, sum(n.revenue) as revenue,
        count(*) filter (where n.blocked > 0 and n.sold <= 0 and s.listing_id is not null) as blocked,
        count(*) filter (where n.sold > 0 and s.listing_id is null) as sold_unpublished
      from nights n join placed p using (listing_id)
        left join spans s on s.listing_id = n.listing_id and n.day >= s.from_on and n.day < s.until_on
      ${ofHost} group by 1, 2)
    select day::text, grp as "group", coalesce(t.sold, 0)::float8 as sold,
      coalesce(t.revenue, 0)::float8 as "revenueMinor", coalesce(t.blocked, 0)::float8 as blocked,
      (coalesce(u.homes, 0) - coalesce(t.blocked, 0) + coalesce(t.sold_unpublished, 0))::float8 as available
    from published u full join taken t using (day, grp) order by 1, 2`,
  );
  return rows.map((row) => ({ ...row, day: localDate(row.day) }));
}

/** Of the bookings confirmed in the span, by day of `zone`: how many have been cancelled since. */
export async function countCancelledOfBooked(
  db: DbOrTx,
  span: Span,
  zone: string,
): Promise<Map<LocalDate, number>> {
  const rows = await rowsOf<{ day: string; count: number }>(
    db,
    sql`select (b.occurred_at at time zone ${zone})::date::text as day, count(*)::float8 as count
      from ${bookingFacts} b where b.kind = 'confirmed'
        and b.occurred_at >= ${span.from.toISOString()} and b.occurred_at < ${span.until.toISOString()}
        and exists (select 1 from ${bookingFacts} c where c.booking_id = b.booking_id and c.kind = 'cancelled')
      group by 1`,
  );
  return new Map(rows.map((row) => [localDate(row.day), row.count]));
}

/**
 * Guests by the day of their first step in the span and the deepest step (1 search … 5 booking) they came to within
 * `windowDays` of it. A later step implies the earlier ones. A visitor who signs in is the same guest before and after.
 */
export async function countGuestsByDepth(
  db: DbOrTx,
  span: Span,
  zone: string,
  windowDays: number,
): Promise<{ day: LocalDate; depth: number; guests: number }[]> {
  const from = span.from.toISOString();
  const reach = sql`${span.until.toISOString()}::timestamptz + make_interval(days => ${windowDays}::int)`;
  const rows = await rowsOf<{ day: string; depth: number; guests: number }>(
    db,
    sql`with persons as (
      select visitor_id, max(person_id::text) as person from ${interactionFacts}
      where person_id is not null and visitor_id is not null
        and occurred_at >= ${from}::timestamptz - make_interval(days => ${windowDays}::int) group by 1),
    steps as (
      select coalesce(i.person_id::text, v.person, i.visitor_id) as who, i.occurred_at as at,
        case i.kind when 'search' then 1 when 'view' then 2 else 3 end as step
      from ${interactionFacts} i left join persons v using (visitor_id)
      where i.kind in ('search', 'view', 'quote') and i.occurred_at >= ${from} and i.occurred_at < ${reach}
      union all
      select guest_id::text, occurred_at, case kind when 'held' then 4 else 5 end
      from ${bookingFacts} where kind in ('held', 'confirmed') and occurred_at >= ${from} and occurred_at < ${reach}),
    firsts as (
      select who, min(at) as at from steps group by who having min(at) < ${span.until.toISOString()}),
    depths as (
      select f.at, max(s.step) as depth from firsts f join steps s
        on s.who = f.who and s.at <= f.at + make_interval(days => ${windowDays}::int)
      group by f.who, f.at)
    select (at at time zone ${zone})::date::text as day, depth::int, count(*)::float8 as guests
    from depths group by 1, 2`,
  );
  return rows.map((row) => ({ ...row, day: localDate(row.day) }));
}
