import { useLocale } from "next-intl";
import { type DateStyle, formatInstant, formatTime } from "./format/dates";

export type InstantProps = {
  /** ISO 8601. */
  at: string;
  /** IANA zone it is shown in: the listing's own. */
  zone: string;
  /** Without the zone's name, where a heading already names it. */
  withZone?: boolean;
  timeOnly?: boolean;
  className?: string;
} & DateStyle;

/** A moment with its zone: "Sat 9 May, 3:00 pm EDT". */
export function Instant({ at, zone, withZone = true, timeOnly, className, ...style }: InstantProps) {
  const locale = useLocale();
  return (
    <time dateTime={at} className={className}>
      {timeOnly
        ? formatTime(at, locale, zone, withZone)
        : formatInstant(at, locale, zone, { ...style, withZone })}
    </time>
  );
}
