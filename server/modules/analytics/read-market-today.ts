import type { z } from "zod";
import { readMarketFrame } from "@/server/modules/analytics/read-store";
import type { marketTodayContract } from "@/server/modules/analytics/report-contracts";
import { analyticsDbOf, type SystemCtx } from "@/server/platform/context";
import { dateAt } from "@/server/primitives/zoned";

/** Which day it is in the zone that figures are counted in, for a screen to choose its days by. Reads only. */
export async function readMarketToday(
  ctx: Pick<SystemCtx, "db" | "analyticsDb" | "now">,
): Promise<z.output<typeof marketTodayContract>> {
  const { zone } = await readMarketFrame(ctx.db, analyticsDbOf(ctx));
  return { timeZone: zone, today: dateAt(ctx.now, zone) };
}
