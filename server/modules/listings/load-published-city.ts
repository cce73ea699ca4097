import { readPublishedCity } from "@/server/modules/listings/store";
import type { DbOrTx } from "@/server/platform/db";
import type { ListingId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

/** The city of a home that guests can find. Refuses with `listing_not_found`. */
export async function loadPublishedCity(db: DbOrTx, listingId: ListingId): Promise<string> {
  const city = await readPublishedCity(db, listingId);
  if (city === undefined) throw refuse("listing_not_found", { listingId });
  return city;
}
