import type { ReactNode } from "react";
import { classNames } from "@/app/_ui/class-names";
import { DefinitionTerm } from "@/app/_ui/definition-term";
import { Sparkline } from "@/app/_ui/sparkline";

export type FigureTile = {
  id: string;
  term: string;
  definition: string;
  figure: string;
  /** "+6.2 %", against what the page is compared with. */
  change?: string | undefined;
  /** Whether the change is good; undefined where it is neither. */
  verdict?: "better" | "worse" | undefined;
  spark?: { values: readonly (number | null)[]; label: string };
  note?: ReactNode;
};

/** Figures side by side, each with its meaning, its change and its shape. */
export function FigureTiles({ label, tiles }: { label: string; tiles: readonly FigureTile[] }) {
  return (
    <ul aria-label={label} className="grid grid-cols-2 gap-3 lg:grid-cols-5">
      {tiles.map((tile) => (
        <li key={tile.id} className="min-w-0 rounded-panel border border-line bg-surface px-4 pt-3 pb-3">
          <DefinitionTerm term={tile.term} definition={tile.definition} className="text-ink-2" />
          <div className="mt-0.5 flex flex-wrap items-baseline justify-between gap-x-2">
            <span className="title-lg tabular-nums">{tile.figure}</span>
            <span
              className={classNames(
                "text-xs tabular-nums",
                tile.verdict === "worse"
                  ? "text-red-ink"
                  : tile.verdict === "better"
                    ? "text-green-ink"
                    : "text-ink-3",
              )}
            >
              {tile.change}
            </span>
          </div>
          {tile.spark ? (
            <div className="mt-2">
              <Sparkline wide worse={tile.verdict === "worse"} {...tile.spark} />
            </div>
          ) : null}
          {tile.note ? <div className="mt-1.5 text-ink-3 text-xs">{tile.note}</div> : null}
        </li>
      ))}
    </ul>
  );
}
