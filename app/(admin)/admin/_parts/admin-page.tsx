import type { ReactNode } from "react";
import { classNames } from "@/app/_ui/class-names";
import { AdminBar } from "@/app/_ui/shell/admin-bar";

type AdminPageProps = {
  title: ReactNode;
  note?: ReactNode;
  /** At the end of the top bar. */
  bar?: ReactNode;
  /** Above the title: where the page stands. */
  trail?: ReactNode;
  /** Beside the title. */
  end?: ReactNode;
  /** What the search field holds. */
  query?: string;
  children: ReactNode;
};

/** Top bar, title and content of one of the operator's pages. */
export function AdminPage({ title, note, bar, trail, end, query, children }: AdminPageProps) {
  return (
    <>
      <AdminBar {...(query ? { query } : {})}>{bar}</AdminBar>
      <main id="main" className="px-4 py-5 md:px-6">
        {trail}
        <div
          className={classNames(
            "flex flex-wrap items-end justify-between gap-x-6 gap-y-3",
            trail !== undefined && "mt-1.5",
          )}
        >
          <div className="min-w-0">
            <h1 className="title-lg">{title}</h1>
            {note ? <p className="mt-0.5 text-ink-2">{note}</p> : null}
          </div>
          {end}
        </div>
        <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-3">{children}</div>
      </main>
    </>
  );
}
