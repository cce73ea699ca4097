import type { ReactNode } from "react";

/** One named group of specimens. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-9">
      <h2 className="mb-4 border-line border-b pb-2 font-semibold text-ink-3 text-xs">{title}</h2>
      {children}
    </section>
  );
}
