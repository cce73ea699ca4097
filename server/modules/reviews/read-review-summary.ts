import type { z } from "zod";
import type { reviewSummaryOutput } from "@/server/modules/reviews/contract";
import { readSummaryRow } from "@/server/modules/reviews/store";
import type { CatalogueCtx } from "@/server/platform/context";
import type { ListingId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

/** A home's ratings by category and how they are spread. One statement. Refuses with `listing_not_found`. */
export async function readReviewSummary(
  ctx: CatalogueCtx,
  input: { readonly listingId: ListingId },
): Promise<z.output<typeof reviewSummaryOutput>> {
  const row = await readSummaryRow(ctx.db, input.listingId);
  if (!row) throw refuse("listing_not_found", { listingId: input.listingId });
  const { cleanliness, accuracy, communication, location, value } = row;
  return {
    reviewCount: row.review_count,
    ratingCenti: row.rating,
    categories: { cleanliness, accuracy, checkIn: row.check_in, communication, location, value },
    distribution: row.distribution,
  };
}
