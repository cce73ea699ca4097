import { z } from "zod";
import { readCursor } from "@/server/primitives/read-cursor";

const instantCursor = z.strictObject({ at: z.coerce.date(), id: z.string().max(200) });
const sequenceCursor = z.strictObject({ seq: z.int().min(0) });

/** The place in a list by (instant, id), or undefined at its beginning. Refuses a cursor that is not one of ours. */
export function readInstantCursor(cursor: string | undefined): { at: Date; id: string } | undefined {
  return readCursor(instantCursor, cursor);
}

/** The place in a list by sequence number. Refuses a cursor that is not one of ours. */
export function readSequenceCursor(cursor: string | undefined): { seq: number } | undefined {
  return readCursor(sequenceCursor, cursor);
}
