/** How many lie where, in equal slices; those between `from` and `to` (0 to 1) in moss. Decoration of the slider under it. */
export function Histogram({
  counts,
  from = 0,
  to = 1,
  height = 64,
}: {
  counts: readonly number[];
  from?: number;
  to?: number;
  height?: number;
}) {
  const tallest = Math.max(1, ...counts);
  const slice = 100 / Math.max(1, counts.length);
  return (
    <svg
      width="100%"
      height={height}
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="block rtl:-scale-x-100"
    >
      {counts.map((count, at) => {
        const middle = (at + 0.5) / counts.length;
        const tall = (count / tallest) * (height - 4);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: slices have no other name than their place
            key={at}
            x={at * slice + 0.2}
            y={height - tall}
            width={slice - 0.4}
            height={tall}
            rx={0.3}
            className={middle >= from && middle <= to ? "fill-moss/55" : "fill-sunk-2"}
          />
        );
      })}
    </svg>
  );
}
