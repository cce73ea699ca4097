import { Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Tooltip } from "./tooltip";

export type DefinitionTermProps = { term: string; definition: string; className?: string };

/** A word that has an exact meaning here, with the meaning on hover and focus: "Occupancy ⓘ". */
export function DefinitionTerm({ term, definition, className }: DefinitionTermProps) {
  const t = useTranslations("ui");
  const id = useId();
  return (
    <span className={`flex items-center justify-between gap-2 ${className ?? ""}`}>
      <span>{term}</span>
      <Tooltip text={definition} id={id} align="end">
        <button
          type="button"
          aria-label={t("definition", { term })}
          aria-describedby={id}
          className="hit-24 grid size-5 cursor-help place-items-center rounded-full text-ink-3"
        >
          <Info size={14} aria-hidden="true" />
        </button>
      </Tooltip>
    </span>
  );
}
