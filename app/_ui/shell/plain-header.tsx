import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { routes } from "@/app/_routes";
import { classNames } from "../class-names";
import { Logo } from "../logo";

export type PlainHeaderProps = {
  /** In the middle: the steps of checkout. */
  children?: ReactNode;
  /** At the end: help, or save and leave. */
  end?: ReactNode;
  /** The page brings a bar of its own on a phone. */
  notOnPhone?: boolean;
};

/** Logo, steps, help: for pages with one thing to do. 1120 wide like the page under it. */
export function PlainHeader({ children, end, notOnPhone }: PlainHeaderProps) {
  const t = useTranslations("common");
  return (
    <header className={classNames("border-line border-b", notOnPhone && "max-md:hidden")}>
      <div className="mx-auto flex h-16 max-w-[1200px] items-center justify-between gap-4 px-5 md:h-18 md:px-10">
        <Link href={routes.home()} aria-label={t("header.home")} className="hit-44 rounded-control">
          <Logo />
        </Link>
        {children}
        {end ?? <span />}
      </div>
    </header>
  );
}
