"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Badge } from "../badge";
import { classNames } from "../class-names";

export type Tab = {
  href: string;
  label: string;
  icon: ReactNode;
  count?: number;
  countLabel?: string;
  /** Matches this path only, not those below it. */
  exact?: boolean;
};

/**
 * The bar at the bottom of a phone. Gone from 768 px, and on pages that have a bar of their own with the one
 * thing to do there (`hiddenOn` holds the beginnings of their paths).
 */
export function TabBar({
  label,
  tabs,
  hiddenOn = [],
}: {
  label: string;
  tabs: readonly Tab[];
  hiddenOn?: readonly string[];
}) {
  const path = usePathname();
  if (hiddenOn.some((beginning) => path.startsWith(beginning))) return null;
  return (
    <>
      <div className="h-21 md:hidden print:hidden" aria-hidden="true" />
      <nav
        aria-label={label}
        className="fixed inset-x-0 bottom-0 z-40 flex print:hidden border-line border-t bg-surface pb-[max(env(safe-area-inset-bottom),0.5rem)] md:hidden"
      >
        {tabs.map((tab) => {
          const here = tab.exact ? path === tab.href : path.startsWith(tab.href);
          return (
            <Link
              key={tab.href}
              href={tab.href}
              aria-current={here ? "page" : undefined}
              className={classNames(
                "relative flex h-16 flex-1 flex-col items-center justify-center gap-0.75 text-xs",
                here ? "font-semibold text-moss-ink" : "font-medium text-ink-3",
              )}
            >
              <span className="relative">
                {tab.icon}
                <Badge
                  count={tab.count ?? 0}
                  label={tab.countLabel ?? ""}
                  className="absolute -end-2.5 -top-1.5"
                />
              </span>
              {tab.label}
            </Link>
          );
        })}
      </nav>
    </>
  );
}
