import { millisFromBytes } from "@/server/platform/array-parameter";
import { idsFromBytes } from "@/server/primitives/id";

/** A row of `log_stretches`: events of one row of places, a column each. Its readers add the payloads in the form they want. */
export interface StretchRow extends Record<string, unknown> {
  readonly first_position: string;
  readonly is_whole: boolean | null;
  readonly ids: Uint8Array;
  readonly instants: Uint8Array;
  readonly keys: string[];
  readonly types: string[];
  readonly versions: number[];
  readonly traces: string[];
}

/** All but the payloads; every column has a value for each event. Instants are milliseconds since 1970. */
export function columnsOf(row: StretchRow) {
  const first = Number(row.first_position);
  const { keys, types, versions, traces } = row;
  return {
    ...{ keys, types, versions, traces },
    positions: keys.map((_, nth) => first + nth),
    ids: idsFromBytes("event", row.ids),
    occurredMs: millisFromBytes(row.instants),
  };
}
