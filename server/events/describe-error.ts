import { KafkaFault } from "@/server/platform/kafka-port";

const LENGTH_MAX = 600;

/**
 * An error for an operator, in one line: its innermost cause, because the wrappers of a database layer repeat the
 * statement with its parameters, which may be anybody's. Kafka's faults say it better themselves.
 */
export function describeError(error: unknown): string {
  let innermost = error;
  while (!(innermost instanceof KafkaFault) && innermost instanceof Error && innermost.cause instanceof Error)
    innermost = innermost.cause;
  const text = innermost instanceof Error ? `${innermost.name}: ${innermost.message}` : String(innermost);
  return text.replaceAll(/\s+/g, " ").slice(0, LENGTH_MAX);
}
