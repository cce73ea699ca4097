/** Procedures of pricing. */
import { z } from "zod";
import {
  listingPricesContract,
  policyTimelineInput,
  policyTimelineOutput,
  quoteContract,
  quoteInput,
  readPricesInput,
  savePricesInput,
} from "@/server/modules/pricing/contract";
import { readPrices, savePrices } from "@/server/modules/pricing/host-prices";
import { quote } from "@/server/modules/pricing/quote";
import { readPolicyTimeline } from "@/server/modules/pricing/read-policy-timeline";
import { router } from "@/server/trpc/init";
import { hostProcedure, publicProcedure } from "@/server/trpc/procedures";

export const pricingRouter = router({
  quote: publicProcedure
    .input(quoteInput)
    .output(quoteContract)
    .query(({ ctx, input }) => quote(ctx, input)),
  policyTimeline: publicProcedure
    .input(policyTimelineInput)
    .output(policyTimelineOutput)
    .query(({ ctx, input }) => readPolicyTimeline(ctx, input)),
  readPrices: hostProcedure
    .input(readPricesInput)
    .output(z.object({ prices: listingPricesContract.nullable() }))
    .query(({ ctx, input }) => readPrices(ctx, input)),
  savePrices: hostProcedure
    .input(savePricesInput)
    .output(z.object({ prices: listingPricesContract }))
    .mutation(({ ctx, input }) => savePrices(ctx, input)),
});
