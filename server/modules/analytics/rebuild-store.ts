/** SQL of a rebuild: a fresh schema beside the live one, totals of both, and the swap. */
import { desc, eq } from "drizzle-orm";
import { consumerPositions, consumerRetries, deadEvents } from "@/server/events/tables";
import {
  ANALYTICS_SCHEMA,
  ANALYTICS_TABLE_NAMES,
  PART_COLUMNS,
  PARTS,
  rebuilds,
} from "@/server/modules/analytics/tables";
import { type DbOrTx, rowsOf, sql, type Tx } from "@/server/platform/db";
import { assertPresent } from "@/server/primitives/assert";
import { type EventId, idFromUuid } from "@/server/primitives/id";

export const NEXT_SCHEMA = `${ANALYTICS_SCHEMA}_next`;
const OLD_SCHEMA = `${ANALYTICS_SCHEMA}_old`;

type TableName = (typeof ANALYTICS_TABLE_NAMES)[number];

/** The sums that are compared, one list for each table; the row count always is. */
const SUMS: Readonly<Record<TableName, readonly string[]>> = {
  interaction_facts: [],
  booking_facts: ["total_minor", "refund_minor", "night_count"],
  payment_facts: ["amount_minor", "psp_fee_minor"],
  supply_facts: ["published"],
  block_facts: ["change"],
  demand_nights: ["searches", "few_searches", "empty_searches", "arrivals", "few_arrivals", "empty_arrivals"],
  rollup_hourly: PARTS.map((part) => PART_COLUMNS[part]),
  rollup_daily: PARTS.map((part) => PART_COLUMNS[part]),
};

/** An empty copy of the live schema; what an earlier rebuild left behind is dropped. */
export async function createNextSchema(tx: Tx): Promise<void> {
  await dropSchemas(tx);
  await tx.execute(sql.raw(`create schema ${NEXT_SCHEMA}`));
  for (const name of ANALYTICS_TABLE_NAMES) {
    await tx.execute(
      sql.raw(`create table ${NEXT_SCHEMA}.${name} (like ${ANALYTICS_SCHEMA}.${name} including all)`),
    );
  }
}

/** Names change hands in the catalogue: readers under way finish on the old tables, the next ones find the new. */
export async function swapSchemas(tx: Tx): Promise<void> {
  await tx.execute(sql.raw(`alter schema ${ANALYTICS_SCHEMA} rename to ${OLD_SCHEMA}`));
  await tx.execute(sql.raw(`alter schema ${NEXT_SCHEMA} rename to ${ANALYTICS_SCHEMA}`));
}

export async function dropSchemas(db: DbOrTx): Promise<void> {
  await db.execute(sql.raw(`drop schema if exists ${NEXT_SCHEMA} cascade`));
  await db.execute(sql.raw(`drop schema if exists ${OLD_SCHEMA} cascade`));
}

export interface Total {
  readonly table: string;
  readonly total: string;
  readonly live: number;
  readonly rebuilt: number;
}

/** Row counts and sums of both stores, and how many rows of either have no equal in the other. */
export async function compareTotals(db: DbOrTx): Promise<Total[]> {
  const totals: Total[] = [];
  for (const table of ANALYTICS_TABLE_NAMES) {
    const live = await readTotals(db, ANALYTICS_SCHEMA, table);
    const rebuilt = await readTotals(db, NEXT_SCHEMA, table);
    for (const total of ["rows", ...SUMS[table]]) {
      totals.push({ table, total, live: live[total] ?? 0, rebuilt: rebuilt[total] ?? 0 });
    }
    totals.push({
      table,
      total: "unequal_rows",
      live: await countUnequal(db, ANALYTICS_SCHEMA, NEXT_SCHEMA, table),
      rebuilt: await countUnequal(db, NEXT_SCHEMA, ANALYTICS_SCHEMA, table),
    });
  }
  return totals;
}

async function readTotals(db: DbOrTx, schema: string, table: TableName): Promise<Record<string, number>> {
  const sums = SUMS[table].map((column) => `, coalesce(sum(${column}), 0)::float8 as ${column}`).join("");
  const [row] = await rowsOf<Record<string, number>>(
    db,
    sql.raw(`select count(*)::float8 as rows${sums} from ${schema}.${table}`),
  );
  return row ?? {};
}

async function countUnequal(db: DbOrTx, a: string, b: string, table: TableName): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    db,
    sql.raw(`select count(*)::float8 as count from (table ${a}.${table} except all table ${b}.${table}) x`),
  );
  return row?.count ?? 0;
}

export interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly position: number;
}

/** Where the live consumer stands. With `lock`, it stands still until the transaction ends. */
export async function readPlaces(db: DbOrTx, consumer: string, lock: boolean): Promise<Place[]> {
  return rowsOf<Place & Record<string, unknown>>(
    db,
    sql`select topic, partition, position::float8 as position from ${consumerPositions}
      where consumer = ${consumer} order by topic, partition ${lock ? sql`for update` : sql``}`,
  );
}

type RebuildRow = typeof rebuilds.$inferSelect;

/** Latest first. */
export function listRebuildRows(db: DbOrTx, limit: number): Promise<RebuildRow[]> {
  return db.select().from(rebuilds).orderBy(desc(rebuilds.id)).limit(limit);
}

/** Writes that a rebuild has begun; committed at once, so that it is seen while it runs. */
export async function insertRebuild(db: DbOrTx, startedAt: Date): Promise<number> {
  const [row] = await db
    .insert(rebuilds)
    .values({ startedAt, result: "running" })
    .returning({ id: rebuilds.id });
  return assertPresent(row, "the row of a rebuild").id;
}

export async function markRebuildEnded(
  db: DbOrTx,
  id: number,
  end: Pick<RebuildRow, "endedAt" | "result"> &
    Partial<Pick<RebuildRow, "eventCount" | "differences" | "error">>,
): Promise<void> {
  await db.update(rebuilds).set(end).where(eq(rebuilds.id, id));
}

const FACT_TABLES = ANALYTICS_TABLE_NAMES.filter((name) => name.endsWith("_facts"));

/**
 * Events that the live store has not counted although its position is past them: failed, or waiting behind one. The market
 * keeps the books of failures; one whose fact is in the store has been made up for, and only its note is still to go.
 */
export async function listUncounted(market: DbOrTx, store: DbOrTx, consumer: string): Promise<Set<EventId>> {
  const noted = await rowsOf<{ event_id: string }>(
    market,
    sql`select event_id from ${consumerRetries} where consumer = ${consumer}
      union select event_id from ${deadEvents} where consumer = ${consumer} and status <> 'replayed'`,
  );
  if (noted.length === 0) return new Set();
  const ids = `{${noted.map((row) => row.event_id).join(",")}}`;
  const facts = sql.raw(
    FACT_TABLES.map((name) => `select event_id from ${ANALYTICS_SCHEMA}.${name}`).join(" union all "),
  );
  const rows = await rowsOf<{ event_id: string }>(
    store,
    sql`select id as event_id from unnest(${ids}::uuid[]) id where id not in (
      select event_id from (${facts}) f where event_id = any(${ids}::uuid[]))`,
  );
  return new Set(rows.map((row) => idFromUuid("event", row.event_id)));
}
