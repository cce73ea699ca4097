import Link from "next/link";
import { useLocale } from "next-intl";
import { classNames } from "./class-names";
import { formatCount } from "./format/figures";

type ChipLink = { href: string; label: string; count?: number; here: boolean };

/** One of a few filters, each an address. */
export function ChipLinks({ label, chips }: { label: string; chips: readonly ChipLink[] }) {
  const locale = useLocale();
  return (
    <nav aria-label={label} className="scroll-row gap-2 md:flex-wrap md:overflow-visible">
      {chips.map((chip) => (
        <Link
          key={chip.href}
          href={chip.href}
          aria-current={chip.here ? "true" : undefined}
          className={classNames(
            "hit-44 inline-flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-control border px-3.25 font-medium tabular-nums hovered:bg-hover",
            chip.here ? "border-moss bg-moss-tint text-moss-ink" : "border-edge bg-surface text-ink",
          )}
        >
          {chip.label}
          {chip.count === undefined ? null : (
            <span className={classNames("font-normal", chip.here ? "text-moss-ink" : "text-ink-3")}>
              {formatCount(chip.count, locale)}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
