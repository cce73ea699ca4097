"use client";
import { X } from "lucide-react";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { classNames } from "./class-names";

export type ChipProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "type"> & {
  selected?: boolean;
  icon?: ReactNode;
  /** How many it would leave: a chip that leaves none is dashed and can still be pressed. */
  count?: number | undefined;
  /** Shows a cross when selected: pressing takes the filter off. */
  removable?: boolean;
  /** For the gallery. */
  "data-look"?: "hover" | "focus";
};

/** A filter or choice to switch on and off. 36 px, with a 44 px hit area. */
export function Chip({ selected, icon, count, removable, children, className, ...rest }: ChipProps) {
  const look = selected
    ? "border-moss bg-moss-tint text-moss-ink"
    : count === 0
      ? "border-edge border-dashed bg-surface text-ink-3"
      : "border-edge bg-surface text-ink";
  return (
    <button
      {...rest}
      type="button"
      aria-pressed={Boolean(selected)}
      className={classNames(
        "hit-44 inline-flex h-9 shrink-0 cursor-pointer items-center gap-1.5 whitespace-nowrap rounded-control border px-3.25 font-medium tabular-nums transition-colors duration-120 hovered:bg-hover pressed:bg-press",
        look,
        className,
      )}
    >
      {icon}
      {children}
      {count === undefined ? null : (
        <span className={classNames("font-normal", selected ? "text-moss-ink" : "text-ink-3")}>{count}</span>
      )}
      {selected && removable ? <X size={14} strokeWidth={2} aria-hidden="true" /> : null}
    </button>
  );
}
