import type { ButtonHTMLAttributes } from "react";

export type ClusterPinProps = ButtonHTMLAttributes<HTMLButtonElement> & { count: number; label: string };

/** Several homes too near each other to show apart; a press comes closer. */
export function ClusterPin({ count, label, ...rest }: ClusterPinProps) {
  return (
    <button
      {...rest}
      type="button"
      aria-label={label}
      className="grid size-10 cursor-pointer place-items-center rounded-full bg-moss-tint font-semibold font-text text-moss-ink text-sm tabular-nums shadow-[0_0_0_1.5px_var(--color-moss),0_0_0_5px_color-mix(in_oklch,var(--color-moss-tint)_55%,transparent)]"
    >
      {count}
    </button>
  );
}
