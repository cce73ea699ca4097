import { publish } from "@/server/events/publish";
import { loadPublishedCity } from "@/server/modules/listings/load-published-city";
import { WISHLIST_ITEMS_MAX } from "@/server/modules/wishlists/contract";
import { listingSaved, listingUnsaved } from "@/server/modules/wishlists/events";
import {
  countItems,
  deleteItemsOf,
  insertItem,
  insertWishlist,
  lockWishlistsOf,
  readWishlistOf,
  type WishlistHead,
} from "@/server/modules/wishlists/store";
import type { GuestCtx } from "@/server/platform/context";
import { inTransaction, type Tx } from "@/server/platform/db";
import { type ListingId, newId, type WishlistId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

/**
 * Saves a home to a wishlist: the one named, or the person's first, which is made and named after the home's city when
 * there is none. One transaction; saving again changes nothing and tells nothing.
 *
 * Refuses with `listing_not_found` (not published), `wishlist_not_found` or `wishlist_full`.
 */
export async function saveToWishlist(
  ctx: GuestCtx,
  input: { readonly listingId: ListingId; readonly wishlistId?: WishlistId | undefined },
): Promise<WishlistHead> {
  const { listingId } = input;
  const { personId } = ctx.actor;
  return inTransaction(ctx, async (tx) => {
    const city = await loadPublishedCity(tx, listingId);
    await lockWishlistsOf(tx, personId);
    const wishlist =
      (await readWishlistOf(tx, personId, input.wishlistId)) ?? (await makeFirst(ctx, tx, input, city));
    const { wishlistId } = wishlist;
    if ((await countItems(tx, wishlistId)) >= WISHLIST_ITEMS_MAX)
      throw refuse("wishlist_full", { itemsMax: WISHLIST_ITEMS_MAX });
    if (await insertItem(tx, { wishlistId, listingId, savedAt: ctx.now }))
      await publish(tx, listingSaved, {
        payload: { personId, listingId, wishlistId, ...ctx.client },
        at: ctx.now,
        trace: ctx.trace,
      });
    return wishlist;
  });
}

async function makeFirst(
  ctx: GuestCtx,
  tx: Tx,
  input: { readonly wishlistId?: WishlistId | undefined },
  name: string,
): Promise<WishlistHead> {
  if (input.wishlistId !== undefined) throw refuse("wishlist_not_found", { wishlistId: input.wishlistId });
  const wishlistId = newId("wishlist", ctx.now.getTime());
  await insertWishlist(tx, { id: wishlistId, personId: ctx.actor.personId, name, createdAt: ctx.now });
  return { wishlistId, name };
}

/** Takes a home out of all of the person's wishlists. One transaction; safe to repeat. */
export async function removeFromWishlists(
  ctx: GuestCtx,
  input: { readonly listingId: ListingId },
): Promise<Record<string, never>> {
  const { listingId } = input;
  const { personId } = ctx.actor;
  await inTransaction(ctx, async (tx) => {
    if (await deleteItemsOf(tx, personId, listingId))
      await publish(tx, listingUnsaved, {
        payload: { personId, listingId },
        at: ctx.now,
        trace: ctx.trace,
      });
  });
  return {};
}
