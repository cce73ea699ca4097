import type { z } from "zod";
import type { marketTodayContract } from "@/server/modules/analytics/report-contracts";
import { type ReportCtx, readFrame } from "@/server/modules/analytics/report-frame";
import { dateAt } from "@/server/primitives/zoned";

/** Which day it is in the zone that figures are counted in, for a screen to choose its days by. Reads only. */
export async function readMarketToday(ctx: ReportCtx): Promise<z.output<typeof marketTodayContract>> {
  const { zone } = await readFrame(ctx);
  return { timeZone: zone, today: dateAt(ctx.now, zone) };
}
