import { analyticsOverviewContract, readOverviewInput } from "@/server/modules/analytics/contract";
import { listRebuilds } from "@/server/modules/analytics/list-rebuilds";
import { readCohorts } from "@/server/modules/analytics/read-cohorts";
import { readDemand } from "@/server/modules/analytics/read-demand";
import { readDistributions } from "@/server/modules/analytics/read-distributions";
import { readFreshness } from "@/server/modules/analytics/read-freshness";
import { readFunnel } from "@/server/modules/analytics/read-funnel";
import { readHostPerformance } from "@/server/modules/analytics/read-host-performance";
import { readMarketToday } from "@/server/modules/analytics/read-market-today";
import { readOverview } from "@/server/modules/analytics/read-overview";
import { readSeries } from "@/server/modules/analytics/read-series";
import { readSources } from "@/server/modules/analytics/read-sources";
import {
  cohortsContract,
  demandContract,
  distributionsContract,
  freshnessContract,
  funnelReportContract,
  hostPerformanceContract,
  listRebuildsInput,
  marketTodayContract,
  readCohortsInput,
  readDemandInput,
  readDistributionsInput,
  readFreshnessInput,
  readFunnelInput,
  readHostPerformanceInput,
  readMarketTodayInput,
  readSeriesInput,
  readSourcesInput,
  rebuildsContract,
  seriesContract,
  sourcesContract,
} from "@/server/modules/analytics/report-contracts";
import { router } from "@/server/trpc/init";
import { guestProcedure, hostProcedure, operatorProcedure } from "@/server/trpc/procedures";

export const analyticsRouter = router({
  overview: operatorProcedure
    .input(readOverviewInput)
    .output(analyticsOverviewContract)
    .query(({ ctx, input }) => readOverview(ctx, input)),
  series: operatorProcedure
    .input(readSeriesInput)
    .output(seriesContract)
    .query(({ ctx, input }) => readSeries(ctx, input)),
  funnel: operatorProcedure
    .input(readFunnelInput)
    .output(funnelReportContract)
    .query(({ ctx, input }) => readFunnel(ctx, input)),
  sources: operatorProcedure
    .input(readSourcesInput)
    .output(sourcesContract)
    .query(({ ctx, input }) => readSources(ctx, input)),
  cohorts: operatorProcedure
    .input(readCohortsInput)
    .output(cohortsContract)
    .query(({ ctx, input }) => readCohorts(ctx, input)),
  distributions: operatorProcedure
    .input(readDistributionsInput)
    .output(distributionsContract)
    .query(({ ctx, input }) => readDistributions(ctx, input)),
  demand: operatorProcedure
    .input(readDemandInput)
    .output(demandContract)
    .query(({ ctx, input }) => readDemand(ctx, input)),
  freshness: operatorProcedure
    .input(readFreshnessInput)
    .output(freshnessContract)
    .query(({ ctx }) => readFreshness(ctx)),
  rebuilds: operatorProcedure
    .input(listRebuildsInput)
    .output(rebuildsContract)
    .query(({ ctx, input }) => listRebuilds(ctx, input)),
  marketToday: guestProcedure
    .input(readMarketTodayInput)
    .output(marketTodayContract)
    .query(({ ctx }) => readMarketToday(ctx)),
  hostPerformance: hostProcedure
    .input(readHostPerformanceInput)
    .output(hostPerformanceContract)
    .query(({ ctx, input }) => readHostPerformance(ctx, input)),
});
