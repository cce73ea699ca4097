/** Tells how a program gets on: lines for a person, one JSON object a line for a program. */
export type Report = {
  (line: string): void;
  /** Writes a line as it is, without the time before it. */
  plain(line: string): void;
};

/** `json` makes every line an object `{ elapsedMs, line }`. */
export function makeReport(options: { json: boolean; out?: NodeJS.WritableStream }): Report {
  const out = options.out ?? process.stdout;
  const startedAt = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedAt);
  const plain = (line: string) => {
    out.write(options.json ? `${JSON.stringify({ elapsedMs: elapsedMs(), line })}\n` : `${line}\n`);
  };
  const report = (line: string) => {
    if (options.json) return plain(line);
    out.write(`${(elapsedMs() / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
  };
  return Object.assign(report, { plain });
}
