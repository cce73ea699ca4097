"use client";
import {
  Activity,
  CalendarCheck,
  ChartNoAxesCombined,
  Gauge,
  House,
  Landmark,
  type LucideIcon,
  ScrollText,
  Send,
  Sparkles,
  Users,
  Webhook,
} from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { Avatar } from "../avatar";
import { classNames } from "../class-names";
import { Kbd } from "../kbd";
import { Logo } from "../logo";
import { Tag } from "../tag";
import { useHereInSight } from "../use-here-in-sight";
import { useShortcuts } from "../use-shortcuts";
import type { Viewer } from "./viewer";

type Section =
  | "overview"
  | "analytics"
  | "bookings"
  | "listings"
  | "people"
  | "money"
  | "events"
  | "models"
  | "notifications"
  | "integrations"
  | "audit";

const sections: readonly { id: Section; href: string; icon: LucideIcon; keys: string }[] = [
  { id: "overview", href: routes.admin.overview(), icon: Gauge, keys: "g o" },
  { id: "analytics", href: routes.admin.analytics(), icon: ChartNoAxesCombined, keys: "g y" },
  { id: "bookings", href: routes.admin.bookings(), icon: CalendarCheck, keys: "g b" },
  { id: "listings", href: routes.admin.listings(), icon: House, keys: "g l" },
  { id: "people", href: routes.admin.people(), icon: Users, keys: "g p" },
  { id: "money", href: routes.admin.money(), icon: Landmark, keys: "g m" },
  { id: "events", href: routes.admin.events(), icon: Activity, keys: "g e" },
  { id: "models", href: routes.admin.models(), icon: Sparkles, keys: "g d" },
  { id: "notifications", href: routes.admin.notifications(), icon: Send, keys: "g n" },
  { id: "integrations", href: routes.admin.integrations(), icon: Webhook, keys: "g i" },
  { id: "audit", href: routes.admin.audit(), icon: ScrollText, keys: "g a" },
];

export type AdminSidebarProps = {
  viewer: Viewer | undefined;
  /** Name of the market: "Albany". */
  market: string;
  /** What waits for the operator, by section; red when something is broken, amber when it waits. */
  waiting?: Partial<Record<Section, { count: number; tone: "red" | "amber" }>>;
};

/** The operator's side bar; on a narrow screen a row that scrolls. `g` and a letter goes anywhere. */
export function AdminSidebar({ viewer, market, waiting = {} }: AdminSidebarProps) {
  const t = useTranslations("ui.admin");
  const path = usePathname();
  const router = useRouter();
  useShortcuts(
    Object.fromEntries(sections.map((section) => [section.keys, () => router.push(section.href)])),
  );
  const nav = useHereInSight<HTMLElement>(path);
  return (
    <aside className="flex flex-col gap-0.5 border-line bg-sunk px-3 py-3 max-lg:border-b lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto lg:border-e lg:py-4">
      <div className="flex items-center justify-between px-2 pb-2 lg:pt-1 lg:pb-4">
        <Link href={routes.admin.overview()} aria-label={t("home")} className="rounded-control">
          <Logo size="small" />
        </Link>
        <Tag>{market}</Tag>
      </div>
      <nav ref={nav} aria-label={t("label")} className="scroll-row gap-0.5 lg:flex-col lg:overflow-visible">
        {sections.map((section) => {
          const here =
            section.href === routes.admin.overview() ? path === section.href : path.startsWith(section.href);
          const waits = waiting[section.id];
          return (
            <Link
              key={section.id}
              href={section.href}
              aria-current={here ? "page" : undefined}
              className={classNames(
                "flex h-11 shrink-0 items-center gap-2.5 rounded-small px-2.5 font-medium lg:h-8.5",
                here ? "bg-sunk-2 text-ink" : "text-ink-2 hovered:bg-hover",
              )}
            >
              <section.icon size={17} strokeWidth={1.75} aria-hidden="true" />
              {t(section.id)}
              {waits && waits.count > 0 ? (
                <span
                  className={classNames(
                    "ms-auto font-semibold text-xs tabular-nums",
                    waits.tone === "red" ? "text-red-ink" : "text-amber-ink",
                  )}
                >
                  <span className="sr-only">{t("waiting")} </span>
                  {waits.count}
                </span>
              ) : (
                <span className="ms-auto hidden lg:block" aria-hidden="true">
                  <Kbd quiet>{section.keys}</Kbd>
                </span>
              )}
            </Link>
          );
        })}
      </nav>
      {viewer ? (
        <div className="mt-auto hidden items-center gap-2.5 p-2.5 text-xs lg:flex">
          <Avatar id={viewer.id} name={viewer.firstName} size="small" />
          <div>
            <div className="font-semibold">{viewer.firstName}</div>
            <span className="text-ink-3">{t("operator")}</span>
          </div>
        </div>
      ) : null}
    </aside>
  );
}
