/** Where a job that walks a long list has come to, so that its next run goes on from there. One row per job. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "@/server/platform/db";
import { marketSettings } from "@/server/platform/tables";

const cursorContract = z.object({ cursor: z.string() });

export async function readJobCursor(db: DbOrTx, job: string): Promise<string | undefined> {
  const [row] = await db
    .select({ value: marketSettings.value })
    .from(marketSettings)
    .where(eq(marketSettings.name, nameOf(job)));
  return row && cursorContract.parse(row.value).cursor;
}

/** Without a cursor the next run begins anew. */
export async function saveJobCursor(db: DbOrTx, job: string, cursor: string | undefined): Promise<void> {
  if (cursor === undefined) {
    await db.delete(marketSettings).where(eq(marketSettings.name, nameOf(job)));
    return;
  }
  await db
    .insert(marketSettings)
    .values({ name: nameOf(job), value: { cursor } })
    .onConflictDoUpdate({ target: marketSettings.name, set: { value: { cursor } } });
}

function nameOf(job: string): string {
  return `cursor:${job}`;
}
