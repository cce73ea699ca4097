import { useSyncExternalStore } from "react";

/** From here the map has a column of its own: the `lg` of the styles. */
const WIDE = "(min-width: 64rem)";

/** Whether list and map stand side by side. Undefined until the browser has said so. */
export function useIsWide(): boolean | undefined {
  return useSyncExternalStore(
    follow,
    () => window.matchMedia(WIDE).matches,
    () => undefined,
  );
}

function follow(onChange: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}
