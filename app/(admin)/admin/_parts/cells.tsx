import Link from "next/link";
import { useLocale } from "next-intl";
import { routes } from "@/app/_routes";
import { Avatar } from "@/app/_ui/avatar";
import { dateIn, formatDate } from "@/app/_ui/format/dates";
import { formatCount, shortId } from "@/app/_ui/format/figures";
import { Instant } from "@/app/_ui/instant";

/** An id in monospace, cut short; whole on hover and for those who read by ear. */
export function IdText({ id, href }: { id: string; href?: string }) {
  const text = shortId(id);
  return href ? (
    <Link href={href} title={id} className="link font-mono text-xs">
      {text}
    </Link>
  ) : (
    <span title={id} className="font-mono text-xs">
      {text}
    </span>
  );
}

/** Somebody by face and name, leading to their page. */
export function PersonCell({ id, name }: { id: string; name: string }) {
  return (
    <Link href={routes.admin.person(id)} className="flex items-center gap-2.5 hovered:link">
      <Avatar id={id} name={name} size="small" />
      {name}
    </Link>
  );
}

/** A home by its title, leading to its page. */
export function ListingCell({ id, title }: { id: string; title: string }) {
  return (
    <Link href={routes.admin.listing(id)} className="block hovered:link md:max-w-70 md:truncate">
      {title || shortId(id)}
    </Link>
  );
}

/** A day of a list of the whole market, with its year: for what lies far back. */
export function UtcDay({ at }: { at: Date | null }) {
  const locale = useLocale();
  if (!at) return <>–</>;
  const iso = at.toISOString();
  return (
    <time dateTime={iso} className="text-ink-2">
      {formatDate(dateIn(iso, "UTC"), locale, { weekday: false, year: true })}
    </time>
  );
}

/** An instant of a list of the whole market: in UTC, with its seconds not shown. */
export function UtcInstant({ at }: { at: Date | null }) {
  return at ? <Instant at={at.toISOString()} zone="UTC" weekday={false} className="text-ink-2" /> : <>–</>;
}

const CENTI = 100;
const RATING_DIGITS = 2;

/** "4.98 (368)": a home's mean rating and the reviews behind it; a dash before the first. */
export function RatingText({
  ratingCenti,
  reviewCount,
}: {
  ratingCenti: number | null;
  reviewCount: number;
}) {
  const locale = useLocale();
  if (ratingCenti === null) return "–";
  return `${(ratingCenti / CENTI).toFixed(RATING_DIGITS)} (${formatCount(reviewCount, locale)})`;
}
