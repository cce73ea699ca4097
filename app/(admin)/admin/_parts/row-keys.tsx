"use client";
import { type ReactNode, useRef } from "react";
import { useShortcuts } from "@/app/_ui/use-shortcuts";

/** Around a page: `j` and `k` move the focus from row to row of its lists, Enter opens as on any link. */
export function RowKeys({ children }: { children: ReactNode }) {
  const page = useRef<HTMLDivElement>(null);
  const move = (by: number) => {
    const found = page.current?.querySelectorAll<HTMLElement>("[data-row-link] a, a[data-row-link]") ?? [];
    // Parts of a page behind another tab are there and cannot be seen.
    const links = [...found].filter((link) => link.offsetParent !== null);
    const here = document.activeElement;
    const row = here?.closest("tr, li");
    const at = links.findIndex((link) => link === here || (row && link.closest("tr, li") === row));
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by));
    links[next]?.focus();
  };
  useShortcuts({ j: () => move(1), k: () => move(-1) });
  return (
    <div ref={page} className="min-w-0">
      {children}
    </div>
  );
}
