/** SQL of a host's performance: parts, viewers and pace of given homes. Homes are given as UUIDs. */
import { type DaySpan, nightsOfStays } from "@/server/modules/analytics/night-store";
import { NIGHTS_PER_WEEK, type Viewers } from "@/server/modules/analytics/performance";
import { partSums, personsSince, type Span, who } from "@/server/modules/analytics/read-store";
import type { Step } from "@/server/modules/analytics/report-contracts";
import { stepOf } from "@/server/modules/analytics/series-store";
import { analyticsLive, type Parts } from "@/server/modules/analytics/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";

const { hourly, bookingFacts, interactionFacts } = analyticsLive;

const among = (uuids: readonly string[]) => sql`any(${`{${uuids.join(",")}}`}::uuid[])`;
const ofHomes = (uuids: readonly string[], span: Span, currency: string) => sql`
  r.dimension = 'listing' and r.value = any(${`{${uuids.join(",")}}`}::text[])
    and r.hour >= ${span.from.toISOString()} and r.hour < ${span.until.toISOString()} and r.currency in ('', ${currency})`;

/** Sums by home, money of one currency. Primary key of rollup_hourly. */
export async function sumPartsOfHomes(
  db: DbOrTx,
  uuids: readonly string[],
  span: Span,
  currency: string,
): Promise<Map<string, Parts>> {
  const rows = await rowsOf<Parts & { value: string }>(
    db,
    sql`select r.value, ${partSums} from ${hourly} r where ${ofHomes(uuids, span, currency)} group by 1`,
  );
  return new Map(rows.map(({ value, ...parts }) => [value, parts]));
}

/** The homes' sums together, by step of `zone`; keys are the steps' first days. */
export async function sumPartsByStep(
  db: DbOrTx,
  query: {
    readonly uuids: readonly string[];
    readonly span: Span;
    readonly currency: string;
    readonly zone: string;
    readonly step: Step;
  },
): Promise<Map<string, Parts>> {
  const { uuids, span, currency, zone, step } = query;
  const rows = await rowsOf<Parts & { at: string }>(
    db,
    sql`select ${stepOf(step, sql`r.hour`, zone)} as at, ${partSums} from ${hourly} r
      where ${ofHomes(uuids, span, currency)} group by 1`,
  );
  return new Map(rows.map(({ at, ...parts }) => [at, parts]));
}

/**
 * Distinct guests who viewed each home in the span, and of them those who booked it within `windowDays` of their first view
 * of it; the empty key holds guests of all the homes, each once. Index interaction_facts_viewed.
 */
export async function countViewers(
  db: DbOrTx,
  uuids: readonly string[],
  span: Span,
  windowDays: number,
): Promise<Map<string, Viewers>> {
  const [from, until] = [span.from.toISOString(), span.until.toISOString()];
  const rows = await rowsOf<Viewers & { listing: string } & Record<string, unknown>>(
    db,
    sql`with ${personsSince(sql`${from}::timestamptz - make_interval(days => ${windowDays}::int)`)},
      firsts as (
        select i.listing_id, ${who} as who, min(i.occurred_at) as at
        from ${interactionFacts} i left join persons v using (visitor_id)
        where i.kind = 'view' and i.listing_id = ${among(uuids)}
          and i.occurred_at >= ${from} and i.occurred_at < ${until} group by 1, 2),
      led as (
        select f.*, exists (
          select 1 from ${bookingFacts} b where b.kind = 'confirmed' and b.listing_id = f.listing_id
            and b.guest_id::text = f.who and b.occurred_at >= f.at
            and b.occurred_at <= f.at + make_interval(days => ${windowDays}::int)) as booked
        from firsts f)
      select coalesce(listing_id::text, '') as listing, count(distinct who)::float8 as guests,
        (count(distinct who) filter (where booked))::float8 as "bookingGuests"
      from led group by grouping sets ((listing_id), ())`,
  );
  return new Map(rows.map(({ listing, ...counts }) => [listing, counts]));
}

/**
 * Nights in `days` that were on the books at `asOf`, by home and week from the first of `days`: sold until then, less those
 * given back until then.
 */
export async function countNightsOnBooks(
  db: DbOrTx,
  uuids: readonly string[],
  days: DaySpan,
  asOf: Date,
): Promise<Map<string, number[]>> {
  const booked = sql`and listing_id = ${among(uuids)} and occurred_at <= ${asOf.toISOString()}`;
  const rows = await rowsOf<{ listing: string; week: number; nights: number }>(
    db,
    sql`select listing_id::text as listing, (night - ${days.from}::date) / ${NIGHTS_PER_WEEK}::int as week,
        sum(sold)::float8 as nights
      from (${nightsOfStays(sql`${days.from}::date`, sql`${days.until}::date`, booked)}) n
      group by 1, 2`,
  );
  const weeks = new Map<string, number[]>();
  for (const { listing, week, nights } of rows) {
    const of = weeks.get(listing) ?? [];
    of[week] = nights;
    weeks.set(listing, of);
  }
  return weeks;
}
