import { ListingCardSkeleton } from "@/app/_ui/listing-card-skeleton";
import { Skeleton } from "@/app/_ui/skeleton";

const CARDS = ["a", "b", "c", "d", "e", "f"];

/** The results to come, in their final geometry. */
export default function SearchLoading() {
  return (
    <main id="main" aria-busy="true">
      <div className="h-16 border-line border-b md:h-18" />
      <div className="flex h-14 items-center gap-2 border-line border-b px-4 md:px-8">
        {CARDS.map((one) => (
          <Skeleton key={one} className="h-9 w-28" />
        ))}
      </div>
      <div className="grid grid-cols-1 lg:grid-cols-[5fr_4fr]">
        <div className="px-4 py-6 md:px-8">
          <Skeleton className="h-7 w-48" />
          <div className="mt-6 grid grid-cols-1 gap-x-6 gap-y-8 sm:grid-cols-2">
            {CARDS.map((one) => (
              <ListingCardSkeleton key={one} />
            ))}
          </div>
        </div>
        <Skeleton className="hidden h-[calc(100dvh-128px)] rounded-none lg:block" />
      </div>
    </main>
  );
}
