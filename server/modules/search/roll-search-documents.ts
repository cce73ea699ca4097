/**
 * Moves documents on in time: each knows 512 nights from its base date, and its freshness and lapsed holds are as of its last
 * refresh. Run daily; takes the oldest first, bounded. Safe to run by several at once: a refresh is idempotent.
 */
import { listDocumentsBefore, refreshDocuments } from "@/server/modules/search/store";
import type { SystemCtx } from "@/server/platform/context";
import { idFromUuid } from "@/server/primitives/id";
import { addDays } from "@/server/primitives/local-date";
import { dateAt } from "@/server/primitives/zoned";

/** Documents refreshed by one statement. */
const BATCH_MAX = 500;
/** The base date is the day before today; a document is moved on once it is older than that. */
const AGE_DAYS_MAX = 1;

export async function rollSearchDocuments(
  ctx: SystemCtx,
  bounds: { readonly recordsMax: number },
): Promise<{ claimed: number; handled: number; failed: number; lagAfter: number }> {
  const before = addDays(dateAt(ctx.now, "UTC"), -AGE_DAYS_MAX);
  const countMax = Math.min(BATCH_MAX, bounds.recordsMax);
  const { uuids, waiting } = await listDocumentsBefore(ctx.db, { before, countMax });
  if (uuids.length === 0) return { claimed: 0, handled: 0, failed: 0, lagAfter: 0 };
  await refreshDocuments(ctx.db, {
    now: ctx.now,
    listingIds: uuids.map((uuid) => idFromUuid("listing", uuid)),
  });
  return { claimed: uuids.length, handled: uuids.length, failed: 0, lagAfter: waiting - uuids.length };
}
