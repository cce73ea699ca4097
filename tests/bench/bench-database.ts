/** A PostgreSQL of its own for one benchmark: embedded, migrated, thrown away afterwards. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrate } from "@/drizzle/migrate";
import { connectDb } from "@/server/platform/connect-db";
import type { MarketConfig } from "@/server/platform/context";
import type { Db } from "@/server/platform/db";
import { findFreePort } from "@/server/platform/local/free-port";
import { startEmbeddedPostgres } from "@/server/platform/local/postgres";
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
interface BenchDatabaseOptions {
  readonly poolMax: number;
  /** Whether a commit waits for the disk, as it does in production. */
  readonly durable: boolean;
}

/** Filling a market takes longer than any statement of a request may. */
const STATEMENT_MS_MAX = 600_000;

export async function withBenchDatabase<T>(
  { poolMax, durable }: BenchDatabaseOptions,
  work: (database: BenchDatabase) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "roost-bench-"));
  try {
    const port = await findFreePort();
    const postgres = await startEmbeddedPostgres({ dataDir, port, report: () => undefined, durable });
    const { url } = postgres;
    const database = connectDb({ url, poolMax, log: silentLog, statementMsMax: STATEMENT_MS_MAX });
    try {
      await migrate(url);
      return await work({ db: database.db, url });
    } finally {
      await database.end();
      await postgres.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** A session that knows neither triggers nor foreign keys while it fills: the rows are consistent as they come. */
export const TRUSTED_FILL = "set session_replication_role = replica";
