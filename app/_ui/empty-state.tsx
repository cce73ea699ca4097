import type { ReactNode } from "react";
import { type BirdPlace, Ridges } from "./ridges";

export type EmptyStateProps = {
  title: string;
  /** Why it is empty, or what comes here. */
  children?: ReactNode;
  /** The next thing to do: one primary button, at most one quiet one. */
  actions?: ReactNode;
  /** Ways on between text and buttons: a list of `WayOn`. */
  waysOn?: ReactNode;
  bird?: BirdPlace;
  headingLevel?: "h1" | "h2";
};

/** Nothing here yet, or nothing found. Never a blank page. */
export function EmptyState(props: EmptyStateProps) {
  const { title, children, actions, waysOn, bird = "onFirst", headingLevel: Heading = "h2" } = props;
  return (
    <div className="flex flex-col items-start">
      <Ridges bird={bird} />
      <Heading className="title-lg mt-4.5">{title}</Heading>
      {children ? <div className="mt-1 max-w-100 text-ink-2">{children}</div> : null}
      {waysOn}
      {actions ? <div className="mt-5 flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}
