import { z } from "zod";
import type { listReviewsOutput } from "@/server/modules/reviews/contract";
import { listReviewRows, type ReviewRow, type ReviewSort } from "@/server/modules/reviews/store";
import type { CatalogueCtx } from "@/server/platform/context";
import { instantOf } from "@/server/platform/db";
import { idContract } from "@/server/primitives/contracts";
import { idFromUuid, type ListingId } from "@/server/primitives/id";
import { toPage } from "@/server/primitives/page";
import { readCursor } from "@/server/primitives/read-cursor";

const reviewCursor = z
  .tuple([z.iso.datetime(), z.int(), idContract("review")])
  .transform(([publishedAt, rating, reviewId]) => ({ publishedAt: new Date(publishedAt), rating, reviewId }));

export const REVIEWS_PAGE_SIZE = 10;

/**
 * A home's published reviews, a page at a time. One statement. A home that is not published has none; a cursor that is not
 * ours is refused with `invalid_input`.
 */
export async function listReviews(
  ctx: CatalogueCtx,
  input: {
    readonly listingId: ListingId;
    readonly sort: ReviewSort;
    readonly text?: string | undefined;
    readonly cursor?: string | undefined;
  },
): Promise<z.output<typeof listReviewsOutput>> {
  const rows = await listReviewRows(ctx.db, {
    listingId: input.listingId,
    sort: input.sort,
    text: input.text === "" ? undefined : input.text,
    after: readCursor(reviewCursor, input.cursor),
    countMax: REVIEWS_PAGE_SIZE,
  });
  const page = toPage(rows, REVIEWS_PAGE_SIZE, (row) => [
    instantOf(row.published_at).toISOString(),
    row.rating,
    idFromUuid("review", row.id),
  ]);
  return {
    items: page.items.map(toReview),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
    matchCount: rows[0]?.match_count ?? 0,
  };
}

function toReview(row: ReviewRow): z.output<typeof listReviewsOutput>["items"][number] {
  return {
    reviewId: idFromUuid("review", row.id),
    guestId: idFromUuid("person", row.guest_id),
    guestName: row.guest_name,
    rating: row.rating,
    text: row.text,
    reply: row.reply,
    publishedAt: instantOf(row.published_at),
    stayedIn: row.stayed_in,
    nightCount: row.night_count,
  };
}
