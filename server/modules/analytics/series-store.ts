/** SQL of the series: sums of parts, and bookings cancelled since, by group and step. */
import type { SQL } from "drizzle-orm";
import { groupsOf } from "@/server/modules/analytics/night-store";
import { ofCurrency, partSums, type Span } from "@/server/modules/analytics/read-store";
import type { Grouping, Step } from "@/server/modules/analytics/report-contracts";
import { analyticsLive, PARTS, type Parts } from "@/server/modules/analytics/tables";
import { listings } from "@/server/modules/listings/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";

const { hourly, bookingFacts } = analyticsLive;

export interface SeriesQuery {
  readonly span: Span;
  readonly zone: string;
  readonly currency: string;
  readonly by: Grouping;
  /** `span` adds up all. */
  readonly step: Step | "span";
  /** Only these groups. */
  readonly values?: readonly string[];
}
export interface GroupParts {
  readonly group: string;
  readonly at: string;
  readonly parts: Parts;
}

/** Where an instant's step begins in `zone`, as a timestamp: what many rows are grouped by. */
const beginOf = (step: Step | "span", instant: SQL, zone: string) =>
  step === "span" ? sql`null::timestamp` : sql`date_trunc(${step}::text, ${instant} at time zone ${zone})`;

/** The same as `stepsOf` names it: what few rows are called. */
const nameOf = (step: Step | "span", begin: SQL) =>
  step === "span"
    ? sql`''`
    : sql`to_char(${begin}, ${step === "hour" ? 'YYYY-MM-DD"T"HH24:00' : "YYYY-MM-DD"}::text)`;

/** The first day of an instant's step in `zone`, as `stepsOf` names it. */
export function stepOf(step: Step | "span", instant: SQL, zone: string): SQL {
  return nameOf(step, beginOf(step, instant, zone));
}

const among = (values: readonly string[] | undefined) =>
  values === undefined
    ? sql``
    : sql`where grp in (select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;

const sumsAgain = sql.raw(PARTS.map((part) => `sum(r."${part}") as "${part}"`).join(", "));

/** The groups of rows whose home is `listingId`; a channel or device stands in the row itself as `own`. */
const groupsBy = (by: Grouping, listingId: string, own: string) =>
  by === "channel" || by === "device"
    ? { cte: sql``, join: sql``, group: sql.raw(own) }
    : groupsOf(by, listingId);

/** Index rollup_hourly_hour_dimension. Groups of homes are those of their last publication. */
export async function sumParts(db: DbOrTx, query: SeriesQuery): Promise<GroupParts[]> {
  const { span, by } = query;
  const dimension = by === "host" || by === "neighbourhood" ? "listing" : by;
  const { cte, join, group } = groupsBy(by, "r.value::uuid", "r.value");
  // Hours are many and groups few: hours are added up by the rollup's own value before groups are.
  const rows = await rowsOf<Parts & { group: string; at: string }>(
    db,
    sql`with ${cte} summed as (
        select r.value, ${beginOf(query.step, sql`r.hour`, query.zone)} as begin, ${partSums}
        from ${hourly} r
        where r.dimension = ${dimension} and ${ofCurrency(query.currency)}
          and r.hour >= ${span.from.toISOString()} and r.hour < ${span.until.toISOString()} group by 1, 2),
      r as (select r.*, ${group} as grp, ${nameOf(query.step, sql`r.begin`)} as at from summed r ${join})
      select grp as "group", at, ${sumsAgain} from r ${among(query.values)} group by 1, 2`,
  );
  return rows.map(({ group: name, at, ...parts }) => ({ group: name, at, parts }));
}

/** Of the bookings confirmed in the span, those cancelled until now, by group and step of the booking. */
export async function countCancelled(
  db: DbOrTx,
  query: SeriesQuery,
): Promise<{ group: string; at: string; count: number }[]> {
  const { span, by } = query;
  const { cte, join, group } = groupsBy(by, "b.listing_id", `b.${by}`);
  return rowsOf(
    db,
    sql`with ${cte} b as (
        select ${group} as grp, ${stepOf(query.step, sql`b.occurred_at`, query.zone)} as at
        from ${bookingFacts} b ${join}
        where b.kind = 'confirmed' and b.currency = ${query.currency}
          and b.occurred_at >= ${span.from.toISOString()} and b.occurred_at < ${span.until.toISOString()}
          and exists (select 1 from ${bookingFacts} c where c.booking_id = b.booking_id and c.kind = 'cancelled'))
      select grp as "group", at, count(*)::float8 as count from b ${among(query.values)} group by 1, 2`,
  );
}

/** Titles of homes or names of hosts, by UUID; from the market's own tables. */
export async function readLabels(
  market: DbOrTx,
  by: "listing" | "host",
  uuids: readonly string[],
): Promise<Map<string, string>> {
  const ids = sql`any(${`{${uuids.join(",")}}`}::uuid[])`;
  const rows = await rowsOf<{ id: string; label: string }>(
    market,
    by === "listing"
      ? sql`select id::text as id, title as label from ${listings} where id = ${ids}`
      : sql`select id::text as id, person_name(id) as label from people where id = ${ids}`,
  );
  return new Map(rows.map(({ id, label }) => [id, label]));
}
