/** Procedures of reviews: what anybody may read. */
import {
  listReviewsInput,
  listReviewsOutput,
  reviewSummaryInput,
  reviewSummaryOutput,
} from "@/server/modules/reviews/contract";
import { listReviews } from "@/server/modules/reviews/list-reviews";
import { readReviewSummary } from "@/server/modules/reviews/read-review-summary";
import { router } from "@/server/trpc/init";
import { publicProcedure } from "@/server/trpc/procedures";

export const reviewsRouter = router({
  list: publicProcedure
    .input(listReviewsInput)
    .output(listReviewsOutput)
    .query(({ ctx, input }) => listReviews(ctx, input)),
  summary: publicProcedure
    .input(reviewSummaryInput)
    .output(reviewSummaryOutput)
    .query(({ ctx, input }) => readReviewSummary(ctx, input)),
});
