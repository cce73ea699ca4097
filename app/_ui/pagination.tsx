import { ArrowLeft, ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { LinkButton } from "./link-button";

export type PaginationProps = {
  /** Addresses of the pages beside this one; absent at an end. */
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** "1 to 20 of 37" */
  summary?: string;
};

/** Back and on through a long list. Links, so that Back, reload and sharing work. */
export function Pagination({ previousHref, nextHref, summary }: PaginationProps) {
  const t = useTranslations("ui.pagination");
  if (!previousHref && !nextHref) return null;
  return (
    <nav aria-label={t("label")} className="flex items-center justify-between gap-4 pt-8">
      {previousHref ? (
        <LinkButton
          href={previousHref}
          rel="prev"
          icon={<ArrowLeft size={16} aria-hidden="true" className="rtl:-scale-x-100" />}
        >
          {t("previous")}
        </LinkButton>
      ) : (
        <span />
      )}
      {summary ? <span className="text-ink-2 tabular-nums">{summary}</span> : null}
      {nextHref ? (
        <LinkButton
          href={nextHref}
          rel="next"
          after={<ArrowRight size={16} aria-hidden="true" className="rtl:-scale-x-100" />}
        >
          {t("next")}
        </LinkButton>
      ) : (
        <span />
      )}
    </nav>
  );
}
