import { z } from "zod";
import { decodeCursor } from "@/server/primitives/page";
import { refuse } from "@/server/primitives/refusal";

const instantCursor = z.strictObject({ at: z.coerce.date(), id: z.string().max(200) });
const sequenceCursor = z.strictObject({ seq: z.int().min(0) });

/** The place in a list by (instant, id), or undefined at its beginning. Refuses a cursor that is not one of ours. */
export function readInstantCursor(cursor: string | undefined): { at: Date; id: string } | undefined {
  return read(instantCursor, cursor);
}

/** The place in a list by sequence number. Refuses a cursor that is not one of ours. */
export function readSequenceCursor(cursor: string | undefined): { seq: number } | undefined {
  return read(sequenceCursor, cursor);
}

function read<T>(contract: z.ZodType<T>, cursor: string | undefined): T | undefined {
  if (cursor === undefined) return undefined;
  const parsed = contract.safeParse(decodeCursor(cursor));
  if (!parsed.success) throw refuse("invalid_input", { field: "cursor" });
  return parsed.data;
}
