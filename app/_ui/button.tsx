import type { ButtonHTMLAttributes, ReactNode } from "react";
import { type ButtonLook, type ButtonSize, buttonLook } from "./button-look";
import { classNames } from "./class-names";
import { Turning } from "./turning";

export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> & {
  look?: ButtonLook;
  size?: ButtonSize;
  wide?: boolean;
  icon?: ReactNode;
  /** Work is under way: a turning ring takes the icon's place and further presses do nothing. */
  pending?: boolean;
  /**
   * Why it cannot be pressed now. The button stays reachable by keyboard and says the reason to those who
   * do not see it; show the same words beside it. There is no other way to switch a button off.
   */
  offBecause?: string | undefined;
};

/** A verb to press. Works in server components: behaviour comes with `onClick` or a form. */
export function Button(props: ButtonProps) {
  const {
    look = "second",
    size,
    wide,
    icon,
    pending,
    offBecause,
    className,
    children,
    onClick,
    type,
    ...rest
  } = props;
  const blocked = Boolean(pending || offBecause);
  return (
    <button
      {...rest}
      type={type ?? "button"}
      className={classNames(buttonLook({ look, size, wide, off: Boolean(offBecause) }), className)}
      {...(blocked ? { "aria-disabled": true } : {})}
      {...(pending ? { "aria-busy": true } : {})}
      {...(offBecause ? { title: offBecause } : {})}
      {...(blocked ? { onClick: refuse } : onClick ? { onClick } : {})}
    >
      {pending ? <Turning /> : icon}
      {children}
      {offBecause ? <span className="sr-only">: {offBecause}</span> : null}
    </button>
  );
}

function refuse(event: { preventDefault: () => void }) {
  event.preventDefault();
}
