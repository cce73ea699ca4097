import type { ReactNode } from "react";

/** A part of the page between two hairlines, which the tabs lead to. */
export function Section({
  id,
  title,
  note,
  end,
  children,
}: {
  id?: string;
  title: ReactNode;
  note?: ReactNode;
  end?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section id={id} className="relative border-line border-t py-7 md:py-10">
      <div className="mb-5 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="title-lg tabular-nums">{title}</h2>
          {note ? <p className="mt-1 text-ink-2">{note}</p> : null}
        </div>
        {end}
      </div>
      {children}
    </section>
  );
}
