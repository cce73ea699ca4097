import Link from "next/link";
import { classNames } from "./class-names";
import { bar, tab, tabHere } from "./tabs-look";
import { useFigures } from "./use-figures";

export type LinkTabsProps = {
  label: string;
  tabs: readonly { href: string; label: string; count?: number; here?: boolean }[];
};

/** The same look for links: sections of a page, or pages beside each other. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  const figures = useFigures();
  return (
    <nav aria-label={label} className={bar}>
      {tabs.map((one) => (
        <Link
          key={one.href}
          href={one.href}
          aria-current={one.here ? (one.href.startsWith("#") ? "true" : "page") : undefined}
          className={classNames(tab, one.here && tabHere)}
        >
          {one.label}
          {one.count === undefined ? null : <span className="tabular-nums">{figures.format(one.count)}</span>}
        </Link>
      ))}
    </nav>
  );
}
