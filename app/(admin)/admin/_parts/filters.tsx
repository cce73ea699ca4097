import { Search } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { classNames } from "@/app/_ui/class-names";
import { LinkButton } from "@/app/_ui/link-button";
import { TextField } from "@/app/_ui/text-field";
import { formatCount } from "./figures";

type ChipLink = { href: string; label: string; count?: number; here: boolean };

/** One of a few filters, each an address. */
export function ChipLinks({ label, chips }: { label: string; chips: readonly ChipLink[] }) {
  const locale = useLocale();
  return (
    <nav aria-label={label} className="scroll-row gap-2">
      {chips.map((chip) => (
        <Link
          key={chip.href}
          href={chip.href}
          aria-current={chip.here ? "true" : undefined}
          className={classNames(
            "hit-44 inline-flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-control border px-3.25 font-medium tabular-nums hovered:bg-hover",
            chip.here ? "border-moss bg-moss-tint text-moss-ink" : "border-edge bg-surface text-ink",
          )}
        >
          {chip.label}
          {chip.count === undefined ? null : (
            <span className={classNames("font-normal", chip.here ? "text-moss-ink" : "text-ink-3")}>
              {formatCount(chip.count, locale)}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}

type TextFilterProps = {
  action: string;
  name: string;
  label: string;
  value: string | undefined;
  /** Other filters that stay. */
  keep?: Record<string, string | undefined>;
};

/** Filters a list by text. A plain form: it works before scripts run, and the address says what is shown. */
export function TextFilter({ action, name, label, value, keep = {} }: TextFilterProps) {
  const t = useTranslations("admin.list");
  return (
    <search>
      <form action={action} className="flex items-center gap-2">
        {Object.entries(keep).map(([key, kept]) =>
          kept ? <input key={key} type="hidden" name={key} value={kept} /> : null,
        )}
        <TextField
          label={label}
          labelHidden
          placeholder={label}
          name={name}
          type="search"
          defaultValue={value}
          size="small"
          before={<Search size={16} aria-hidden="true" />}
          className="w-full sm:w-85"
        />
        <Button type="submit" size="small">
          {t("filter")}
        </Button>
      </form>
    </search>
  );
}

/** On through a list that is read by cursor, and back to its beginning. */
export function Pager({
  firstHref,
  nextHref,
}: {
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}) {
  const t = useTranslations("admin.list");
  if (!firstHref && !nextHref) return null;
  return (
    <nav aria-label={t("pages")} className="flex items-center gap-2">
      {firstHref ? (
        <LinkButton size="small" href={firstHref}>
          {t("first")}
        </LinkButton>
      ) : null}
      {nextHref ? (
        <LinkButton size="small" href={nextHref} rel="next">
          {t("next")}
        </LinkButton>
      ) : null}
    </nav>
  );
}
