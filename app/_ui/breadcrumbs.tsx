import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";

/** Where a page lies; the last step is the page itself when it has no address. */
export function Breadcrumbs({ steps }: { steps: readonly { label: string; href?: string }[] }) {
  const t = useTranslations("ui");
  return (
    <nav aria-label={t("breadcrumbs")}>
      <ol className="flex flex-wrap items-center gap-1.5 text-ink-2">
        {steps.map((step, at) => (
          <li key={step.label} className="flex items-center gap-1.5">
            {at > 0 ? (
              <ChevronRight size={14} aria-hidden="true" className="text-ink-3 rtl:-scale-x-100" />
            ) : null}
            {step.href ? (
              <Link href={step.href} className="hit-44 hovered:link">
                {step.label}
              </Link>
            ) : (
              <span aria-current="page">{step.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
