/** Procedures of recommendations. */
import {
  forYouInput,
  forYouOutput,
  similarInput,
  similarOutput,
} from "@/server/modules/recommendations/contract";
import { forYou } from "@/server/modules/recommendations/for-you";
import { similar } from "@/server/modules/recommendations/similar";
import { router } from "@/server/trpc/init";
import { publicProcedure } from "@/server/trpc/procedures";

export const recommendationsRouter = router({
  forYou: publicProcedure
    .input(forYouInput)
    .output(forYouOutput)
    .query(({ ctx, input }) => forYou(ctx, input)),
  similar: publicProcedure
    .input(similarInput)
    .output(similarOutput)
    .query(({ ctx, input }) => similar(ctx, input)),
});
