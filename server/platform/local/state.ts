import { Pool, type PoolClient } from "pg";

/**
 * Where the stand-ins keep what a vendor would keep: schema `roost_local`, in a database of its own on the embedded
 * PostgreSQL, so that payments and mail survive a restart and the market's own tables know nothing of them.
 */
export async function openState(databaseUrl: string, tables: string): Promise<Pool> {
  const pool = new Pool({ connectionString: databaseUrl, max: CONNECTIONS_MAX });
  pool.on("error", (error) => console.error("an idle connection of the stand-ins broke", error));
  await inTransaction(pool, async (client) => {
    await client.query("select pg_advisory_xact_lock($1)", [TABLES_LOCK]);
    await client.query("create schema if not exists roost_local");
    await client.query(tables);
  });
  return pool;
}

const CONNECTIONS_MAX = 8;
/** Names "making the stand-ins' tables" among the database's advisory locks. */
const TABLES_LOCK = 7_366_574;

export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const outcome = await work(client);
    await client.query("commit");
    return outcome;
  } catch (error) {
    await client.query("rollback").catch((fault: unknown) => {
      broken = fault instanceof Error ? fault : new Error(String(fault));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
