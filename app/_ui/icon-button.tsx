import type { ButtonHTMLAttributes, ReactNode } from "react";
import { type ButtonLook, type ButtonSize, buttonLook } from "./button-look";
import { classNames } from "./class-names";

export type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled" | "children"> & {
  /** What it does, in words: read out, and shown on hover. */
  label: string;
  icon: ReactNode;
  look?: ButtonLook;
  size?: ButtonSize;
  round?: boolean;
  off?: boolean;
};

/** A square button with an icon alone. 36 px ones have a 44 px hit area. */
export function IconButton({
  label,
  icon,
  look = "second",
  size,
  round,
  off,
  className,
  type,
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? "button"}
      aria-label={label}
      title={label}
      disabled={off}
      className={classNames(
        buttonLook({ look, size, square: true }),
        round && "rounded-full!",
        off && "border-line! bg-surface! text-ink-3! cursor-default",
        className,
      )}
    >
      {icon}
    </button>
  );
}
