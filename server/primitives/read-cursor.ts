import type { z } from "zod";
import { decodeCursor } from "@/server/primitives/page";
import { refuse } from "@/server/primitives/refusal";

/**
 * The place in a list that a cursor names, as the list's own contract reads it; undefined at the list's beginning. Refuses
 * with `invalid_input` a cursor that is not of this list.
 */
export function readCursor<T>(contract: z.ZodType<T>, cursor: string | undefined): T | undefined {
  if (cursor === undefined) return undefined;
  const read = contract.safeParse(decodeCursor(cursor));
  if (!read.success) throw refuse("invalid_input", { fields: ["cursor"] });
  return read.data;
}
