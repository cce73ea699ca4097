/**
 * Makes search documents what the source tables say: of the homes given, or of the whole market in one statement.
 * Idempotent; used by the consumer, by the demo's loader and by the rebuild command.
 */
import { refreshDocuments } from "@/server/modules/search/store";
import type { DbOrTx } from "@/server/platform/db";
import type { ListingId } from "@/server/primitives/id";

/** Gives how many documents of those asked for stand afterwards. */
export function rebuildSearchDocuments(
  db: DbOrTx,
  input: { readonly now: Date; readonly listingIds?: readonly ListingId[] },
): Promise<number> {
  return refreshDocuments(db, { now: input.now, listingIds: input.listingIds });
}
