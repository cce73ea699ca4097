import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, type ButtonSize, buttonLook } from "./button-look";
import { classNames } from "./class-names";

export type LinkButtonProps = ComponentProps<typeof Link> & {
  look?: ButtonLook;
  size?: ButtonSize;
  wide?: boolean;
  icon?: ReactNode;
  /** An icon after the words, such as an arrow that points on. */
  after?: ReactNode;
};

/** A link that looks like a button: goes somewhere, changes nothing. */
export function LinkButton({
  look = "second",
  size,
  wide,
  icon,
  after,
  className,
  children,
  ...rest
}: LinkButtonProps) {
  return (
    <Link {...rest} className={classNames(buttonLook({ look, size, wide }), className)}>
      {icon}
      {children}
      {after}
    </Link>
  );
}
