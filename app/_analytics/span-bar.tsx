import { useTranslations } from "next-intl";
import { Button } from "@/app/_ui/button";
import { ChipLinks } from "@/app/_ui/chip-links";
import { Select, type SelectOption } from "@/app/_ui/select";
import { TextField } from "@/app/_ui/text-field";
import { COMPARISONS, type Comparison } from "@/server/modules/analytics/report-contracts";
import { PRESETS, type Preset, type Span } from "./span";

type SpanBarProps = {
  action: string;
  span: Span;
  hrefOf: (preset: Preset) => string;
  /** What the span is held against. */
  compareTo: Comparison;
  /** More choices in the form. */
  selects?: readonly { name: string; label: string; value: string; options: readonly SelectOption[] }[];
  /** Other choices of the address that stay. */
  keep?: Record<string, string | undefined>;
};

/** Which days are shown. Links and a plain form: it works before scripts run, and the address says what is shown. */
export function SpanBar({ action, span, hrefOf, compareTo, selects = [], keep = {} }: SpanBarProps) {
  const t = useTranslations("ui.span");
  const figures = useTranslations("figures");
  const compare = {
    name: "compare",
    label: figures("compare"),
    value: compareTo,
    options: COMPARISONS.map((value) => ({ value, label: figures(`comparison.${value}`) })),
  };
  return (
    <div className="flex min-w-0 flex-wrap items-end gap-x-6 gap-y-3">
      <ChipLinks
        label={t("label")}
        chips={PRESETS.map((preset) => ({
          href: hrefOf(preset),
          label: t(`preset.${preset}`),
          here: preset === span.preset,
        }))}
      />
      <form action={action} className="grid grid-cols-2 items-end gap-2 max-sm:w-full sm:flex sm:flex-wrap">
        {Object.entries(keep).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <TextField
          key={`from-${span.from}`}
          label={t("from")}
          name="from"
          type="date"
          required
          defaultValue={span.from}
          size="small"
          className="min-w-0 sm:w-38"
        />
        <TextField
          key={`until-${span.until}`}
          label={t("until")}
          name="until"
          type="date"
          required
          defaultValue={span.until}
          size="small"
          className="min-w-0 sm:w-38"
        />
        {[compare, ...selects].map((select) => (
          <Select
            key={`${select.name}-${select.value}`}
            label={select.label}
            name={select.name}
            defaultValue={select.value}
            options={select.options}
            size="small"
            className="min-w-0 max-sm:col-span-2 sm:w-60"
          />
        ))}
        <Button type="submit" size="small" className="max-sm:col-span-2">
          {t("show")}
        </Button>
      </form>
    </div>
  );
}
