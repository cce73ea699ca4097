/** The log on Node: pino, one JSON object a line. Secrets and letters' contents have no business in fields. */
import pino from "pino";
import { withoutParameters } from "@/server/platform/error-text";
import type { Log } from "@/server/platform/log";

/** Fields that would carry a secret if somebody logged a whole request or configuration. */
const REDACTED = [
  "authorization",
  "cookie",
  "password",
  "*.authorization",
  "*.cookie",
  "*.password",
  "*.connectionString",
];

export interface PinoOptions {
  readonly level: pino.LevelWithSilentOrString;
  /** Names the process, e.g. `web` or `worker`. */
  readonly name: string;
  /** Where lines go; standard output when absent. Commands that print JSON log to standard error. */
  readonly to?: "stdout" | "stderr";
}

export function pinoLog(options: PinoOptions): Log {
  const fd = options.to === "stderr" ? 2 : 1;
  return adapt(
    pino(
      {
        level: options.level,
        name: options.name,
        redact: { paths: REDACTED, censor: "[redacted]" },
        serializers: { err: describeError },
      },
      pino.destination({ fd, sync: false }),
    ),
  );
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = pino.stdSerializers.err(error);
  return { type, message: withoutParameters(message), stack: withoutParameters(stack) };
}

function adapt(logger: pino.Logger): Log {
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    child: (fields) => adapt(logger.child(fields)),
  };
}
