import { classNames } from "./class-names";

export type BadgeProps = {
  count: number;
  /** What is counted, read out with it: "2 unread". */
  label: string;
  tone?: "clay" | "moss";
  className?: string;
};

/** A count on something: unread in clay, chosen filters in moss. Nothing at zero. */
export function Badge({ count, label, tone = "clay", className }: BadgeProps) {
  if (count <= 0) return null;
  return (
    <span
      className={classNames(
        "inline-block h-4 min-w-4 rounded-full px-1 text-center font-semibold text-hint leading-4 tabular-nums",
        tone === "clay" ? "bg-clay text-on-clay" : "bg-moss text-on-moss",
        className,
      )}
    >
      <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
