import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** Heights 48 (forms) and 40 (side panels, filters). */
export type FieldSize = "medium" | "small";

export type FieldFrameProps = {
  id: string;
  label: ReactNode;
  /** Hides the label from sight; it is still read out. For search fields whose place says what they are. */
  labelHidden?: boolean | undefined;
  help?: ReactNode;
  error?: string | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** Label above, control, then help or what is wrong. */
export function FieldFrame({ id, label, labelHidden, help, error, className, children }: FieldFrameProps) {
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1.5", className)}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : "font-medium text-sm"}>
        {label}
      </label>
      {children}
      {error ? (
        <span id={`${id}-error`} className="flex items-center gap-1.5 text-red-ink text-xs">
          <CircleAlert size={14} aria-hidden="true" className="shrink-0" />
          {error}
        </span>
      ) : null}
      {help ? (
        <span id={`${id}-help`} className={classNames("text-ink-3 text-xs", error && "sr-only")}>
          {help}
        </span>
      ) : null}
    </div>
  );
}

/** The ids that describe a control, for `aria-describedby`. */
export function describedBy(
  id: string,
  has: { help?: ReactNode; error?: string | undefined },
): string | undefined {
  return classNames(has.error && `${id}-error`, has.help && `${id}-help`) || undefined;
}

/** The bordered box around a control; it carries the focus ring and the red edge. */
export function fieldBox(of: {
  size?: FieldSize | undefined;
  error?: boolean;
  off?: boolean;
  tall?: boolean;
}): string {
  return classNames(
    "flex min-w-0 items-center gap-2.5 rounded-control border transition-colors duration-120",
    "focus-within:border-transparent! focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-focus focus-within:shadow-none!",
    "data-[look=focus]:border-transparent! data-[look=focus]:-outline-offset-1!",
    of.size === "small" ? "px-3 text-base sm:text-sm" : "px-3.5 text-base",
    !of.tall && (of.size === "small" ? "h-10" : "h-12"),
    of.off ? "border-line bg-sunk text-ink-3" : "bg-surface",
    of.error ? "border-red shadow-[inset_0_0_0_1px_var(--color-red)]" : !of.off && "border-edge",
  );
}

/** Classes of the bare control inside the box. */
export const bareControl =
  "min-w-0 flex-1 self-stretch bg-transparent text-inherit outline-none focus-visible:outline-none disabled:cursor-default";
