import { listModelRows, summariseServed } from "@/server/modules/recommendations/registry-store";
import type { DbOrTx } from "@/server/platform/db";

const VERSIONS_MAX = 100;

/** Versions with their metrics, latest first, and how much was served in the last day. Writes nothing. */
export async function listModels(ctx: { readonly db: DbOrTx; readonly now: Date }) {
  return {
    models: await listModelRows(ctx.db, VERSIONS_MAX),
    served: await summariseServed(ctx.db, ctx.now),
  };
}
