"use client";
import { type ComponentType, lazy, Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { AgainContext, LostPart } from "./lost-part";
import { whenIdle } from "./when-idle";

const never = () => () => undefined;
const Nothing = () => null;

/**
 * A part of the page whose script comes when it is first shown. Until then, and in what the server draws, `Place` stands
 * there: give it the part's size, so that nothing moves. A script that was lost on the way leaves the page as it is, and a
 * toast offers to fetch it again. Does for our parts what `next/dynamic` does, without its 2 KB.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Place: ComponentType = Nothing,
): ComponentType<Props> {
  const Lost = () => (
    <LostPart>
      <Place />
    </LostPart>
  );
  // React remembers how a lazy part ended, so every try is a part of its own.
  const nextTry = (): ComponentType<Props> =>
    lazy(async () => {
      try {
        return { default: await load() };
      } catch (error) {
        console.warn("a part of the page did not arrive", error);
        latest = nextTry();
        return { default: Lost };
      }
    });
  let latest = nextTry();
  return function OnDemand(props: Props) {
    const [Part, setPart] = useState(() => latest);
    const [again] = useState(() => () => setPart(() => latest));
    const isInBrowser = useSyncExternalStore(
      never,
      () => true,
      () => false,
    );
    if (!isInBrowser) return <Place />;
    return (
      <AgainContext value={again}>
        <Suspense fallback={<Place />}>
          <Part {...props} />
        </Suspense>
      </AgainContext>
    );
  };
}

/** Fetches the scripts of parts that a press may soon ask for. One that is lost is fetched again when it is shown. */
export function useFetchSoon(load: () => Promise<unknown>): void {
  useEffect(() => whenIdle(() => void load().catch(() => undefined)), [load]);
}
