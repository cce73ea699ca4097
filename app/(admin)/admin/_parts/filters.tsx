import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { LinkButton } from "@/app/_ui/link-button";
import { TextField } from "@/app/_ui/text-field";

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
