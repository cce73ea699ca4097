import { deleteRecommendationsBefore } from "@/server/modules/recommendations/store";
import type { SystemCtx } from "@/server/platform/context";
import { addMs, DAY_MS } from "@/server/primitives/zoned";

/** How long it is kept what was recommended to whom: long enough to judge a version by what guests did next. */
const KEPT_DAYS = 90;

/** Removes what was noted of recommendations longer than 90 days ago, at most `recordsMax` rows; gives how many. */
export function purgeRecommendations(
  ctx: Pick<SystemCtx, "db" | "now">,
  recordsMax: number,
): Promise<number> {
  return deleteRecommendationsBefore(ctx.db, addMs(ctx.now, -KEPT_DAYS * DAY_MS), recordsMax);
}
