/** SQL that adds nights up: sold, available, blocked. */
import type { SQL } from "drizzle-orm";
import type { Step } from "@/server/modules/analytics/report-contracts";
import type { NightSums } from "@/server/modules/analytics/rules";
import { analyticsLive } from "@/server/modules/analytics/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import type { LocalDate } from "@/server/primitives/local-date";

const { blockFacts, bookingFacts, supplyFacts } = analyticsLive;

export interface DaySpan {
  readonly from: LocalDate;
  /** Inclusive. */
  readonly until: LocalDate;
}

export type NightGrouping = "market" | "neighbourhood" | "host" | "listing";
/** Groups of homes that the caller names, by UUID; a home may be in several. */
export type GivenGroups = ReadonlyMap<string, readonly string[]>;

interface HomeGroups {
  /** To stand first in a `with`; ends with a comma, or is nothing. */
  readonly cte: SQL;
  readonly join: SQL;
  readonly group: SQL;
}

/** The place and host of each home as it was last published. */
const PLACED = sql`placed as (
  select distinct on (listing_id) listing_id, host_id, city, neighbourhood from ${supplyFacts}
  where published = 1 order by listing_id, occurred_at desc, event_id desc),`;

/**
 * How rows of homes come into groups, where `listingId` is the row's home as a UUID. Where homes lie is only worked out for
 * those groups that need it; a home that was never published has a listing and no more.
 */
export function groupsOf(by: NightGrouping | GivenGroups, listingId: string): HomeGroups {
  const nothing = sql``;
  if (by === "market") return { cte: nothing, join: nothing, group: sql`''` };
  if (by === "listing") return { cte: nothing, join: nothing, group: sql.raw(`${listingId}::text`) };
  const join = (name: string) => sql.raw(`join ${name} p on p.listing_id = ${listingId}`);
  if (by === "host" || by === "neighbourhood")
    return {
      cte: PLACED,
      join: sql`left ${join("placed")}`,
      group: by === "host" ? sql`coalesce(p.host_id::text, '')` : sql`coalesce(p.neighbourhood, '')`,
    };
  const members = [...by].flatMap(([grp, uuids]) => uuids.map((uuid) => [grp, uuid]));
  return {
    cte: sql`members as (
      select m ->> 0 as grp, (m ->> 1)::uuid as listing_id from jsonb_array_elements(${JSON.stringify(members)}::jsonb) m),`,
    join: join("members"),
    group: sql`p.grp`,
  };
}

export interface NightGroup extends NightSums {
  /** First day of the step as `YYYY-MM-DD`; empty when everything is added up. */
  readonly at: string;
  readonly group: string;
}

const within = (from: SQL, until: SQL) => sql`check_in <= ${until} and check_out > ${from}`;

/** In the select list: a function in `from` puts its rows away before it gives the first of them. */
const nths = (firstOn: SQL, from: SQL, until: SQL) =>
  sql`generate_series(greatest(${firstOn}, ${from}) - check_in, least(check_out - 1, ${until}) - check_in)`;

/**
 * The nights `[from, until]`, two dates, that stays sold (+1) and cancellations took back as they became free again (−1), one row
 * for each fact and night. A night's revenue is its share of the stay's, split as `splitLargestRemainder` does among equals: the
 * first nights have the cents that are left, so what is taken back is what was sold. `only` begins with `and`.
 *
 * Facts say all of it, so nothing else is kept. Reads stays by when they end and begin (`booking_facts_stays`), or by home.
 */
export function nightsOfStays(from: SQL, until: SQL, only: SQL): SQL {
  const firstOn = sql`case kind when 'confirmed' then check_in else check_out - released_night_count end`;
  return sql`select listing_id, currency, check_in + nth as night, change as sold,
      change * (nights_minor / length + (nth < nights_minor % length)::int) as revenue_minor
    from (
      select listing_id, currency, check_in, nights_minor, check_out - check_in as length,
        case kind when 'confirmed' then 1 else -1 end as change, ${nths(firstOn, from, until)} as nth
      from ${bookingFacts} where kind in ('confirmed', 'cancelled') and ${within(from, until)} ${only}) s`;
}

/** The nights of stays, and those that blocks count up and their ends down. */
function nightChanges(from: SQL, until: SQL, only: SQL = sql``): SQL {
  return sql`select listing_id, currency, night, sold, revenue_minor, 0 as blocked from (${nightsOfStays(from, until, only)}) n
    union all
    select listing_id, '', check_in + nth, 0, 0, change
    from (
      select listing_id, check_in, change, ${nths(sql`check_in`, from, until)} as nth
      from ${blockFacts} where ${within(from, until)} ${only}) b`;
}

/** By night, home and currency (none for blocks): what was sold of it, for how much, and how often it is blocked. */
export function listingNights(from: SQL, until: SQL): SQL {
  return sql`select night, listing_id, currency, sum(sold)::int as sold, sum(revenue_minor)::bigint as revenue_minor,
      sum(blocked)::int as blocked
    from (${nightChanges(from, until)}) c group by 1, 2, 3`;
}

interface NightQuery {
  readonly days: DaySpan;
  readonly zone: string;
  readonly currency: string;
  readonly by: NightGrouping | GivenGroups;
  /** Nights of a step are added up; `span` adds up all. */
  readonly step: Exclude<Step, "hour"> | "span";
  /** Only these homes, as UUIDs. */
  readonly listingIds?: readonly string[];
}

/**
 * Night sums by step and group. Availability is worked out here from publications, pauses and blocks: a night counts
 * as available when its home is published on that day and it is not blocked, or when it is sold.
 *
 * Publications of a home follow each other, so a day is in one of them at most: nights find theirs by a join, and the days
 * of a publication in a step are a difference of dates.
 */
export async function sumNights(db: DbOrTx, query: NightQuery): Promise<NightGroup[]> {
  const { days, zone, currency, by } = query;
  const ids = query.listingIds && `{${query.listingIds.join(",")}}`;
  const only = ids === undefined ? sql`` : sql`where listing_id = any(${ids}::uuid[])`;
  const andOnly = ids === undefined ? sql`` : sql`and listing_id = any(${ids}::uuid[])`;
  const at = query.step === "span" ? sql`''` : sql`to_char(date_trunc(${query.step}::text, d), 'YYYY-MM-DD')`;
  const { cte, ...published } = groupsOf(by, "s.listing_id");
  const taken = groupsOf(by, "n.listing_id");
  return rowsOf<NightGroup & Record<string, unknown>>(
    db,
    sql`with ${cte}
    spans as (
      select listing_id, (from_at at time zone ${zone})::date as from_on,
        coalesce((until_at at time zone ${zone})::date, 'infinity'::date) as until_on
      from (
        select listing_id, published, occurred_at as from_at,
          lead(occurred_at) over (partition by listing_id order by occurred_at, event_id) as until_at
        from ${supplyFacts} ${only}) s
      where published = 1),
    days as (
      select d::date as day, ${at} as at
      from generate_series(${days.from}::timestamp, ${days.until}::timestamp, interval '1 day') d),
    steps as (select at, min(day) as first_on, max(day) as last_on from days group by 1),
    published as (
      select t.at, ${published.group} as grp,
        sum(least(s.until_on, t.last_on + 1) - greatest(s.from_on, t.first_on)) as homes
      from steps t
      join spans s on s.from_on <= t.last_on and s.until_on > t.first_on and s.until_on > s.from_on ${published.join}
      group by 1, 2),
    nights as (
      select night as day, listing_id, sum(blocked) as blocked,
        coalesce(sum(sold) filter (where currency = ${currency}), 0) as sold,
        coalesce(sum(revenue_minor) filter (where currency = ${currency}), 0) as revenue
      from (${nightChanges(sql`${days.from}::date`, sql`${days.until}::date`, andOnly)}) c group by 1, 2),
    open as (
      select n.*, s.listing_id is not null as is_open
      from nights n
      left join spans s on s.listing_id = n.listing_id and n.day >= s.from_on and n.day < s.until_on),
    taken as (
      select d.at, ${taken.group} as grp, sum(n.sold) as sold, sum(n.revenue) as revenue,
        count(*) filter (where n.blocked > 0 and n.sold <= 0 and n.is_open) as blocked,
        count(*) filter (where n.sold > 0 and not n.is_open) as sold_unpublished
      from open n join days d using (day) ${taken.join} group by 1, 2)
    select at, grp as "group", coalesce(t.sold, 0)::float8 as sold,
      coalesce(t.revenue, 0)::float8 as "revenueMinor", coalesce(t.blocked, 0)::float8 as blocked,
      (coalesce(u.homes, 0) - coalesce(t.blocked, 0) + coalesce(t.sold_unpublished, 0))::float8 as available
    from published u full join taken t using (at, grp) order by 1, 2`,
  );
}
