/**
 * Brings a database to the tables of this version. Safe to run by several at once: an advisory lock on the session that
 * migrates makes them take turns, and applied migrations are skipped.
 */
import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

/** Any constant: names the lock "migrating Roost" among the database's advisory locks. */
const MIGRATION_LOCK = 7_366_573;

/** The market's tables, or those of an analytics store in a database of its own. */
export type MigrationSet = "market" | "analytics";
const FOLDERS: Readonly<Record<MigrationSet, string>> = {
  market: "migrations",
  analytics: "migrations-analytics",
};

export async function migrate(
  databaseUrl: string,
  report: (line: string) => void = () => undefined,
  set: MigrationSet = "market",
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    report(set === "market" ? "bringing the tables up to date" : "bringing the analytics store up to date");
    await applyMigrations(drizzle(client), {
      migrationsFolder: path.resolve(import.meta.dirname, FOLDERS[set]),
      migrationsTable: "migrations",
      migrationsSchema: "migrations",
    });
  } finally {
    await client.end();
  }
}
