/**
 * A host reads and saves the price facts of their own listing. Saving is one transaction and publishes
 * `pricing.prices_changed`; quotes already out keep their price until they expire or a hold recomputes them.
 *
 * Both refuse with `listing_not_found` for somebody else's listing; saving refuses bounds that contradict each other with
 * `invalid_input`.
 */
import { publish } from "@/server/events/publish";
import { lockOwnListing } from "@/server/modules/listings/lock-own-listing";
import type { ListingPrices } from "@/server/modules/pricing/contract";
import { pricesChanged } from "@/server/modules/pricing/events";
import { readPricesOfHost, upsertPrices } from "@/server/modules/pricing/store";
import type { HostCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import type { ListingId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

/** Null while the host has not priced the home yet. */
export async function readPrices(
  ctx: HostCtx,
  input: { listingId: ListingId },
): Promise<{ prices: ListingPrices | null }> {
  const { listingId } = input;
  const found = await readPricesOfHost(ctx.db, { listingId, hostId: ctx.actor.personId });
  if (!found.exists) throw refuse("listing_not_found", { listingId });
  return { prices: found.prices ?? null };
}

export async function savePrices(
  ctx: HostCtx,
  input: { listingId: ListingId; prices: ListingPrices },
): Promise<{ prices: ListingPrices }> {
  const { listingId, prices } = input;
  if (
    prices.nightMinMinor !== null &&
    prices.nightMaxMinor !== null &&
    prices.nightMinMinor > prices.nightMaxMinor
  )
    throw refuse("invalid_input", { field: "nightMinMinor" });
  await inTransaction(ctx, async (tx) => {
    await lockOwnListing(tx, { listingId, hostId: ctx.actor.personId });
    await upsertPrices(tx, { listingId, prices, at: ctx.now });
    await publish(tx, pricesChanged, { payload: { listingId }, at: ctx.now, trace: ctx.trace });
  });
  return { prices };
}
