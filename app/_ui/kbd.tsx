import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A key to press, shown where it works: `/`, `g b`, `Z`. */
export function Kbd({ children, onInk, quiet }: { children: ReactNode; onInk?: boolean; quiet?: boolean }) {
  return (
    <kbd
      className={classNames(
        "inline-grid h-5 min-w-5 place-items-center rounded-[5px] border px-1.25 font-medium font-text text-hint",
        onInk ? "border-paper/40 text-paper" : "border-line text-ink-2",
        !onInk && !quiet && "bg-sunk",
      )}
    >
      {children}
    </kbd>
  );
}
