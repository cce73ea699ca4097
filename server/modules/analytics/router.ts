import {
  analyticsOverviewContract,
  readListingPerformanceInput,
  readListingPerformanceOutput,
  readOverviewInput,
} from "@/server/modules/analytics/contract";
import { readListingPerformance } from "@/server/modules/analytics/read-listing-performance";
import { readOverview } from "@/server/modules/analytics/read-overview";
import { router } from "@/server/trpc/init";
import { hostProcedure, operatorProcedure } from "@/server/trpc/procedures";

export const analyticsRouter = router({
  overview: operatorProcedure
    .input(readOverviewInput)
    .output(analyticsOverviewContract)
    .query(({ ctx, input }) => readOverview(ctx, input)),
  listingPerformance: hostProcedure
    .input(readListingPerformanceInput)
    .output(readListingPerformanceOutput)
    .query(({ ctx, input }) => readListingPerformance(ctx, input)),
});
