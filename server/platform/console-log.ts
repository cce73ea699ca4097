/** The log where pino cannot run, one JSON object a line. Errors and warnings alone: the edge is for reads. */
import { withoutParameters } from "@/server/platform/error-text";
import type { Log } from "@/server/platform/log";

export function consoleLog(fields: Readonly<Record<string, unknown>> = {}): Log {
  const write = (to: "warn" | "error") => (more: Readonly<Record<string, unknown>>, message: string) =>
    console[to](JSON.stringify({ ...fields, ...more, err: textOf(more.err), msg: message }));
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: write("warn"),
    error: write("error"),
    child: (more) => consoleLog({ ...fields, ...more }),
  };
}

function textOf(error: unknown): string | undefined {
  if (error === undefined) return undefined;
  return withoutParameters(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
