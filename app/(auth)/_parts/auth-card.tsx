import type { ReactNode } from "react";

/** Title, lead and a form, as every page of signing in has them. */
export function AuthCard({
  title,
  lead,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="panel p-6 shadow-raised md:p-8">
      <h1 className="title-xl">{title}</h1>
      {lead ? <p className="mt-1 text-ink-2">{lead}</p> : null}
      <div className="mt-6">{children}</div>
    </div>
  );
}
