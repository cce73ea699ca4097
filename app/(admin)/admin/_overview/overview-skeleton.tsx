import { Skeleton } from "@/app/_ui/skeleton";

/** The shape of the overview to come. */
export function OverviewSkeleton() {
  return (
    <main id="main" aria-busy="true" className="px-4 py-5 md:px-6">
      <Skeleton className="h-7 w-80 max-w-full" />
      <Skeleton className="mt-2 h-4 w-60" />
      <div className="mt-5 grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        {["a", "b", "c", "d", "e", "f"].map((key) => (
          <Skeleton key={key} className="h-28 rounded-panel" />
        ))}
      </div>
      <div className="mt-3 grid grid-cols-1 gap-3 xl:grid-cols-[2fr_1fr]">
        <Skeleton className="h-75 rounded-panel" />
        <Skeleton className="h-75 rounded-panel" />
      </div>
      <Skeleton className="mt-3 h-90 rounded-panel" />
    </main>
  );
}
