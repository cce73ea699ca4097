import { lockListingOfHost } from "@/server/modules/listings/store";
import type { Tx } from "@/server/platform/db";
import type { ListingId, PersonId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

/**
 * Makes sure that a home is this host's and lets edits of it take turns until the transaction ends. For modules that keep
 * facts of a home of their own. Refuses with `listing_not_found`.
 */
export async function lockOwnListing(
  tx: Tx,
  input: { readonly listingId: ListingId; readonly hostId: PersonId },
): Promise<{ readonly timeZone: string }> {
  const row = await lockListingOfHost(tx, input.listingId, input.hostId);
  if (!row) throw refuse("listing_not_found", { listingId: input.listingId });
  return { timeZone: row.timeZone };
}
