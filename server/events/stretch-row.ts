import { millisFromBytes } from "@/server/platform/binary-values";
import { sql } from "@/server/platform/db";
import { idsFromBytes } from "@/server/primitives/id";

/** A row of `log_stretches`: events of one row of places, a column each. */
export interface StretchRow extends Record<string, unknown> {
  readonly first_position: string;
  readonly is_whole: boolean | null;
  readonly ids: Uint8Array;
  readonly instants: Uint8Array;
  /** JSON arrays as text: their readers take apart what they need. */
  readonly keys: string;
  readonly types: string;
  readonly versions: string;
  readonly traces: string;
  readonly payload_texts: string;
}

/** What is selected of `log_stretches`, named `e`. */
export const STRETCH_COLUMNS = sql.raw(
  "e.first_position, e.is_whole, e.ids, e.instants, e.keys::text, e.types::text, e.versions::text, e.payload_texts, e.traces::text",
);

/** As `log_stretches` puts it between two payloads. */
const PAYLOAD_END = "\u001e";

/** Every column has a value for each event. Payloads are JSON, instants milliseconds since 1970. */
export function columnsOf(row: StretchRow) {
  return {
    position: Number(row.first_position),
    ids: idsFromBytes("event", row.ids),
    types: textsOf(row.types),
    // An array of one aggregate over a column of integers.
    versions: JSON.parse(row.versions) as number[],
    payloads: row.payload_texts.split(PAYLOAD_END),
    occurredMs: millisFromBytes(row.instants),
    keys: () => textsOf(row.keys),
    traces: () => textsOf(row.traces),
  };
}

/** An array of one aggregate over a column of texts. */
function textsOf(json: string): string[] {
  return JSON.parse(json) as string[];
}
