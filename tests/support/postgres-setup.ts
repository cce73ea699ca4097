import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "@/drizzle/migrate";
import { findFreePort } from "@/server/platform/local/free-port";
import { startEmbeddedPostgres } from "@/server/platform/local/postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** The test run's PostgreSQL, at its administration database. */
    postgresUrl: string;
  }
}

export const TEMPLATE = "roost_template";

/** One PostgreSQL per test run, with a migrated template database that every test file gets a copy of. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "roost-test-"));
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({
    dataDir,
    port: await findFreePort(),
    report: () => undefined,
    databases: [TEMPLATE],
    durable: false,
  });
  const tearDown = async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await migrate(postgres.url, () => undefined);
    await sealTemplate(postgres.urlOf("postgres"));
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide("postgresUrl", postgres.urlOf("postgres"));
  return tearDown;
}

/** Nobody may connect to the template from now on: a connection to it would make copying it fail. */
async function sealTemplate(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(`alter database ${TEMPLATE} with is_template true allow_connections false`);
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
      TEMPLATE,
    ]);
  } finally {
    await client.end();
  }
}
