import type { ReactNode } from "react";
import type { MoneyAmount } from "./format/money-parts";
import { Money } from "./money";

/** How much of the money comes back in a stretch of time. */
export type RefundShare = "full" | "half" | "none";

export type PolicyStep = {
  id: string;
  /** When the stretch begins, for the bar: "Sat 9 May, 3:00 pm EDT". */
  from: ReactNode;
  /** The same stretch in words, for the rail: "Then until Thu 14 May, 3:00 pm EDT". */
  until: ReactNode;
  back: MoneyAmount;
  share: RefundShare;
  /** "The host keeps the first night and half of the rest." */
  note: ReactNode;
};

export type PolicyProps = {
  steps: readonly PolicyStep[] /** The word after each sum: "back". */;
  backWord: string;
};

const parts: Record<RefundShare, string> = {
  full: "bg-moss",
  half: "bg-[color-mix(in_oklch,var(--color-moss)_38%,var(--color-surface))] shadow-[inset_0_0_0_1px_var(--color-moss)]",
  none: "bg-sunk-2 shadow-[inset_0_0_0_1px_var(--color-edge)]",
};

/** What comes back, and until when, as one bar of exact instants. For a wide place; `PolicyRail` for a column or phone. */
export function PolicyBar({ steps, backWord }: PolicyProps) {
  return (
    <ol
      className="grid gap-x-1"
      style={{ gridTemplateColumns: steps.map((_, at) => (at === 0 ? "1.55fr" : "1fr")).join(" ") }}
    >
      {steps.map((step) => (
        <li key={step.id} className="row-span-3 grid grid-rows-subgrid group/step">
          <span className="self-end pb-2.5 text-ink-2 text-xs tabular-nums [&_b]:font-semibold [&_b]:text-ink">
            {step.from}
          </span>
          <span
            aria-hidden="true"
            className={`h-2.5 group-first/step:rounded-s-mark group-last/step:rounded-e-mark ${parts[step.share]}`}
          />
          <div className="pt-3 pe-4 group-last/step:pe-0">
            <Money {...step.back} look="price" /> <span className="text-ink-2">{backWord}</span>
            <p className="mt-0.5 text-ink-2">{step.note}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
