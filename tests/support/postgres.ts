import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";

const TEMPLATE = "roost_template";

export type TestDatabase = {
  readonly url: string;
  /** Ends every connection to the database and removes it. */
  drop(): Promise<void>;
};

/**
 * A fresh, migrated database for one test file: a copy of the run's template, about 30 ms. Call it in `beforeAll` and
 * `drop` it in `afterAll`. An empty one has no tables at all.
 */
export async function createTestDatabase(options: { readonly empty?: boolean } = {}): Promise<TestDatabase> {
  const adminUrl = inject("postgresUrl");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await administer(adminUrl, `create database ${name} template ${options.empty ? "template0" : TEMPLATE}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      await letConnectionsGo(adminUrl, name);
      await administer(adminUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

const GOODBYE_MS_MAX = 2_000;
const GOODBYE_POLL_MS = 20;

/** A closed pool's connections take a moment to end; ended by force, they would fail the test that has passed. */
async function letConnectionsGo(adminUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (let waitedMs = 0; waitedMs < GOODBYE_MS_MAX; waitedMs += GOODBYE_POLL_MS) {
      const { rowCount } = await client.query("select 1 from pg_stat_activity where datname = $1", [name]);
      if (rowCount === 0) return;
      await new Promise((resolve) => setTimeout(resolve, GOODBYE_POLL_MS));
    }
  } finally {
    await client.end();
  }
}

async function administer(adminUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
