"use client";
import { type ReactNode, useRef, useState } from "react";
import { onDemand } from "./on-demand";

const loadPanel = () => import("./popover-panel");
const PopoverPanel = onDemand(() => loadPanel().then((module) => module.PopoverPanel));

export type PopoverProps = {
  /** What the trigger shows, and its classes. */
  trigger: ReactNode;
  triggerLabel?: string;
  className?: string;
  /** The name of what opens, read out. */
  title: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  placement?: "bottom start" | "bottom end" | "top start";
  /** Classes of the surface: its padding and width. */
  panelClassName?: string;
};

/** A button that opens a small surface beside it: who is coming, what a figure means. */
export function Popover({
  trigger,
  triggerLabel,
  className,
  title,
  children,
  placement,
  panelClassName,
}: PopoverProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        {...(triggerLabel ? { "aria-label": triggerLabel } : {})}
        onPointerEnter={() => void loadPanel()}
        onFocus={() => void loadPanel()}
        onClick={() => setOpen(true)}
        className={className}
      >
        {trigger}
      </button>
      {open ? (
        <PopoverPanel
          triggerRef={button}
          onOpenChange={setOpen}
          title={title}
          placement={placement ?? "bottom start"}
          className={panelClassName ?? "p-4"}
        >
          {typeof children === "function" ? children(close) : children}
        </PopoverPanel>
      ) : null}
    </>
  );
}
