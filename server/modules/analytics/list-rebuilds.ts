import type { z } from "zod";
import { listRebuildRows } from "@/server/modules/analytics/rebuild-store";
import type { rebuildsContract } from "@/server/modules/analytics/report-contracts";
import { analyticsDbOf, type SystemCtx } from "@/server/platform/context";

/** The latest rebuilds of the store and what each found, latest first. Reads only. */
export async function listRebuilds(
  ctx: Pick<SystemCtx, "db" | "analyticsDb">,
  input: { readonly limit: number },
): Promise<z.output<typeof rebuildsContract>> {
  return { rebuilds: await listRebuildRows(analyticsDbOf(ctx), input.limit) };
}
