"use client";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { routes } from "@/app/_routes";
import { Kbd } from "../kbd";
import { useShortcuts } from "../use-shortcuts";

/** The operator's top bar: search for anything by id, name or title (`/`), and what the page puts at its end. */
export function AdminBar({ children, query }: { children?: ReactNode; query?: string }) {
  const t = useTranslations("ui.admin");
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({ "/": () => field.current?.focus() });
  return (
    <header className="flex min-h-14 flex-wrap items-center gap-3 border-line border-b px-4 py-2 md:px-6">
      <search className="w-full sm:w-auto">
        <form
          action={routes.admin.search()}
          className="flex h-11 w-full items-center gap-2.5 rounded-control border border-edge bg-surface ps-3 pe-2 text-ink-3 focus-within:outline-2 focus-within:outline-focus focus-within:-outline-offset-1 sm:h-9 sm:w-105"
        >
          <Search size={16} aria-hidden="true" className="shrink-0" />
          <input
            ref={field}
            type="search"
            name="q"
            defaultValue={query}
            aria-label={t("find")}
            placeholder={t("find")}
            onKeyDown={(event) => {
              if (event.key === "Escape") event.currentTarget.blur();
            }}
            className="min-w-0 flex-1 self-stretch bg-transparent text-ink outline-none focus-visible:outline-none"
          />
          <Kbd>/</Kbd>
        </form>
      </search>
      <div className="ms-auto flex items-center gap-3">{children}</div>
    </header>
  );
}
