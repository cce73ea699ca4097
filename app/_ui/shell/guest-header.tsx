import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { routes } from "@/app/_routes";
import { classNames } from "../class-names";
import { Logo } from "../logo";
import { AccountMenu } from "./account-menu";
import { GuestNav } from "./guest-nav";
import { PreferencesMenu } from "./preferences-menu";
import type { Viewer } from "./viewer";

export type GuestHeaderProps = {
  viewer: Viewer | undefined;
  currency: string;
  /** `home`: no line below. `search`: the whole width, pill in the middle. `page`: 1280 like the page under it. */
  variant?: "home" | "search" | "page";
  /** The search pill, truly central: the three columns are 1fr auto 1fr. */
  pill?: ReactNode;
  /** Explore, Saved, Trips in place of the host link: the pages of somebody signed in. */
  nav?: boolean;
  /** Most pages bring a header of their own on a phone; with this, logo and person show there too. */
  onPhone?: boolean;
};

/** The guest's header. 72 px; sticks nowhere: pictures and prices come first. */
export function GuestHeader({ viewer, currency, variant = "page", pill, nav, onPhone }: GuestHeaderProps) {
  const t = useTranslations("common");
  return (
    <header
      className={classNames(
        "bg-paper",
        variant !== "home" && "border-line border-b",
        !onPhone && "hidden md:block",
      )}
    >
      <div
        className={classNames(
          "grid h-16 grid-cols-[1fr_auto_1fr] items-center gap-4 md:h-18",
          variant === "search" ? "px-5 md:px-8" : "wrap",
        )}
      >
        <Link
          href={routes.home()}
          aria-label={t("header.home")}
          className="hit-44 justify-self-start rounded-control"
        >
          <Logo />
        </Link>
        <div>{pill}</div>
        <nav aria-label={t("header.main")} className="flex items-center gap-1 justify-self-end print:hidden">
          {nav && viewer ? (
            <GuestNav />
          ) : (
            <>
              <Link
                href={viewer?.isHost ? routes.hosting.today() : routes.hostYourPlace()}
                className="hidden h-10 items-center rounded-control px-3 font-medium hovered:bg-hover lg:inline-flex"
              >
                {t(viewer?.isHost ? "header.hosting" : "header.hostYourPlace")}
              </Link>
              <PreferencesMenu currency={currency} />
            </>
          )}
          <span className="-me-0.5 ps-1">
            <AccountMenu viewer={viewer} />
          </span>
        </nav>
      </div>
    </header>
  );
}
