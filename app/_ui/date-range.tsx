import { useLocale } from "next-intl";
import { type DateStyle, formatDate, formatDateRange } from "./format/dates";

export type DateRangeProps = { from: string; to?: string | undefined; className?: string } & DateStyle;

/** A date or a range with weekdays: "Thu 14 – Sun 17 May". */
export function DateRange({ from, to, className, ...style }: DateRangeProps) {
  const locale = useLocale();
  return (
    <time dateTime={to ? `${from}/${to}` : from} className={className}>
      {to ? formatDateRange(from, to, locale, style) : formatDate(from, locale, style)}
    </time>
  );
}
