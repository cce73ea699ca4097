import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

export type WayOnProps = { href: string; icon?: ReactNode; label: ReactNode; end?: ReactNode };

/** One way out of an empty or refused page, with what it leads to: "Without the $700 limit · 4 homes". */
export function WayOn({ href, icon, label, end }: WayOnProps) {
  return (
    <Link
      href={href}
      className="flex min-h-12 w-full items-center gap-3 border-line border-t py-1 first:border-0 hovered:bg-hover"
    >
      {icon}
      <span className="min-w-0 flex-1 font-medium">{label}</span>
      {end ? <span className="text-ink-2 tabular-nums">{end}</span> : null}
      <ChevronRight size={16} aria-hidden="true" className="rtl:-scale-x-100" />
    </Link>
  );
}
