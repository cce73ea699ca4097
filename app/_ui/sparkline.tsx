export type SparklineProps = {
  /** Null where there is no value, which is no zero. */
  values: readonly (number | null)[];
  /** What it shows, in words with the figures that matter: "Bookings by day, from 398 to 512". */
  label: string;
  /** Clay when it got worse. */
  worse?: boolean;
  width?: number;
  height?: number;
  /** Fills the width of its place. */
  wide?: boolean;
};

/** A line of a few days beside a figure: shape, not scale. */
export function Sparkline({ values, label, worse, width = 132, height = 32, wide }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  const lowest = Math.min(...known);
  const spread = Math.max(...known) - lowest || 1;
  const points = values.flatMap((value, at) =>
    value === null
      ? []
      : [
          {
            x: 2 + (at * (width - 6)) / Math.max(1, values.length - 1),
            y: height - 4 - ((value - lowest) / spread) * (height - 8),
          },
        ],
  );
  const line = points
    .map((point, at) => `${at ? "L" : "M"}${point.x.toFixed(1)} ${point.y.toFixed(1)}`)
    .join("");
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width={wide ? "100%" : width}
      height={height}
      preserveAspectRatio={wide ? "none" : "xMidYMid meet"}
      className={`block rtl:-scale-x-100 ${worse ? "text-clay" : "text-moss"}`}
    >
      <path
        d={`${line}L${last.x.toFixed(1)} ${height}L${first.x.toFixed(1)} ${height}Z`}
        fill="currentColor"
        opacity=".12"
      />
      <path
        d={line}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
      {/* A stroke of no length, because a circle would be stretched with the width. */}
      <path
        d={`M${last.x.toFixed(1)} ${last.y.toFixed(1)}h0`}
        stroke="currentColor"
        strokeWidth="5.2"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
