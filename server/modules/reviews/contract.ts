/** Contracts of reviews. */
import { z } from "zod";
import { cursorContract, idContract, pageContract, textContract } from "@/server/primitives/contracts";

export const REVIEW_CATEGORIES = [
  "cleanliness",
  "accuracy",
  "checkIn",
  "communication",
  "location",
  "value",
] as const;
export const reviewContract = z.object({
  reviewId: idContract("review"),
  guestName: z.string(),
  guestId: idContract("person"),
  rating: z.int(),
  text: z.string(),
  reply: z.string().nullable(),
  publishedAt: z.date(),
  /** Month of the stay, `YYYY-MM`. */
  stayedIn: z.string(),
  nightCount: z.int(),
});
export type ReviewView = z.output<typeof reviewContract>;
export const listReviewsInput = z.strictObject({
  listingId: idContract("listing"),
  cursor: cursorContract,
  sort: z.enum(["recent", "highest", "lowest"]).default("recent"),
  text: textContract(80).optional(),
});
export const listReviewsOutput = pageContract(reviewContract).extend({ matchCount: z.int() });
export const reviewSummaryInput = z.strictObject({ listingId: idContract("listing") });
export const reviewSummaryOutput = z.object({
  reviewCount: z.int(),
  ratingCenti: z.int().nullable(),
  /** Mean of each category in hundredths; null before the first review. */
  categories: z.record(z.enum(REVIEW_CATEGORIES), z.int().nullable()),
  /** Reviews with 1 to 5 stars, index 0 for one star. */
  distribution: z.array(z.int()).length(5),
});
