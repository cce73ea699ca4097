"use client";
import { ArrowLeft, Search, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "../badge";
import { classNames } from "../class-names";

export type SearchPillProps = {
  /** Chosen place, or undefined for anywhere. */
  where?: string | undefined;
  /** "Thu 14 – Sun 17 May", or undefined for any dates. */
  when?: string | undefined;
  /** "2 guests" */
  who: string;
  isOpen?: boolean;
  /** Which part was pressed, to put the focus there. */
  onOpen: (part: SearchPart) => void;
};

export type SearchPart = "where" | "when" | "who";

/** Where, when, who in one line of the header; opens `SearchPanel` under it. */
export function SearchPill({ where, when, who, isOpen, onOpen }: SearchPillProps) {
  const t = useTranslations("ui.search");
  const part =
    "relative h-full cursor-pointer whitespace-nowrap px-4 font-medium not-first:before:absolute not-first:before:inset-y-3.5 not-first:before:start-0 not-first:before:w-px not-first:before:bg-line hovered:text-moss-ink";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex row in every browser
    <div
      role="group"
      aria-label={t("open")}
      className={classNames(
        "flex h-12 items-center rounded-panel border bg-surface pe-1.5",
        isOpen ? "border-ink" : "border-edge",
      )}
    >
      <button type="button" aria-expanded={Boolean(isOpen)} onClick={() => onOpen("where")} className={part}>
        <span className="sr-only">{t("where")}: </span>
        {where ?? t("anywhere")}
      </button>
      <button
        type="button"
        aria-expanded={Boolean(isOpen)}
        onClick={() => onOpen("when")}
        className={classNames(part, "tabular-nums")}
      >
        <span className="sr-only">{t("when")}: </span>
        {when ?? t("anyDates")}
      </button>
      <button
        type="button"
        aria-expanded={Boolean(isOpen)}
        onClick={() => onOpen("who")}
        className={classNames(part, "tabular-nums", !isOpen && "text-ink-2")}
      >
        <span className="sr-only">{t("who")}: </span>
        {who}
      </button>
      <button
        type="button"
        aria-label={t("searchNow")}
        onClick={() => onOpen("where")}
        className="grid size-9 cursor-pointer place-items-center rounded-control bg-moss text-on-moss hovered:bg-moss-hover"
      >
        <Search size={17} strokeWidth={2.2} aria-hidden="true" />
      </button>
    </div>
  );
}

export type PhonePillProps = Omit<SearchPillProps, "isOpen" | "onOpen"> & {
  backHref: string;
  backLabel: string;
  onOpen: () => void;
  /** Filters on the end side, with how many are on. */
  filterCount?: number;
  filterLabel?: string;
  onFilters?: () => void;
};

/** The same on a phone: back, two lines, filters. */
export function PhonePill(props: PhonePillProps) {
  const { where, when, who, backHref, backLabel, onOpen, filterCount = 0, filterLabel, onFilters } = props;
  const t = useTranslations("ui.search");
  return (
    <div className="flex h-14 items-center gap-1 rounded-[16px] border border-edge bg-surface ps-1.5 pe-1.5">
      <Link
        href={backHref}
        aria-label={backLabel}
        className="grid size-11 place-items-center rounded-control"
      >
        <ArrowLeft size={20} aria-hidden="true" className="rtl:-scale-x-100" />
      </Link>
      <button type="button" onClick={onOpen} className="h-full min-w-0 flex-1 cursor-pointer text-start">
        <span className="sr-only">{t("open")}: </span>
        <span className="block truncate font-semibold">{where ?? t("anywhere")}</span>
        <span className="block truncate text-ink-2 tabular-nums">
          {when ?? t("anyDates")} · {who}
        </span>
      </button>
      {onFilters ? (
        <button
          type="button"
          aria-label={filterLabel}
          onClick={onFilters}
          className={classNames(
            "relative grid size-11 cursor-pointer place-items-center rounded-[12px]",
            filterCount > 0 ? "bg-moss-tint text-moss-ink" : "hovered:bg-hover",
          )}
        >
          <SlidersHorizontal size={19} strokeWidth={2} aria-hidden="true" />
          <Badge count={filterCount} label="" tone="moss" className="absolute -end-0.75 -top-0.75" />
        </button>
      ) : null}
    </div>
  );
}
