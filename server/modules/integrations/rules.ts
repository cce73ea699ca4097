/** Decisions about outgoing webhooks. */
import { addMs } from "@/server/primitives/zoned";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Waits before each repeat, as Standard Webhooks proposes; together a little over three days. */
const WAITS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
export const ATTEMPTS_MAX = WAITS_MS.length + 1;
/** A replaced secret signs beside the new one for this long, so that receivers can change over. */
export const FORMER_SECRET_MS = 24 * HOUR;

/** Only 2xx says that the message was taken: a redirect is not followed and counts as a failure. */
export function isTaken(statusCode: number): boolean {
  return statusCode >= 200 && statusCode < 300;
}

/** When to try again after `tries` failed ones; undefined when it is given up. */
export function nextAttemptAt(tries: number, now: Date): Date | undefined {
  const waitMs = WAITS_MS[tries - 1];
  return waitMs === undefined ? undefined : addMs(now, waitMs);
}

/** Whether an endpoint wants an event of a type. */
export function wants(types: readonly string[], type: string): boolean {
  return types.length === 0 || types.includes(type);
}

export interface Message {
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
  readonly occurredAt: Date;
  readonly payload: unknown;
}

/** The body of a webhook: the event as it was published. Its bytes are the same at every repeat, as its signature is over them. */
export function bodyOf({ eventId, type, version, occurredAt, payload }: Message): string {
  return JSON.stringify({ id: eventId, type, version, timestamp: occurredAt.toISOString(), data: payload });
}
