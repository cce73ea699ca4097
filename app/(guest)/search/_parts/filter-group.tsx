import type { ReactNode } from "react";

/** Filters of one kind under their title; a hairline parts them from the next. */
export function Group({
  title,
  end,
  children,
}: {
  title: string;
  end?: string | undefined;
  children: ReactNode;
}) {
  return (
    <fieldset className="relative border-line not-last:border-b not-last:pb-6">
      <legend className="mb-2 float-start w-full font-semibold text-base">{title}</legend>
      {end ? <span className="absolute end-0 top-0.5 text-ink-2 tabular-nums">{end}</span> : null}
      <div className="clear-both">{children}</div>
    </fieldset>
  );
}

/** A filter with how many homes it would leave; a plus where the count stopped before its end. */
export function Row({ count, isLeast, children }: { count: number; isLeast: boolean; children: ReactNode }) {
  return (
    <div className="flex min-h-10.5 items-center justify-between gap-4">
      {children}
      <bdi className="text-ink-2 tabular-nums">
        {count}
        {isLeast ? "+" : ""}
      </bdi>
    </div>
  );
}
