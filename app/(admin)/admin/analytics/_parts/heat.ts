/** Ink on the deepest of these still reads in light and in dark. */
const DEEPEST_PERCENT = 36;
const FAINTEST_PERCENT = 4;

/** The ground of a cell of a heat table: deeper, the nearer it comes to the most there is. */
export function heatOf(tone: "moss" | "clay", value: number, most: number): string | undefined {
  if (value === 0 || most === 0) return undefined;
  const percent = Math.max(FAINTEST_PERCENT, Math.round(Math.min(1, value / most) * DEEPEST_PERCENT));
  return `color-mix(in oklab, var(--color-${tone}) ${percent}%, transparent)`;
}
