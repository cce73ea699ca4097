import { classNames } from "./class-names";

export type Bar = {
  label: string;
  value: number /** Today, or the one that is meant. */;
  now?: boolean /** Not yet: drawn dashed. */;
  ahead?: boolean;
};

export type BarsProps = {
  bars: readonly Bar[];
  label: string;
  height?: number;
  format: (value: number) => string;
};

/** A bar a day, without axes: the shape of a month. Each value is read out from the list it is made of. */
export function Bars({ bars, label, height = 60, format }: BarsProps) {
  const tallest = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <ul aria-label={label} className="flex items-end gap-0.75" style={{ height }}>
      {bars.map((bar) => (
        <li
          key={bar.label}
          title={`${bar.label}: ${format(bar.value)}`}
          className={classNames(
            "min-w-0 flex-1 rounded-t-[3px]",
            bar.ahead ? "border border-edge border-dashed" : bar.now ? "bg-clay" : "bg-moss/70",
          )}
          style={{ height: `${Math.max(3, (bar.value / tallest) * 100)}%` }}
        >
          <span className="sr-only">
            {bar.label}: {format(bar.value)}
          </span>
        </li>
      ))}
    </ul>
  );
}
