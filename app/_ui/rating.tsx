import { Star } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "./class-names";

export type RatingProps = {
  /** Out of 5, or null before the first review. */
  value: number | null;
  reviewCount: number;
  className?: string;
};

/** Star, figure with two decimals, count in brackets; "New" before the first review. */
export function Rating({ value, reviewCount, className }: RatingProps) {
  const t = useTranslations("ui");
  const base = "inline-flex items-center gap-1 whitespace-nowrap font-medium tabular-nums";
  if (value === null || reviewCount === 0)
    return <span className={classNames(base, className)}>{t("rating.new")}</span>;
  return (
    <span className={classNames(base, className)}>
      <Star size={14} strokeWidth={1.75} className="fill-current" aria-hidden="true" />
      <span className="sr-only">{t("rating.label", { value: value.toFixed(2), count: reviewCount })}</span>
      <span aria-hidden="true">
        <bdi>{value.toFixed(2)}</bdi> <bdi className="font-normal text-ink-3">({reviewCount})</bdi>
      </span>
    </span>
  );
}
