import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";
import { Ridges } from "./ridges";

export type ErrorStateProps = {
  /** What did not work: "The calendar did not load." */
  title: string;
  /** Whose side it is on, what happened to money and data. */
  children?: ReactNode;
  /** First the button that tries again. */
  actions?: ReactNode;
  /** The request's id or the error's digest, for whoever is asked about it. */
  reference?: string | undefined;
  headingLevel?: "h1" | "h2";
};

/** Something failed: what, what to do, a reference. */
export function ErrorState({
  title,
  children,
  actions,
  reference,
  headingLevel: Heading = "h2",
}: ErrorStateProps) {
  const t = useTranslations("ui");
  return (
    <div className="flex flex-col items-start">
      <Ridges bird="onSecond" />
      <Heading className="title-lg mt-4.5">{title}</Heading>
      {children ? <div className="mt-1 max-w-110 text-ink-2">{children}</div> : null}
      {actions ? <div className="mt-5 flex flex-wrap items-center gap-2">{actions}</div> : null}
      {reference ? (
        <div className="mt-5 flex w-full max-w-110 items-center justify-between gap-3 rounded-control bg-sunk px-3.5 py-2.5">
          <span className="min-w-0 text-ink-2">
            {t("error.reference")} <span className="break-all font-mono text-ink text-xs">{reference}</span>
          </span>
          <CopyButton text={reference} />
        </div>
      ) : null}
    </div>
  );
}
