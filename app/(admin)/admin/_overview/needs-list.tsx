import Link from "next/link";
import { classNames } from "@/app/_ui/class-names";

export type NeedRow = {
  id: string;
  tone: "bad" | "warn" | "info";
  toneWord: string;
  title: string;
  note: string;
  mark: string;
  href: string;
};

const dots = { bad: "bg-red", warn: "bg-amber", info: "bg-blue" };

/** What waits for the operator. The page's `j` and `k` move from row to row. */
export function NeedsList({ rows }: { rows: readonly NeedRow[] }) {
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className="border-line border-t">
          <Link
            href={row.href}
            data-row-link
            className="flex min-h-11 items-center gap-3 px-4 py-2 hovered:bg-hover focus-visible:bg-moss-tint focus-visible:-outline-offset-2"
          >
            <span aria-hidden="true" className={classNames("size-2 shrink-0 rounded-full", dots[row.tone])} />
            <span className="min-w-0 flex-1 font-medium">
              <span className="sr-only">{row.toneWord} </span>
              {row.title}
            </span>
            {row.note ? <span className="text-end text-ink-3 text-xs">{row.note}</span> : null}
            {row.mark ? (
              <span className="shrink-0 font-mono text-xs underline max-sm:hidden">{row.mark}</span>
            ) : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
