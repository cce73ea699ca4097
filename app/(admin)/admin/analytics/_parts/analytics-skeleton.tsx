import { Skeleton } from "@/app/_ui/skeleton";
import { METRICS } from "./metrics";

/** Heights of the parts with the usual view of a busy market, as measured at 390, 900 and 1440 px: what comes moves nothing. */
const HEIGHTS = {
  funnel: "h-360 md:h-204 xl:h-103",
  sources: "h-78 md:h-48",
  groups: "h-140",
  spread: "h-184 md:h-156 xl:h-76",
  cohorts: "h-139 md:h-134",
  demand: "h-402 md:h-392 xl:h-311",
  store: "h-75 md:h-39",
} as const;
export type PartId = keyof typeof HEIGHTS | "figures";

/** The shape of a part to come. */
export function PartSkeleton({ of }: { of: PartId }) {
  if (of === "figures") return <FiguresSkeleton />;
  return <Skeleton className={`rounded-panel ${HEIGHTS[of]}`} />;
}

function FiguresSkeleton() {
  return (
    <>
      <Skeleton className="-mb-1 h-4 w-50" />
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-5">
        {METRICS.map((metric) => (
          <Skeleton key={metric} className="h-28 rounded-panel" />
        ))}
      </div>
      <Skeleton className="mt-2 h-5 w-24" />
      <Skeleton className="h-9 rounded-control" />
      <div className="grid grid-cols-1 gap-3 xl:grid-cols-2">
        <Skeleton className="h-72 rounded-panel xl:h-69" />
        <Skeleton className="h-72 rounded-panel xl:h-69" />
      </div>
    </>
  );
}

/** The shape of the page to come. */
export function AnalyticsSkeleton() {
  return (
    <main id="main" aria-busy="true" className="px-4 py-5 md:px-6">
      <Skeleton className="h-7 w-60 max-w-full" />
      <Skeleton className="mt-2 h-4 w-80 max-w-full" />
      <Skeleton className="mt-4 h-16" />
      <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-3">
        <FiguresSkeleton />
        <PartSkeleton of="funnel" />
      </div>
    </main>
  );
}
