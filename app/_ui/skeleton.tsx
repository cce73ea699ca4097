import { classNames } from "./class-names";

/** One grey part of a page to come. Give it the size of what it stands for. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "block animate-breathe bg-sunk-2",
        !className?.includes("rounded") && "rounded-mark",
        className,
      )}
    />
  );
}
