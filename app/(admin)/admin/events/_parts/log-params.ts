/** What stands in the address of the log. What does not fit is left out, so that an old link still opens. */
import { parseTraceparent } from "@/server/primitives/traceparent";

const TRACE_ID = /^[0-9a-f]{32}$/;
const LOCAL_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/;

/** A trace's id or a whole traceparent. */
export function isTrace(text: string | undefined): boolean {
  return text !== undefined && (TRACE_ID.test(text) || parseTraceparent(text) !== undefined);
}

/** The instant of a date and time field that is read as UTC, in ISO form. */
export function utcInstant(text: string | undefined): string | undefined {
  if (text === undefined || !LOCAL_INSTANT.test(text)) return undefined;
  const at = Date.parse(`${text}Z`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
