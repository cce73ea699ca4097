"use client";
import Link from "next/link";
import { useLocale } from "next-intl";
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { classNames } from "./class-names";

const bar = "scroll-row gap-6 border-line border-b";
const tab =
  "relative inline-flex h-11 shrink-0 cursor-pointer items-center gap-1.5 whitespace-nowrap font-medium text-ink-2 after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 hovered:text-ink";
const tabHere = "font-semibold text-ink after:bg-moss";

/** Digits stay Latin, as prices do. */
function useFigures(): Intl.NumberFormat {
  const locale = useLocale();
  return new Intl.NumberFormat(`${locale === "en" ? "en-US" : locale}-u-nu-latn`);
}

export type TabsProps = {
  label: string;
  tabs: readonly { id: string; label: string; count?: number; content: ReactNode }[];
  /** The one open at first; the first without it. */
  initial?: string;
};

/** Parts of one thing, one in sight at a time. Arrow keys move; all parts are in the page, so that it can be searched. */
export function Tabs({ label, tabs, initial }: TabsProps) {
  const base = useId();
  const figures = useFigures();
  const [chosen, setChosen] = useState(initial ?? tabs[0]?.id);
  const list = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent<HTMLDivElement>) => {
    const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const by = event.key === forward ? 1 : event.key === backward ? -1 : 0;
    if (by === 0) return;
    const next = tabs[(tabs.findIndex((one) => one.id === chosen) + by + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    setChosen(next.id);
    list.current?.querySelector<HTMLButtonElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} className={bar} onKeyDown={step}>
        {tabs.map((one) => (
          <button
            key={one.id}
            type="button"
            role="tab"
            id={`${base}-${one.id}`}
            data-tab={one.id}
            aria-selected={one.id === chosen}
            aria-controls={`${base}-${one.id}-panel`}
            tabIndex={one.id === chosen ? 0 : -1}
            onClick={() => setChosen(one.id)}
            className={classNames(tab, one.id === chosen && tabHere)}
          >
            {one.label}
            {one.count === undefined ? null : (
              <span className="tabular-nums">{figures.format(one.count)}</span>
            )}
          </button>
        ))}
      </div>
      {tabs.map((one) => (
        <div
          key={one.id}
          role="tabpanel"
          id={`${base}-${one.id}-panel`}
          aria-labelledby={`${base}-${one.id}`}
          hidden={one.id !== chosen}
          className="pt-4"
        >
          {one.content}
        </div>
      ))}
    </div>
  );
}

export type LinkTabsProps = {
  label: string;
  tabs: readonly { href: string; label: string; count?: number; here?: boolean }[];
};

/** The same look for links: sections of a page, or pages beside each other. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  const figures = useFigures();
  return (
    <nav aria-label={label} className={bar}>
      {tabs.map((one) => (
        <Link
          key={one.href}
          href={one.href}
          aria-current={one.here ? (one.href.startsWith("#") ? "true" : "page") : undefined}
          className={classNames(tab, one.here && tabHere)}
        >
          {one.label}
          {one.count === undefined ? null : <span className="tabular-nums">{figures.format(one.count)}</span>}
        </Link>
      ))}
    </nav>
  );
}
