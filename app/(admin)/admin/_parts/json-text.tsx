/** Stored facts as they are. */
export function JsonText({ value, label }: { value: unknown; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="max-h-120 overflow-auto rounded-control bg-sunk p-3">
      <pre className="font-mono text-xs">{JSON.stringify(value, null, 2)}</pre>
    </section>
  );
}
