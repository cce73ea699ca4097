import { sessions, verifications } from "@/server/modules/accounts/tables";
import { type DbOrTx, rowsOf, sql } from "@/server/platform/db";

/**
 * Removes sessions and tokens that have ended, by the database's clock; they open nothing, and nobody needs to know where
 * somebody once signed in. Answers how many.
 */
export async function purgeLapsedSignIns(db: DbOrTx, rowsMax: number): Promise<number> {
  const rows = await rowsOf<{ one: number }>(
    db,
    sql`with s as (
          delete from ${sessions} where id in (
            select id from ${sessions} where expires_at < now() limit ${rowsMax}) returning 1 as one
        ), v as (
          delete from ${verifications} where id in (
            select id from ${verifications} where expires_at < now() limit ${rowsMax}) returning 1 as one
        )
        select one from s union all select one from v`,
  );
  return rows.length;
}
