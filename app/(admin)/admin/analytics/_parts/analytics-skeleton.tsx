import { Skeleton } from "@/app/_ui/skeleton";

/** The shape of the page to come. */
export function AnalyticsSkeleton() {
  return (
    <main id="main" aria-busy="true" className="px-4 py-5 md:px-6">
      <Skeleton className="h-7 w-60 max-w-full" />
      <Skeleton className="mt-2 h-4 w-80 max-w-full" />
      <Skeleton className="mt-4 h-16" />
      <div className="mt-3 grid grid-cols-2 gap-3 lg:grid-cols-5">
        {["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].map((key) => (
          <Skeleton key={key} className="h-28 rounded-panel" />
        ))}
      </div>
      <div className="mt-3 grid grid-cols-1 gap-3 xl:grid-cols-2">
        <Skeleton className="h-75 rounded-panel" />
        <Skeleton className="h-75 rounded-panel" />
      </div>
    </main>
  );
}
