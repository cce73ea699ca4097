"use client";
import { Heart as HeartIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "./class-names";

export type HeartProps = {
  saved: boolean;
  /** The home's title, so that ten hearts on a page do not all say "Save". */
  title: string;
  onToggle?: ((saved: boolean) => void) | undefined;
  className?: string;
};

/** Saves a home. A 34 px disc in a 44 px target; clay and filled when saved. */
export function Heart({ saved, title, onToggle, className }: HeartProps) {
  const t = useTranslations("ui");
  return (
    <button
      type="button"
      aria-pressed={saved}
      aria-label={t("heart.save", { title })}
      onClick={(event) => {
        event.preventDefault();
        onToggle?.(!saved);
      }}
      className={classNames("grid size-11 cursor-pointer place-items-center", className)}
    >
      <span
        className={classNames(
          "grid size-8.5 place-items-center rounded-full bg-surface/94 transition-transform duration-120 in-[button:active]:scale-90",
          saved ? "text-clay" : "text-ink",
        )}
      >
        <HeartIcon size={18} strokeWidth={2} className={saved ? "fill-current" : ""} aria-hidden="true" />
      </span>
    </button>
  );
}
