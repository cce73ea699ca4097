/**
 * The facts in ClickHouse: a ReplacingMergeTree for each kind, its key the event's id, so that a repeat is the same row.
 * Read with FINAL, or by `uniqExact(event_id)`. No column is Nullable: what a fact lacks is empty or 0.
 */
import { getTableColumns } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Facts } from "@/server/modules/analytics/facts";
import { analyticsLive } from "@/server/modules/analytics/tables";

export type FactKind = keyof Facts;
export const CLICKHOUSE_TABLES: Readonly<
  Record<FactKind, { readonly name: string; readonly table: PgTable }>
> = {
  interactions: { name: "interaction_facts", table: analyticsLive.interactionFacts },
  bookings: { name: "booking_facts", table: analyticsLive.bookingFacts },
  payments: { name: "payment_facts", table: analyticsLive.paymentFacts },
  supply: { name: "supply_facts", table: analyticsLive.supplyFacts },
  blocks: { name: "block_facts", table: analyticsLive.blockFacts },
};
export const FACT_KINDS = Object.keys(CLICKHOUSE_TABLES) as FactKind[];

const isInstant = (column: PgColumn) => column.dataType === "date";
const MS_PER_SECOND = 1_000;

/** Instants as seconds for reading and with milliseconds beside them; dates and ids as text, which every version orders. */
export function createTable(kind: FactKind, name: string): string {
  const columns = Object.values(getTableColumns(CLICKHOUSE_TABLES[kind].table)).flatMap((column) => {
    if (isInstant(column)) return [`${column.name} DateTime`, `${column.name}_ms Int64`];
    return [`${column.name} ${column.dataType === "number" ? "Int64" : "String"}`];
  });
  return `CREATE TABLE IF NOT EXISTS ${name} (${columns.join(", ")})
    ENGINE = ReplacingMergeTree PARTITION BY toYYYYMM(occurred_at) ORDER BY event_id`;
}

/** A fact as ClickHouse takes it. */
export function toRow(kind: FactKind, fact: Facts[FactKind][number]): Record<string, string | number> {
  const row: Record<string, string | number> = {};
  for (const [key, column] of Object.entries(getTableColumns(CLICKHOUSE_TABLES[kind].table))) {
    const value: unknown = Reflect.get(fact, key) ?? column.default ?? null;
    if (value instanceof Date) {
      row[column.name] = Math.floor(value.getTime() / MS_PER_SECOND);
      row[`${column.name}_ms`] = value.getTime();
    } else if (column.dataType === "number") row[column.name] = typeof value === "number" ? value : 0;
    else row[column.name] = value === null ? "" : String(column.mapToDriverValue(value));
  }
  return row;
}
