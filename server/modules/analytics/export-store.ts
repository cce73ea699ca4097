/** SQL of the exports of the store's own tables: the rows of a span, in the sequence of their key. */
import { and, asc, getTableColumns, gte, lt, lte, type SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Cell, CellKind, ExportTable } from "@/server/modules/analytics/export-text";
import { type DaySpan, listingNights } from "@/server/modules/analytics/night-store";
import type { Span } from "@/server/modules/analytics/read-store";
import { EXPORT_ROWS_MAX } from "@/server/modules/analytics/report-contracts";
import { analyticsLive as live } from "@/server/modules/analytics/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";
import { refuse } from "@/server/primitives/refusal";

interface StoreTable {
  readonly table: PgTable;
  /** What the span is of: instants of the event, or days. */
  readonly within: (span: { days: DaySpan; instants: Span }) => SQL | undefined;
  readonly sequence: readonly PgColumn[];
}

const byInstant = (column: PgColumn) => (span: { instants: Span }) =>
  and(gte(column, span.instants.from), lt(column, span.instants.until));
const byDay = (column: PgColumn) => (span: { days: DaySpan }) =>
  and(gte(column, span.days.from), lte(column, span.days.until));
const facts = (table: PgTable & { occurredAt: PgColumn; eventId: PgColumn }): StoreTable => ({
  table,
  within: byInstant(table.occurredAt),
  sequence: [table.occurredAt, table.eventId],
});

const STORE_TABLES = {
  "interaction-facts": facts(live.interactionFacts),
  "booking-facts": facts(live.bookingFacts),
  "payment-facts": facts(live.paymentFacts),
  "supply-facts": facts(live.supplyFacts),
  "block-facts": facts(live.blockFacts),
  "demand-nights": {
    table: live.demandNights,
    within: byDay(live.demandNights.night),
    sequence: [live.demandNights.night, live.demandNights.place],
  },
  "rollup-hourly": {
    table: live.hourly,
    within: byInstant(live.hourly.hour),
    sequence: [live.hourly.hour, live.hourly.dimension, live.hourly.value, live.hourly.currency],
  },
  "rollup-daily": {
    table: live.daily,
    within: byDay(live.daily.day),
    sequence: [live.daily.day, live.daily.dimension, live.daily.value, live.daily.currency],
  },
} as const satisfies Readonly<Record<string, StoreTable>>;
/** Not a table: worked out of stays and blocks. */
const LISTING_NIGHTS = "listing-nights";
export type StoreTableName = keyof typeof STORE_TABLES | typeof LISTING_NIGHTS;

export function isStoreTable(name: string): name is StoreTableName {
  return name in STORE_TABLES || name === LISTING_NIGHTS;
}

/** Refuses with `invalid_input` a span that holds more than 200,000 rows. */
export async function exportStoreTable(
  db: DbOrTx,
  name: StoreTableName,
  span: { readonly days: DaySpan; readonly instants: Span },
): Promise<ExportTable> {
  if (name === LISTING_NIGHTS) return exportListingNights(db, span.days);
  const { table, within, sequence } = STORE_TABLES[name] as StoreTable;
  const rows: Record<string, unknown>[] = await db
    .select()
    .from(table)
    .where(within(span))
    .orderBy(...sequence.map((column) => asc(column)))
    .limit(EXPORT_ROWS_MAX + 1);
  assertFew(rows);
  const columns = Object.entries(getTableColumns(table));
  return {
    columns: columns.map(([, column]) => ({ name: column.name, kind: kindOf(column) })),
    // Columns hold ids, dates, counts, amounts and instants: texts, numbers and Dates in the code.
    rows: rows.map((row) => columns.map(([key]) => (row[key] ?? null) as Cell)),
  };
}

interface ListingNight extends Record<string, unknown> {
  listing_id: string;
  night: string;
  currency: string;
  sold: number;
  revenue_minor: number;
  blocked: number;
}

async function exportListingNights(db: DbOrTx, { from, until }: DaySpan): Promise<ExportTable> {
  const rows = await rowsOf<ListingNight>(
    db,
    sql`select listing_id, night::text as night, currency, sold, revenue_minor::float8 as revenue_minor, blocked
      from (${listingNights(sql`${from}::date`, sql`${until}::date`)}) n
      order by n.night, listing_id, currency limit ${EXPORT_ROWS_MAX + 1}`,
  );
  assertFew(rows);
  return {
    columns: [
      ...["listing_id", "night", "currency"].map((name) => ({ name, kind: "text" }) as const),
      ...["sold", "revenue_minor", "blocked"].map((name) => ({ name, kind: "whole" }) as const),
    ],
    rows: rows.map((row) => [
      ...[row.listing_id, row.night, row.currency],
      ...[row.sold, row.revenue_minor, row.blocked],
    ]),
  };
}

function assertFew(rows: readonly unknown[]): void {
  if (rows.length > EXPORT_ROWS_MAX)
    throw refuse("invalid_input", { until: `the span has more than ${EXPORT_ROWS_MAX} rows` });
}

function kindOf(column: PgColumn): CellKind {
  if (column.dataType === "number") return "whole";
  return column.dataType === "date" ? "instant" : "text";
}
