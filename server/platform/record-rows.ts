/** Rows as functions of the database take them, for statements that write rows of several tables at once. */
import { type Id, type IdPrefix, uuidOf } from "@/server/primitives/id";

const ID_COLUMNS: ReadonlySet<string> = new Set([
  "id",
  "listing_id",
  "host_id",
  "guest_id",
  "quote_id",
  "booking_id",
]);

/** A row with its columns' own names and the database's own ids, for `jsonb_populate_record`. */
export function toRecord(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([field, value]: [string, unknown]) => {
      const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const isId = ID_COLUMNS.has(column) && value !== null && value !== undefined;
      // Columns of this set hold branded ids alone: the rows' own types say so.
      return [column, isId ? uuidOf(value as Id<IdPrefix>) : value];
    }),
  );
}
