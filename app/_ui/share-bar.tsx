export type Share = {
  label: string /** Any unit; only the shares matter. */;
  amount: number;
  tone: "moss" | "clay" | "blue" | "edge" | "amber";
  figure: string;
  note?: string;
};

const fills = { moss: "bg-moss", clay: "bg-clay", blue: "bg-blue", edge: "bg-edge", amber: "bg-amber" };

/** One bar that a whole is split over: who holds each cent. Figures under it, so that no colour has to be told apart. */
export function ShareBar({ shares }: { shares: readonly Share[] }) {
  return (
    <div>
      <div aria-hidden="true" className="flex h-7 gap-0.5 overflow-hidden rounded-small">
        {shares.map((share) => (
          <span
            key={share.label}
            className={fills[share.tone]}
            style={{ flex: `${Math.max(0, share.amount)} 0 0` }}
          />
        ))}
      </div>
      <dl className="mt-3 grid grid-cols-2 gap-4 md:grid-cols-4">
        {shares.map((share) => (
          <div key={share.label}>
            <dt className="flex items-center gap-2 text-ink-2 text-xs">
              <span aria-hidden="true" className={`size-2.5 rounded-[3px] ${fills[share.tone]}`} />
              {share.label}
            </dt>
            <dd className="font-semibold text-base tabular-nums">{share.figure}</dd>
            {share.note ? <dd className="text-ink-3 text-xs">{share.note}</dd> : null}
          </div>
        ))}
      </dl>
    </div>
  );
}
