/** SQL that reads the figures. Sums come back as float8, which is exact to 2^53 minor units. */

import type { SQL } from "drizzle-orm";
import { placed } from "@/server/modules/analytics/night-store";
import { noParts } from "@/server/modules/analytics/rollups";
import { analyticsLive, PART_COLUMNS, PARTS, type Parts } from "@/server/modules/analytics/tables";
import { listings } from "@/server/modules/listings/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { type LocalDate, localDate } from "@/server/primitives/local-date";

const { hourly, daily, interactionFacts, bookingFacts } = analyticsLive;
const ZONE_DEFAULT = "UTC";
const CURRENCY_DEFAULT = "USD";

export interface Span {
  readonly from: Date;
  /** Exclusive. */
  readonly until: Date;
}

export const partSums = sql.raw(
  PARTS.map((part) => `coalesce(sum(r.${PART_COLUMNS[part]}), 0)::float8 as "${part}"`).join(", "),
);
/** Rows without money count whatever the currency; rows of another currency are left out. */
export const ofCurrency = (currency: string) => sql`r.currency in ('', ${currency})`;

/** What days and money are shown in: of the market's own tables, so a database beside the store's. */
export interface MarketFrame {
  readonly zone: string;
  readonly currency: string;
}

/**
 * The zone that most of the published homes are in (the market's days are its days), and the currency that most bookings
 * are in; before the first booking, that of most homes.
 */
export async function readMarketFrame(market: DbOrTx, store: DbOrTx): Promise<MarketFrame> {
  const [homes] = await rowsOf<{ zone: string | null; currency: string | null }>(
    market,
    sql`select mode() within group (order by time_zone) as zone, mode() within group (order by currency) as currency
      from ${listings} where status = 'published'`,
  );
  const [booked] = await rowsOf<{ currency: string }>(
    store,
    sql`select currency from ${daily} r where dimension = 'market' and currency <> ''
      group by currency order by sum(bookings) desc, currency limit 1`,
  );
  return {
    zone: homes?.zone ?? ZONE_DEFAULT,
    currency: booked?.currency ?? homes?.currency ?? CURRENCY_DEFAULT,
  };
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

/** Who a visitor turned out to be, when they signed in: before and after, it is one guest. `i` is the interaction. */
export const personsSince = (from: SQL) => sql`persons as (
  select visitor_id, max(person_id::text) as person from ${interactionFacts}
  where person_id is not null and visitor_id is not null and occurred_at >= ${from} group by 1)`;
export const who = sql`coalesce(i.person_id::text, v.person, i.visitor_id)`;

/**
 * The same over all homes, every interaction with its guest in `who`. Counted over visitors in place of a join: a store that
 * was just filled has no statistics yet, and a join of so many rows is then planned as a loop in a loop, which ran for
 * minutes.
 */
export const knownSince = (from: SQL) => sql`known as (
  select i.*, coalesce(i.person_id::text,
    case when i.visitor_id is not null then max(i.person_id::text) over (partition by i.visitor_id) end, i.visitor_id) as who
  from ${interactionFacts} i where i.occurred_at >= ${from})`;

export interface GuestCount {
  readonly day: LocalDate;
  readonly group: string;
  readonly depth: number;
  readonly guests: number;
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
  by: "market" | "channel" | "device" = "market",
): Promise<GuestCount[]> {
  const group = sql.raw(by === "market" ? "''" : by);
  const from = span.from.toISOString();
  const reach = sql`${span.until.toISOString()}::timestamptz + make_interval(days => ${windowDays}::int)`;
  const rows = await rowsOf<{ day: string; group: string; depth: number; guests: number }>(
    db,
    sql`with ${knownSince(sql`${from}::timestamptz - make_interval(days => ${windowDays}::int)`)},
    steps as (
      select who, occurred_at as at, ${group} as grp, case kind when 'search' then 1 when 'view' then 2 else 3 end as step
      from known where kind in ('search', 'view', 'quote') and who is not null and occurred_at >= ${from} and occurred_at < ${reach}
      union all
      select guest_id::text, occurred_at, ${group}, case kind when 'held' then 4 else 5 end
      from ${bookingFacts} where kind in ('held', 'confirmed') and occurred_at >= ${from} and occurred_at < ${reach}),
    led as (
      select who, at, step, first_value(at) over first as first_at, first_value(grp) over first as grp
      from steps window first as (partition by who order by at, step, grp)),
    depths as (
      select min(first_at) as at, min(grp) as grp, max(step) as depth from led
      where first_at < ${span.until.toISOString()} and at <= first_at + make_interval(days => ${windowDays}::int)
      group by who)
    select (at at time zone ${zone})::date::text as day, grp as "group", depth::int,
      count(*)::float8 as guests
    from depths group by 1, 2, 3`,
  );
  return rows.map((row) => ({ ...row, day: localDate(row.day) }));
}
