/** SQL of a host's performance: parts, viewers and pace of given homes. Homes are given as UUIDs. */
import type { DaySpan } from "@/server/modules/analytics/night-store";
import { partSums, personsSince, type Span, who } from "@/server/modules/analytics/read-store";
import { analyticsLive, type Parts } from "@/server/modules/analytics/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";

const { hourly, bookingFacts, interactionFacts } = analyticsLive;

const among = (uuids: readonly string[]) => sql`any(${`{${uuids.join(",")}}`}::uuid[])`;

/** Sums by home, money of one currency. Primary key of rollup_hourly. */
export async function sumPartsOfHomes(
  db: DbOrTx,
  uuids: readonly string[],
  span: Span,
  currency: string,
): Promise<Map<string, Parts>> {
  const rows = await rowsOf<Parts & { value: string }>(
    db,
    sql`select r.value, ${partSums} from ${hourly} r
      where r.dimension = 'listing' and r.value = any(${`{${uuids.join(",")}}`}::text[])
        and r.hour >= ${span.from.toISOString()} and r.hour < ${span.until.toISOString()}
        and r.currency in ('', ${currency}) group by 1`,
  );
  return new Map(rows.map(({ value, ...parts }) => [value, parts]));
}

/**
 * Distinct guests who viewed each home in the span, and of them those who booked it within `windowDays` of their first view
 * in it. Index interaction_facts_listing_id_occurred_at.
 */
export async function countViewers(
  db: DbOrTx,
  uuids: readonly string[],
  span: Span,
  windowDays: number,
): Promise<Map<string, { guests: number; bookingGuests: number }>> {
  const [from, until] = [span.from.toISOString(), span.until.toISOString()];
  const rows = await rowsOf<{ listing: string; guests: number; bookingGuests: number }>(
    db,
    sql`with ${personsSince(sql`${from}::timestamptz - make_interval(days => ${windowDays}::int)`)},
      firsts as (
        select i.listing_id, ${who} as who, min(i.occurred_at) as at
        from ${interactionFacts} i left join persons v using (visitor_id)
        where i.kind = 'view' and i.listing_id = ${among(uuids)}
          and i.occurred_at >= ${from} and i.occurred_at < ${until} group by 1, 2)
      select f.listing_id::text as listing, count(*)::float8 as guests, (count(*) filter (where exists (
          select 1 from ${bookingFacts} b where b.kind = 'confirmed' and b.listing_id = f.listing_id
            and b.guest_id::text = f.who and b.occurred_at >= f.at
            and b.occurred_at <= f.at + make_interval(days => ${windowDays}::int))))::float8 as "bookingGuests"
      from firsts f group by 1`,
  );
  return new Map(rows.map(({ listing, ...counts }) => [listing, counts]));
}

/** Nights in `days` that were on the books at `asOf`: sold until then, less those given back until then. */
export async function countNightsOnBooks(
  db: DbOrTx,
  uuids: readonly string[],
  days: DaySpan,
  asOf: Date,
): Promise<Map<string, number>> {
  const rows = await rowsOf<{ listing: string; nights: number }>(
    db,
    sql`select listing_id::text as listing, sum(case kind
          when 'confirmed' then greatest(0, least(check_out, ${days.until}::date + 1) - greatest(check_in, ${days.from}::date))
          else -greatest(0, least(check_out, ${days.until}::date + 1)
            - greatest(check_out - released_night_count, ${days.from}::date)) end)::float8 as nights
      from ${bookingFacts}
      where kind in ('confirmed', 'cancelled') and listing_id = ${among(uuids)} and occurred_at <= ${asOf.toISOString()}
        and check_in <= ${days.until}::date and check_out > ${days.from}::date
      group by 1`,
  );
  return new Map(rows.map(({ listing, nights }) => [listing, nights]));
}
