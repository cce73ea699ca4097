/**
 * The place of a piece of work in a trace, in the form of W3C Trace Context (level 1, version 00):
 * `00-<32 hex trace id>-<16 hex span id>-<2 hex flags>`. Requests, events and spans carry it.
 */
import { assert } from "@/server/primitives/assert";

const FORM = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;
const SAMPLED = 1;

export interface Traceparent {
  readonly traceId: string;
  readonly spanId: string;
  readonly flags: number;
}

/** Undefined for everything that is not well formed, such as the traces of events from before this form. */
export function parseTraceparent(text: string | null | undefined): Traceparent | undefined {
  const [, traceId, spanId, flags] = FORM.exec(text ?? "") ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, flags: Number.parseInt(flags, 16) };
}

/** A trace that somebody else wrote, as it stands, where it is well formed. */
export function readTrace(text: string | null): string | undefined {
  return text !== null && parseTraceparent(text) ? text : undefined;
}

export function formatTraceparent({ traceId, spanId, flags }: Traceparent): string {
  return `00-${traceId}-${spanId}-${flags.toString(16).padStart(2, "0")}`;
}

/** A trace that begins with a request: the request's UUID is its id, so that either finds the other. */
export function traceOfRequest(requestId: string): string {
  const traceId = requestId.replaceAll("-", "");
  const text = formatTraceparent({ traceId, spanId: traceId.slice(16), flags: SAMPLED });
  assert(parseTraceparent(text) !== undefined, `a request id makes no trace: ${requestId}`);
  return text;
}

/** The trace's id, by which its events, spans and log lines are found; the whole text where it is of an older form. */
export function traceIdOf(trace: string): string {
  return parseTraceparent(trace)?.traceId ?? trace;
}
