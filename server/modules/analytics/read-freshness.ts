import type { z } from "zod";
import { readLag } from "@/server/events/lag";
import { ANALYTICS_CONSUMER } from "@/server/modules/analytics/consumers/record-facts-on-events";
import type { freshnessContract } from "@/server/modules/analytics/report-contracts";
import type { SystemCtx } from "@/server/platform/context";
import { addMs } from "@/server/primitives/zoned";

const MS_PER_S = 1_000;

/** How far the store is behind the log of events: every event before `freshUntil` is in the figures. Reads only. */
export async function readFreshness(
  ctx: Pick<SystemCtx, "db" | "now">,
): Promise<z.output<typeof freshnessContract>> {
  const lag = (await readLag(ctx.db, ctx.now)).find((each) => each.consumer === ANALYTICS_CONSUMER);
  return {
    asOf: ctx.now,
    freshUntil: lag ? addMs(ctx.now, -lag.seconds * MS_PER_S) : null,
    waitingCount: lag?.events ?? 0,
    retryCount: lag?.retries ?? 0,
    deadCount: lag?.dead ?? 0,
    handledCount: lag?.handledCount ?? 0,
    isPaused: lag?.paused ?? false,
  };
}
