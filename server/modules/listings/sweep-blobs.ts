/**
 * Deletes files of photos that no row refers to: what a process left that died between storing an upload and writing its
 * row, or a removal whose event was dropped.
 *
 * Bounded; walks the store page by page and goes on where the last run ended. Calls the blob store outside any
 * transaction. A file younger than a day is left alone, as its row may still be on its way; so a repeat or a second run
 * does no harm. A cursor that the store no longer knows is forgotten, and the fault is thrown.
 */
import { Allowance, type Bounds, type RunOutcome } from "@/server/events/bounded-run";
import { listPhotoStems } from "@/server/modules/listings/store";
import { PHOTO_FILES, photoOfFile } from "@/server/modules/storage/store-photo";
import type { SystemCtx } from "@/server/platform/context";
import { readJobCursor, saveJobCursor } from "@/server/platform/job-cursor";
import type { StoredFile } from "@/server/platform/ports";
import { DAY_MS } from "@/server/primitives/zoned";

export const SWEEP_JOB = "sweep-blobs";
const PAGE_MAX = 500;
const AGE_MS_MIN = DAY_MS;

export async function sweepBlobs(ctx: SystemCtx, bounds: Bounds): Promise<RunOutcome> {
  const allowance = new Allowance(bounds);
  let cursor = await readJobCursor(ctx.db, SWEEP_JOB);
  const counts = { claimed: 0, handled: 0 };
  while (!allowance.isSpent) {
    const page = await readPage(ctx, cursor, Math.min(PAGE_MAX, allowance.recordsLeft));
    allowance.spend(page.files.length);
    counts.claimed += page.files.length;
    const lost = await findLost(ctx, page.files);
    if (lost.length > 0) {
      await ctx.ports.blob.delete(lost);
      ctx.log.info({ count: lost.length, first: lost[0] }, "files that no photo refers to were deleted");
    }
    counts.handled += lost.length;
    cursor = page.nextCursor;
    await saveJobCursor(ctx.db, SWEEP_JOB, cursor);
    if (cursor === undefined) break;
  }
  return { ...counts, failed: 0, lagAfter: 0 };
}

async function readPage(ctx: SystemCtx, cursor: string | undefined, max: number) {
  try {
    return await ctx.ports.blob.list({ prefix: PHOTO_FILES, cursor, max });
  } catch (error) {
    await saveJobCursor(ctx.db, SWEEP_JOB, undefined);
    throw error;
  }
}

/** Pathnames of old files whose photo has no row. A file of a name that is not ours is left alone. */
async function findLost(ctx: SystemCtx, files: readonly StoredFile[]): Promise<string[]> {
  const old = files.flatMap((file) => {
    const photo = file.ageMs < AGE_MS_MIN ? undefined : photoOfFile(file.pathname);
    return photo ? [{ pathname: file.pathname, ...photo }] : [];
  });
  const kept = await listPhotoStems(
    ctx.db,
    old.map((file) => file.listingId),
  );
  return old.filter((file) => !kept.has(file.stem)).map((file) => file.pathname);
}
