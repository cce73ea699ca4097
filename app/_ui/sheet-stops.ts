/** Where a sheet that is drawn by hand comes to rest, from the least of it in sight to the whole. */
export const SHEET_STOPS = ["peek", "half", "full"] as const;
export type SheetStop = (typeof SHEET_STOPS)[number];
/** How many pixels of the sheet each stop leaves in sight. */
export type StopHeights = Readonly<Record<SheetStop, number>>;

/** Faster than this, a throw goes on to the next stop wherever the finger let go. */
const THROW_PX_PER_MS = 0.4;

/** The stop beside one: the same at the end. */
export function stopBeside(stop: SheetStop, by: 1 | -1): SheetStop {
  return SHEET_STOPS[SHEET_STOPS.indexOf(stop) + by] ?? stop;
}

/** Where it comes to rest after it was let go: the next in the direction of a throw, else the nearest. */
export function stopAfter(
  shownPx: number,
  upwardPxPerMs: number,
  heights: StopHeights,
  before: SheetStop,
): SheetStop {
  if (upwardPxPerMs > THROW_PX_PER_MS) return SHEET_STOPS.find((stop) => heights[stop] > shownPx) ?? "full";
  if (upwardPxPerMs < -THROW_PX_PER_MS)
    return SHEET_STOPS.findLast((stop) => heights[stop] < shownPx) ?? "peek";
  return SHEET_STOPS.reduce(
    (best, stop) => (Math.abs(heights[stop] - shownPx) < Math.abs(heights[best] - shownPx) ? stop : best),
    before,
  );
}
