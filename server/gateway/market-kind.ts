/** Whether this is the demo market: the loader of the demo leaves its mark in the market's settings. */
import { eq } from "drizzle-orm";
import type { CatalogueCtx } from "@/server/platform/context";
import { marketSettings } from "@/server/platform/tables";

export const DEMO_SETTING = "demo";

/** One read. A market whose database somebody else's service keeps is never taken for the demo by mistake: the row is the loader's. */
export async function isDemo(ctx: Pick<CatalogueCtx, "db">): Promise<boolean> {
  const [row] = await ctx.db
    .select({ name: marketSettings.name })
    .from(marketSettings)
    .where(eq(marketSettings.name, DEMO_SETTING))
    .limit(1);
  return row !== undefined;
}
