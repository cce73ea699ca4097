"use client";
import Link from "next/link";
import { useRef } from "react";
import { classNames } from "@/app/_ui/class-names";
import { useShortcuts } from "@/app/_ui/use-shortcuts";

export type NeedRow = {
  id: string;
  tone: "bad" | "warn" | "info";
  toneWord: string;
  title: string;
  note: string;
  mark: string;
  href: string;
};

const dots = { bad: "bg-red", warn: "bg-amber", info: "bg-blue" };

/** What waits for the operator. `j` and `k` move the focus from row to row, Enter opens as on any link. */
export function NeedsList({ rows }: { rows: readonly NeedRow[] }) {
  const list = useRef<HTMLUListElement>(null);
  const move = (by: number) => {
    const links: HTMLElement[] = [...(list.current?.querySelectorAll("a") ?? [])];
    const here = document.activeElement;
    const at = here instanceof HTMLElement ? links.indexOf(here) : -1;
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by));
    links[next]?.focus();
  };
  useShortcuts({ j: () => move(1), k: () => move(-1) });
  return (
    <ul ref={list}>
      {rows.map((row) => (
        <li key={row.id} className="border-line border-t">
          <Link
            href={row.href}
            className="flex min-h-11 items-center gap-3 px-4 py-2 hovered:bg-hover focus-visible:bg-moss-tint focus-visible:-outline-offset-2"
          >
            <span aria-hidden="true" className={classNames("size-2 shrink-0 rounded-full", dots[row.tone])} />
            <span className="min-w-0 flex-1 font-medium">
              <span className="sr-only">{row.toneWord} </span>
              {row.title}
            </span>
            {row.note ? <span className="text-end text-ink-3 text-xs">{row.note}</span> : null}
            {row.mark ? (
              <span className="shrink-0 font-mono text-xs underline max-sm:hidden">{row.mark}</span>
            ) : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
