"use client";
import { Heart as HeartIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "./class-names";

export type HeartProps = {
  saved: boolean;
  /** The home's title, so that ten hearts on a page do not all say "Save". */
  title: string;
  onToggle?: ((saved: boolean) => void) | undefined;
  /** A disc on a card; a square beside other buttons of a phone's picture. */
  look?: "disc" | "square";
  className?: string;
};

/** Saves a home. A 34 px disc in a 44 px target; clay and filled when saved. */
export function Heart({ saved, title, onToggle, look = "disc", className }: HeartProps) {
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
      className={classNames(
        "grid size-11 cursor-pointer place-items-center",
        look === "square" && "rounded-panel bg-surface/94",
        className,
      )}
    >
      <span
        className={classNames(
          "grid size-8.5 place-items-center rounded-full transition-transform duration-120 in-[button:active]:scale-90",
          look === "disc" && "bg-surface/94",
          saved ? "text-clay" : "text-ink",
        )}
      >
        <HeartIcon size={18} strokeWidth={2} className={saved ? "fill-current" : ""} aria-hidden="true" />
      </span>
    </button>
  );
}
