import Link from "next/link";
import { Avatar } from "@/app/_ui/avatar";
import { Instant } from "@/app/_ui/instant";
import { shortId } from "./figures";

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

export function PersonCell({ id, name }: { id: string; name: string }) {
  return (
    <span className="flex items-center gap-2.5">
      <Avatar id={id} name={name} size="small" />
      {name}
    </span>
  );
}

/** An instant of a list of the whole market: in UTC, with its seconds not shown. */
export function UtcInstant({ at }: { at: Date | null }) {
  return at ? <Instant at={at.toISOString()} zone="UTC" weekday={false} className="text-ink-2" /> : <>–</>;
}
