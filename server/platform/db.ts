/**
 * The database as the modules see it. They never import a driver: `ctx.db` is one of node-postgres, Neon over
 * WebSocket, or (for the public catalogue on the edge runtime) Neon over HTTP, which has no interactive transactions.
 */

import type { ExtractTablesWithRelations } from "drizzle-orm";
import { type SQL, sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";
import { assert } from "@/server/primitives/assert";

type NoTables = Record<string, never>;
export type Db = PgDatabase<PgQueryResultHKT, NoTables>;
export type Tx = PgTransaction<PgQueryResultHKT, NoTables, ExtractTablesWithRelations<NoTables>>;
/** Reads run on either. */
export type DbOrTx = Db | Tx;

/**
 * Runs one SQL statement and gives its rows. The caller states the row's shape, which the statement's own select list
 * must produce; every driver answers `{ rows }`.
 */
export async function rowsOf<Row extends Record<string, unknown>>(
  db: DbOrTx,
  statement: SQL,
): Promise<Row[]> {
  const answer = (await db.execute(statement)) as unknown as { rows: Row[] };
  return answer.rows;
}

/** The instant in a timestamptz of a raw statement, which every driver hands over as text. */
export function instantOf(value: unknown): Date {
  const instant = value instanceof Date ? value : new Date(String(value));
  assert(!Number.isNaN(instant.getTime()), "not an instant");
  return instant;
}

/** The SQLSTATE of a fault that a statement ended in, however deep the drivers wrapped it. */
export function sqlStateOf(error: unknown): string | undefined {
  let inner: unknown = error;
  for (let depth = 0; depth < 4 && inner instanceof Error; depth += 1) {
    if ("code" in inner && typeof inner.code === "string" && /^[0-9A-Z]{5}$/.test(inner.code))
      return inner.code;
    inner = inner.cause;
  }
  return undefined;
}

/** Runs `work` in one transaction. No network call belongs inside: it would hold locks for as long as it takes. */
export function inTransaction<T>(ctx: { readonly db: Db }, work: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.db.transaction(work);
}

export { type SQL, sql };
