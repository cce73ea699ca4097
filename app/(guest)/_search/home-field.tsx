"use client";
import { ArrowRight, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import type { SearchPart } from "@/app/_ui/search/search-pill";

type Props = {
  where: string | undefined;
  when: string | undefined;
  who: string;
  onOpen: (part: SearchPart) => void;
  onSearch: () => void;
};

/** The first page's one big field: three parts and the button; on a phone one press. */
export function HomeField({ where, when, who, onOpen, onSearch }: Props) {
  const t = useTranslations("ui.search");
  const parts = [
    { part: "where", value: where ?? t("anywhere") },
    { part: "when", value: when ?? t("anyDates") },
    { part: "who", value: who },
  ] as const;
  return (
    <>
      <div className="hidden grid-cols-[1.35fr_1.25fr_1fr_auto] items-center rounded-card bg-surface p-2.5 shadow-lifted md:grid">
        {parts.map(({ part, value }) => (
          <button
            key={part}
            type="button"
            onClick={() => onOpen(part)}
            className="relative cursor-pointer rounded-[12px] px-5 py-3 text-start not-first:before:absolute not-first:before:inset-y-3 not-first:before:start-0 not-first:before:w-px not-first:before:bg-line hovered:bg-hover"
          >
            <span className="mb-0.5 block font-semibold text-ink-2 text-xs">{t(part)}</span>
            <span className="block truncate font-medium text-base tabular-nums">{value}</span>
          </button>
        ))}
        <Button
          look="primary"
          size="large"
          className="h-15 rounded-[12px] px-7"
          icon={<Search size={20} strokeWidth={2} aria-hidden="true" />}
          onClick={onSearch}
        >
          {t("find")}
        </Button>
      </div>
      <button
        type="button"
        onClick={() => onOpen("where")}
        className="flex h-16 w-full cursor-pointer items-center gap-3.5 rounded-card border border-line bg-surface ps-4.5 pe-2.5 text-start shadow-raised md:hidden"
      >
        <Search size={22} strokeWidth={2} aria-hidden="true" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold text-base leading-5.5">{t("whereTo")}</span>
          <span className="block truncate text-ink-2 tabular-nums">
            {[where ?? t("anywhere"), when ?? t("anyDates"), who].join(" · ")}
          </span>
        </span>
        <span
          aria-hidden="true"
          className="grid size-11 place-items-center rounded-[12px] bg-moss text-on-moss"
        >
          <ArrowRight size={20} strokeWidth={2} className="rtl:-scale-x-100" />
        </span>
      </button>
    </>
  );
}
