import { cache } from "react";
import type { z } from "zod";
import { serverCaller } from "@/app/_trpc/server";
import { readViewer } from "@/app/_viewer/read-viewer";
import { refusalOf } from "@/app/_viewer/refusal-of";
import type { PublicListing } from "@/server/modules/listings/contract";
import type { listReviewsOutput, reviewSummaryOutput } from "@/server/modules/reviews/contract";
import { isId, type ListingId } from "@/server/primitives/id";

/** The listing as everybody may see it, once per request; undefined when it is not on the market. */
export const readListing = cache(async (listingId: string): Promise<PublicListing | undefined> => {
  if (!isId("listing", listingId)) return undefined;
  try {
    return await (await serverCaller()).listings.read({ listingId });
  } catch (error) {
    if (refusalOf(error) === "listing_not_found") return undefined;
    throw error;
  }
});

export async function readReviewSummary(listingId: ListingId): Promise<z.output<typeof reviewSummaryOutput>> {
  return (await serverCaller()).reviews.summary({ listingId });
}

/** The newest reviews, for the first page that everybody reads without a script. */
export async function readReviews(listingId: ListingId): Promise<z.output<typeof listReviewsOutput>> {
  return (await serverCaller()).reviews.list({ listingId });
}

export async function readSaved(listingId: ListingId): Promise<boolean> {
  if (!(await readViewer())) return false;
  const { wishlists } = await (await serverCaller()).wishlists.list({});
  return wishlists.some((wishlist) => wishlist.listingIds.includes(listingId));
}
