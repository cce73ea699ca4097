import type { ReactNode } from "react";

/** What one wants to know first of one thing, side by side under its title. */
export function FactStrip({ facts }: { facts: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="mt-4 flex flex-wrap gap-y-3">
      {facts.map((fact) => (
        <div key={fact.label} className="me-5 border-line sm:pe-5 sm:not-last:border-e">
          <dt className="text-ink-3 text-xs">{fact.label}</dt>
          <dd className="font-semibold [&_time]:text-ink">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
