/** SQL that reads the figures. Sums come back as float8, which is exact to 2^53 minor units. */

import type { SQL } from "drizzle-orm";
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

export interface GuestCount {
  readonly day: LocalDate;
  readonly group: string;
  readonly depth: number;
  readonly guests: number;
}

/**
 * Guests by the day of their first step in the span and the deepest step (1 search … 5 booking) they came to within
 * `windowDays` of it. A later step implies the earlier ones. A visitor who signs in is the same guest before and after.
 *
 * A step counts once however often it was taken, and of each its first time decides. So interactions are folded to a row
 * for each visitor, person and group before anything is sorted: a third of the rows, and narrow ones. Who a visitor turned out to be is
 * a window over them and no join: a store that was just filled has no statistics yet, and a join of so many rows is then
 * planned as a loop in a loop, which ran for minutes.
 */
export async function countGuestsByDepth(
  db: DbOrTx,
  span: Span,
  zone: string,
  windowDays: number,
  by: "market" | "channel" | "device" = "market",
): Promise<GuestCount[]> {
  const group = sql.raw(by === "market" ? "''" : by);
  const [from, until] = [span.from.toISOString(), span.until.toISOString()];
  const window = sql`make_interval(days => ${windowDays}::int)`;
  const within = sql`occurred_at >= ${from} and occurred_at < ${until}::timestamptz + ${window}`;
  const firstOf = (kind: string) => sql`min(occurred_at) filter (where kind = ${kind} and ${within})`;
  const rows = await rowsOf<{ day: string; group: string; depth: number; guests: number }>(
    db,
    sql`with seen as (
      select visitor_id, person_id::text as person, ${group} as grp,
        ${firstOf("search")} as at1, ${firstOf("view")} as at2, ${firstOf("quote")} as at3
      from ${interactionFacts} where occurred_at >= ${from}::timestamptz - ${window} group by visitor_id, person_id, grp),
    steps as (
      select coalesce(person, case when visitor_id is not null then max(person) over (partition by visitor_id) end,
          visitor_id) as who, grp, at1, at2, at3, null::timestamptz as at4, null::timestamptz as at5
      from seen
      union all
      select guest_id::text, ${group} as grp, null, null, null, ${firstOf("held")}, ${firstOf("confirmed")}
      from ${bookingFacts} where kind in ('held', 'confirmed') and ${within} group by guest_id, grp),
    led as (
      select *, least(at1, at2, at3, at4, at5) as at from steps
      where who is not null and least(at1, at2, at3, at4, at5) is not null),
    guests as (
      select min(at) as at, min(at2) as at2, min(at3) as at3, min(at4) as at4, min(at5) as at5,
        (array_agg(grp order by at, case at when at1 then 1 when at2 then 2 when at3 then 3 when at4 then 4 else 5 end, grp))[1] as grp
      from led group by who),
    depths as (
      select (at at time zone ${zone})::date as day, grp, case
        when at5 <= at + ${window} then 5 when at4 <= at + ${window} then 4 when at3 <= at + ${window} then 3
        when at2 <= at + ${window} then 2 else 1 end as depth
      from guests where at < ${until})
    select day::text, grp as "group", depth, count(*)::float8 as guests from depths group by day, grp, depth`,
  );
  return rows.map((row) => ({ ...row, day: localDate(row.day) }));
}
