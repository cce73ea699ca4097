import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type TooltipProps = {
  /** A sentence at most. What somebody must know stands in the page instead. */
  text: string;
  id: string;
  /** The thing explained; it must be focusable and carry `aria-describedby={id}`. */
  children: ReactNode;
  side?: "top" | "bottom";
  className?: string;
};

/**
 * A hint on hover and focus, made of CSS alone: it costs no script, shows before scripts run, stays while the
 * pointer is on it, and a press on Escape takes focus and the hint with it.
 */
export function Tooltip({ text, id, children, side = "top", className }: TooltipProps) {
  return (
    <span className={classNames("group/tip relative inline-flex", className)}>
      {children}
      <span
        role="tooltip"
        id={id}
        className={classNames(
          tooltipLook,
          "pointer-events-none invisible absolute start-1/2 z-30 -translate-x-1/2 opacity-0 transition-opacity duration-160 group-focus-within/tip:visible group-focus-within/tip:opacity-100 group-hover/tip:pointer-events-auto group-hover/tip:visible group-hover/tip:opacity-100 group-hover/tip:delay-300 rtl:translate-x-1/2",
          side === "top" ? "bottom-full mb-2" : "top-full mt-2",
        )}
      >
        {text}
      </span>
    </span>
  );
}

/** The hint itself, without what it hangs on. */
export const tooltipLook =
  "w-max max-w-55 rounded-small bg-ink px-3 py-2 font-normal text-paper text-xs text-start whitespace-normal";
