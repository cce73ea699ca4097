/** A PostgreSQL of its own for one benchmark: embedded, migrated, thrown away afterwards. */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { migrate } from "@/drizzle/migrate";
import { connectDb } from "@/server/platform/connect-db";
import type { MarketConfig } from "@/server/platform/context";
import type { Db } from "@/server/platform/db";
import { findFreePort } from "@/server/platform/local/free-port";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/platform/local/postgres";
import { silentLog } from "@/server/platform/log";

export const BENCH_CONFIG: MarketConfig = {
  appUrl: "http://localhost:3000",
  quoteSecret: "a-secret-of-benches-that-is-long-enough-0123456789",
  authSecret: "another-secret-of-benches-that-is-long-enough-01234567",
  mapStyleUrl: undefined,
  blobPublicBase: "http://localhost:3000/blob",
  standIns: new Set<string>(),
};

export interface BenchDatabase {
  readonly db: Db;
  readonly url: string;
}
interface BenchServerOptions {
  /** Whether a commit waits for the disk, as it does in production. */
  readonly durable: boolean;
}

/** Filling a market takes longer than any statement of a request may. */
const STATEMENT_MS_MAX = 600_000;

/** A server with one migrated database, to which nobody is connected. */
export async function withBenchServer<T>(
  { durable }: BenchServerOptions,
  work: (server: EmbeddedPostgres) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "roost-bench-"));
  // So that the server, which never runs as root, keeps its files in the folder: elsewhere they would be left behind.
  await chmod(dataDir, 0o711);
  try {
    const port = await findFreePort();
    const server = await startEmbeddedPostgres({ dataDir, port, report: () => undefined, durable });
    try {
      await migrate(server.url);
      return await work(server);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The market's own pool on a database. */
async function withPool<T>(url: string, poolMax: number, work: (database: BenchDatabase) => Promise<T>) {
  const database = connectDb({ url, poolMax, log: silentLog, statementMsMax: STATEMENT_MS_MAX });
  try {
    return await work({ db: database.db, url });
  } finally {
    await database.end();
  }
}

export function withBenchDatabase<T>(
  { poolMax, durable }: BenchServerOptions & { readonly poolMax: number },
  work: (database: BenchDatabase) => Promise<T>,
): Promise<T> {
  return withBenchServer({ durable }, ({ url }) => withPool(url, poolMax, work));
}

/**
 * A copy of the server's first database, as fresh as that one and dropped afterwards. What the copying left to be written
 * to disk is written before `work` begins.
 */
export async function withCopy<T>(
  server: EmbeddedPostgres,
  poolMax: number,
  work: (database: BenchDatabase) => Promise<T>,
): Promise<T> {
  const admin = server.urlOf("postgres");
  const source = decodeURIComponent(new URL(server.url).pathname.slice(1));
  await query(admin, [`create database copy template "${source}"`, "checkpoint"]);
  try {
    return await withPool(server.urlOf("copy"), poolMax, work);
  } finally {
    await query(admin, ["drop database copy"]);
  }
}

/** Runs statements on a connection of their own; gives the rows of the last one. */
export async function query(url: string, statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

/** A session that knows neither triggers nor foreign keys while it fills: the rows are consistent as they come. */
export const TRUSTED_FILL = "set session_replication_role = replica";
