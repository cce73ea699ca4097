import { Check } from "lucide-react";
import { classNames } from "./class-names";

/** Where somebody is in a task of a few steps: done, here, to come. */
export function StepList({
  steps,
  current,
  label,
}: {
  steps: readonly string[] /** Index of the present step. */;
  current: number;
  label: string;
}) {
  return (
    <ol aria-label={label} className="hidden items-center gap-3 font-medium sm:flex">
      {steps.map((step, at) => (
        <li
          key={step}
          {...(at === current ? { "aria-current": "step" as const } : {})}
          className={classNames(
            "flex items-center gap-2 not-first:before:me-1 not-first:before:h-px not-first:before:w-8 not-first:before:bg-edge",
            at < current ? "text-ink-2" : at === current ? "text-ink" : "text-ink-3",
          )}
        >
          <span
            className={classNames(
              "grid size-6 place-items-center rounded-full font-semibold text-xs tabular-nums",
              at < current
                ? "bg-moss-tint text-moss-ink"
                : at === current
                  ? "bg-moss text-on-moss"
                  : "shadow-[inset_0_0_0_1.5px_var(--color-edge)]",
            )}
          >
            {at < current ? <Check size={14} strokeWidth={3} aria-hidden="true" /> : at + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  );
}
