import type { ReactNode } from "react";
import { classNames } from "@/app/_ui/class-names";

type PanelProps = {
  title: ReactNode;
  note?: ReactNode;
  end?: ReactNode;
  children: ReactNode;
  /** Content to the edges: tables and lists. */
  flush?: boolean;
  className?: string;
};

/** A titled box of a page of figures and lists. */
export function Panel({ title, note, end, children, flush, className }: PanelProps) {
  return (
    <section className={classNames("min-w-0 rounded-panel border border-line bg-surface", className)}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 pt-3.5 pb-2.5">
        <div>
          <h2 className="font-semibold">{title}</h2>
          {note ? <p className="text-ink-3 text-xs">{note}</p> : null}
        </div>
        {end}
      </div>
      <div className={flush ? "" : "px-4 pb-4"}>{children}</div>
    </section>
  );
}

/** Label and value, a line each. */
export function Facts({ facts }: { facts: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="grid gap-2">
      {facts.map((fact) => (
        <div key={fact.label} className="flex items-baseline justify-between gap-4">
          <dt className="shrink-0 text-ink-2">{fact.label}</dt>
          <dd className="min-w-0 break-words text-end font-medium tabular-nums [&_time]:text-ink">
            {fact.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
