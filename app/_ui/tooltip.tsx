"use client";
import { type ReactNode, useEffect, useState } from "react";
import { classNames } from "./class-names";
import { tooltipLook } from "./tooltip-look";

export type TooltipProps = {
  /** A sentence at most. What somebody must know stands in the page instead. */
  text: string;
  id: string;
  /** The thing explained; it must be focusable and carry `aria-describedby={id}`. */
  children: ReactNode;
  side?: "top" | "bottom";
  /** Which edge it lines up with; `end` near the end edge of a window. */
  align?: "center" | "start" | "end";
  className?: string;
};

const aligned = {
  center: "start-1/2 -translate-x-1/2 rtl:translate-x-1/2",
  start: "start-0",
  end: "end-0",
};

/** A hint on hover and focus. It stays while the pointer is on it; Escape takes it away (WCAG 1.4.13). */
export function Tooltip({ text, id, children, side = "top", align = "center", className }: TooltipProps) {
  const [isHushed, setHushed] = useState(false);
  useEffect(() => {
    const hush = (event: KeyboardEvent) => {
      if (event.key === "Escape") setHushed(true);
    };
    document.addEventListener("keydown", hush);
    return () => document.removeEventListener("keydown", hush);
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: leaving and coming back shows the hint again
    <span
      onPointerEnter={() => setHushed(false)}
      onFocus={() => setHushed(false)}
      className={classNames("group/tip relative inline-flex", className)}
    >
      {children}
      <span
        role="tooltip"
        id={id}
        className={classNames(
          "absolute z-30 hidden starting:opacity-0 transition-opacity duration-160",
          !isHushed && "group-focus-within/tip:block group-hover/tip:block",
          side === "top" ? "bottom-full pb-2" : "top-full pt-2",
          aligned[align],
        )}
      >
        <span className={classNames(tooltipLook, "block")}>{text}</span>
      </span>
    </span>
  );
}
