import type { ReactNode } from "react";
import type { MoneyAmount } from "./format/money-parts";
import { Money } from "./money";

export type QuoteLine = { id: string; label: ReactNode; amount: MoneyAmount };

/** The lines of a price and their total. */
export function QuoteLines({
  lines,
  total,
  totalLabel,
  isTotalBig,
}: {
  lines: readonly QuoteLine[];
  total?: MoneyAmount;
  totalLabel?: ReactNode;
  /** Where the sum is what the page is about: checkout. */
  isTotalBig?: boolean;
}) {
  return (
    <dl className="flex flex-col gap-2.5">
      {lines.map((line) => (
        <div key={line.id} className="flex justify-between gap-4">
          <dt className="text-ink-2">{line.label}</dt>
          <dd>
            <Money {...line.amount} />
          </dd>
        </div>
      ))}
      {total ? (
        <div className="mt-1.5 flex items-baseline justify-between gap-4 border-line border-t pt-4 font-semibold text-base">
          <dt>{totalLabel}</dt>
          <dd>
            <Money {...total} {...(isTotalBig ? { look: "total" as const } : {})} />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
