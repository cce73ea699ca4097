"use client";
import { CalendarDays, ChartNoAxesCombined, House, Luggage, Plus, Sun } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { classNames } from "../class-names";
import { LinkButton } from "../link-button";
import { Logo } from "../logo";
import { AccountMenu } from "./account-menu";
import { TabBar } from "./tab-bar";
import type { Viewer } from "./viewer";

/** The host's header: five tabs on a wide page; on a phone logo and person here, the tabs at the bottom. */
export function HostHeader({ viewer }: { viewer: Viewer | undefined }) {
  const t = useTranslations("ui.hosting");
  const path = usePathname();
  const tabs = [
    { href: routes.hosting.today(), label: t("today") },
    { href: routes.hosting.calendar(), label: t("calendar") },
    { href: routes.hosting.listings(), label: t("listings") },
    { href: routes.hosting.bookings(), label: t("bookings") },
    { href: routes.hosting.performance(), label: t("performance") },
  ];
  return (
    <header className="border-line border-b bg-paper">
      <div className="flex h-16 items-center px-4 md:px-8">
        <Link href={routes.hosting.today()} aria-label={t("home")} className="rounded-control">
          <Logo />
        </Link>
        <nav
          aria-label={t("label")}
          className="scroll-row ms-3 hidden flex-1 items-center gap-1 py-1 md:flex xl:ms-10"
        >
          {tabs.map((tab) => {
            const here = tab.href === routes.hosting.today() ? path === tab.href : path.startsWith(tab.href);
            return (
              <Link
                key={tab.href}
                href={tab.href}
                aria-current={here ? "page" : undefined}
                className={classNames(
                  "inline-flex h-10 shrink-0 items-center gap-2 rounded-control px-3",
                  here ? "bg-sunk-2 font-semibold" : "font-medium text-ink-2 hovered:bg-hover",
                )}
              >
                {tab.label}
              </Link>
            );
          })}
        </nav>
        <div className="ms-auto flex items-center gap-1">
          <LinkButton
            href={routes.hostYourPlace()}
            size="small"
            icon={<Plus size={16} strokeWidth={2} aria-hidden="true" />}
            className="hidden! lg:inline-flex!"
          >
            {t("newListing")}
          </LinkButton>
          <AccountMenu viewer={viewer} />
        </div>
      </div>
    </header>
  );
}

/** Today, Calendar, Listings, Bookings, and Performance by a word that fits, at the bottom of a host's phone. */
export function HostTabs() {
  const t = useTranslations("ui.hosting");
  return (
    <TabBar
      label={t("label")}
      tabs={[
        {
          href: routes.hosting.today(),
          label: t("today"),
          icon: <Sun size={22} strokeWidth={1.75} aria-hidden="true" />,
          exact: true,
        },
        {
          href: routes.hosting.calendar(),
          label: t("calendar"),
          icon: <CalendarDays size={22} strokeWidth={1.75} aria-hidden="true" />,
        },
        {
          href: routes.hosting.listings(),
          label: t("listings"),
          icon: <House size={22} strokeWidth={1.75} aria-hidden="true" />,
        },
        {
          href: routes.hosting.bookings(),
          label: t("bookings"),
          icon: <Luggage size={22} strokeWidth={1.75} aria-hidden="true" />,
        },
        {
          href: routes.hosting.performance(),
          label: t("figures"),
          icon: <ChartNoAxesCombined size={22} strokeWidth={1.75} aria-hidden="true" />,
        },
      ]}
    />
  );
}
