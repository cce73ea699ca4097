"use client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { routes } from "@/app/_routes";
import { LinkButton } from "@/app/_ui/link-button";

type Props = {
  title: string;
  earlier: string;
  later: string;
  today: string;
  all: boolean;
  oneHref?: string | undefined;
};

/** Above the board: one home or all, earlier and later, and what the colours mean. */
export function CalendarBar({ title, earlier, later, today, all, oneHref }: Props) {
  const t = useTranslations("hosting.calendar");
  const arrow = "grid size-11 place-items-center rounded-control hovered:bg-hover";
  const half =
    "flex h-9 items-center rounded-[8px] px-3 font-medium aria-[current]:bg-surface aria-[current]:shadow-raised";
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b px-4 py-2.5 md:px-8">
      <nav aria-label={t("title")} className="flex rounded-control bg-sunk-2 p-1">
        <Link href={oneHref ?? "#"} aria-current={all ? undefined : "page"} className={half}>
          {t("one")}
        </Link>
        <Link href={routes.hosting.calendar()} aria-current={all ? "page" : undefined} className={half}>
          {t("all")}
        </Link>
      </nav>
      <div className="flex items-center gap-2">
        <Link href={earlier} aria-label={t("earlier")} className={arrow}>
          <ChevronLeft size={18} aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
        <h1 className="title-lg tabular-nums">{title}</h1>
        <Link href={later} aria-label={t("later")} className={arrow}>
          <ChevronRight size={18} aria-hidden="true" className="rtl:-scale-x-100" />
        </Link>
      </div>
      <LinkButton size="small" href={today}>
        {t("today")}
      </LinkButton>
      <ul className="ms-auto flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-xs">
        {(["booked", "held", "blocked"] as const).map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <span aria-hidden="true" className={`h-3.5 w-5 rounded-[4px] ${swatches[state]}`} />
            {t(`legend.${state}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

const swatches = {
  booked: "bg-moss-tint-2",
  held: "bg-surface shadow-[inset_0_0_0_1.5px_var(--color-ink)]",
  blocked: "hatched",
};
