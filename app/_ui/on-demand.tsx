"use client";
import { type ComponentType, lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { whenIdle } from "./when-idle";

const never = () => () => undefined;
const Nothing = () => null;

/**
 * A part of the page whose script comes when it is first shown. Until then, and in what the server draws, `Place` stands
 * there: give it the part's size, so that nothing moves. Does for our parts what `next/dynamic` does, without its 2 KB.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Place: ComponentType = Nothing,
): ComponentType<Props> {
  const Part = lazy(async () => ({ default: await load() }));
  return function OnDemand(props: Props) {
    const isInBrowser = useSyncExternalStore(
      never,
      () => true,
      () => false,
    );
    if (!isInBrowser) return <Place />;
    return (
      <Suspense fallback={<Place />}>
        <Part {...props} />
      </Suspense>
    );
  };
}

/** Fetches the scripts of parts that a press may soon ask for. One that is lost is fetched again when it is shown. */
export function useFetchSoon(load: () => Promise<unknown>): void {
  useEffect(() => whenIdle(() => void load().catch(() => undefined)), [load]);
}
