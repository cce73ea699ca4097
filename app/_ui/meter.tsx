/** A labelled share of a whole as a thin line: a rating category, a step of the funnel. */
export function Meter(props: {
  label: string;
  value: number;
  max: number;
  figure: string;
  note?: string;
  tone?: "ink" | "moss";
  tall?: boolean;
}) {
  const { label, value, max, figure, note, tone = "ink", tall } = props;
  return (
    <div>
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <span className={tone === "ink" ? "text-ink-2" : ""}>{label}</span>
        <span className="tabular-nums">
          {note ? <span className="me-2 text-ink-3 text-xs">{note}</span> : null}
          <strong className="font-semibold">{figure}</strong>
        </span>
      </div>
      <div aria-hidden="true" className={`overflow-hidden rounded-full bg-sunk-2 ${tall ? "h-2" : "h-0.75"}`}>
        <div
          className={`h-full rounded-full ${tone === "ink" ? "bg-ink" : "bg-moss"}`}
          style={{ width: `${Math.min(100, Math.max(0, (value / max) * 100))}%` }}
        />
      </div>
    </div>
  );
}
