import { Skeleton } from "./skeleton";

/** A listing card to come, with the card's own line boxes, so that nothing moves when it is there. */
export function ListingCardSkeleton({ reason }: { reason?: boolean }) {
  return (
    <div aria-hidden="true">
      <Skeleton className="aspect-3/2 rounded-card" />
      <div className="flex flex-col gap-0.5 pt-3">
        <div className="flex h-5 items-center justify-between">
          <Skeleton className="h-3 w-[46%]" />
          <Skeleton className="h-3 w-[22%]" />
        </div>
        <div className="flex h-5.5 items-center">
          <Skeleton className="h-3.5 w-[74%]" />
        </div>
        <div className="flex h-5 items-center">
          <Skeleton className="h-3 w-[58%]" />
        </div>
        <div className="mt-1.5 flex h-6.5 items-center justify-between">
          <Skeleton className="h-4.5 w-[34%]" />
          <Skeleton className="h-3 w-[20%]" />
        </div>
        {reason ? (
          <div className="mt-1 flex h-4 items-center">
            <Skeleton className="h-2.5 w-[40%]" />
          </div>
        ) : null}
      </div>
    </div>
  );
}
