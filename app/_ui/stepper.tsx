"use client";
import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "./icon-button";

export type StepperProps = {
  /** What is counted: "Adults". */
  label: string;
  note?: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
  /** 40 px buttons in the search panel, 36 elsewhere. */
  size?: "medium" | "small";
  labelHidden?: boolean;
};

/** A small whole number, by one at a time. The count is read out as it changes. */
export function Stepper({
  label,
  note,
  value,
  min,
  max,
  onChange,
  size = "small",
  labelHidden,
}: StepperProps) {
  const t = useTranslations("ui");
  const round = size === "medium" ? "size-10! rounded-full! font-normal" : "rounded-full! font-normal";
  return (
    <div className="flex min-h-11 items-center justify-between gap-3">
      <div className={labelHidden ? "sr-only" : undefined}>
        <div className="font-medium">{label}</div>
        {note ? <span className="text-ink-3 text-xs">{note}</span> : null}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a second border box into the row */}
      <div role="group" aria-label={label} className="inline-flex items-center gap-2.5">
        <IconButton
          label={t("stepper.fewer", { label })}
          icon={<Minus size={16} aria-hidden="true" />}
          size="small"
          off={value <= min}
          className={round}
          onClick={() => onChange(value - 1)}
        />
        <output className="min-w-5 text-center font-semibold tabular-nums">{value}</output>
        <IconButton
          label={t("stepper.more", { label })}
          icon={<Plus size={16} aria-hidden="true" />}
          size="small"
          off={value >= max}
          className={round}
          onClick={() => onChange(value + 1)}
        />
      </div>
    </div>
  );
}
