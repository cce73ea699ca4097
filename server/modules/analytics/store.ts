/** SQL that writes facts and rollups. Every function takes the tables it writes: the live ones, or a rebuild's. */
import type { PgTable } from "drizzle-orm/pg-core";
import type { Facts } from "@/server/modules/analytics/facts";
import { dayOfHour, type NightRow, type RollupRow } from "@/server/modules/analytics/rollups";
import { type AnalyticsTables, PART_COLUMNS, PARTS } from "@/server/modules/analytics/tables";
import { sql, type Tx } from "@/server/platform/db";

/** Rows of one insert: 65,535 parameters are the wire protocol's bound, a fact has at most 26 columns. */
const INSERT_ROWS_MAX = 1_000;

/** Inserts the facts that are not there yet and gives exactly those, so that a repeat adds nothing up. */
export async function insertNewFacts(tx: Tx, tables: AnalyticsTables, facts: Facts): Promise<Facts> {
  return {
    interactions: await insertNew(tx, tables.interactionFacts, facts.interactions),
    bookings: await insertNew(tx, tables.bookingFacts, facts.bookings),
    payments: await insertNew(tx, tables.paymentFacts, facts.payments),
    supply: await insertNew(tx, tables.supplyFacts, facts.supply),
    blocks: await insertNew(tx, tables.blockFacts, facts.blocks),
  };
}

async function insertNew<Table extends PgTable>(
  tx: Tx,
  table: Table,
  facts: (Table["$inferInsert"] & { eventId: string })[],
): Promise<(Table["$inferInsert"] & { eventId: string })[]> {
  const fresh = new Set<string>();
  for (let from = 0; from < facts.length; from += INSERT_ROWS_MAX) {
    // drizzle cannot see that a table's own insert type fits the table when the table is a type parameter.
    const rows = facts.slice(from, from + INSERT_ROWS_MAX) as never;
    const inserted = await tx.insert(table).values(rows).onConflictDoNothing().returning();
    for (const row of inserted as { eventId: string }[]) fresh.add(row.eventId);
  }
  // An event that stands twice in one batch is counted at its first place alone.
  return facts.filter((fact) => fresh.delete(fact.eventId));
}

/** Adds rows to the hourly and the daily rollup, one statement each. */
export async function addToRollups(
  tx: Tx,
  tables: AnalyticsTables,
  rows: readonly RollupRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const lines = JSON.stringify(
    rows.map(({ hour, dimension, value, currency, parts }) => ({
      hour: hour.toISOString(),
      day: dayOfHour(hour),
      dimension,
      value,
      currency,
      ...Object.fromEntries(PARTS.map((part) => [PART_COLUMNS[part], parts[part]])),
    })),
  );
  const names = PARTS.map((part) => PART_COLUMNS[part]);
  const columns = sql.raw(names.join(", "));
  const sums = sql.raw(names.map((name) => `sum(r.${name})::bigint`).join(", "));
  const types = sql.raw(names.map((name) => `${name} bigint`).join(", "));
  const adding = sql.raw(names.map((name) => `${name} = t.${name} + excluded.${name}`).join(", "));
  for (const { table, period, type } of [
    { table: tables.hourly, period: sql.raw("hour"), type: sql.raw("timestamptz") },
    { table: tables.daily, period: sql.raw("day"), type: sql.raw("date") },
  ]) {
    await tx.execute(sql`
      insert into ${table} as t (${period}, dimension, value, currency, ${columns})
      select r.${period}, r.dimension, r.value, r.currency, ${sums}
      from jsonb_to_recordset(${lines}::jsonb)
        as r(${period} ${type}, dimension text, value text, currency text, ${types})
      group by 1, 2, 3, 4
      order by 2, 3, 1, 4
      on conflict (dimension, value, ${period}, currency) do update set ${adding}`);
  }
}

export async function addToNights(tx: Tx, tables: AnalyticsTables, rows: readonly NightRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    insert into ${tables.listingNights} as t (listing_id, night, currency, sold, revenue_minor, blocked)
    select r."listingId", r.night, r.currency, r.sold, r."revenueMinor", r.blocked
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("listingId" uuid, night date, currency text, sold int, "revenueMinor" bigint, blocked int)
    order by r.night, r."listingId", r.currency
    on conflict (night, listing_id, currency) do update set
      sold = t.sold + excluded.sold,
      revenue_minor = t.revenue_minor + excluded.revenue_minor,
      blocked = t.blocked + excluded.blocked`);
}
