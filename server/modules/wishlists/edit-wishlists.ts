import type { z } from "zod";
import { publish } from "@/server/events/publish";
import { type listWishlistsOutput, WISHLISTS_MAX } from "@/server/modules/wishlists/contract";
import { listingUnsaved } from "@/server/modules/wishlists/events";
import {
  countWishlistsOf,
  deleteWishlistOf,
  insertWishlist,
  listItemsOnlyIn,
  listWishlistsOf,
  lockWishlistsOf,
  updateWishlistName,
  type WishlistHead,
} from "@/server/modules/wishlists/store";
import type { GuestCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import { idFromUuid, newId, type WishlistId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

/** A person's wishlists with the ids of their homes, latest saved first. One statement. */
export async function listWishlists(ctx: GuestCtx): Promise<z.output<typeof listWishlistsOutput>> {
  const rows = await listWishlistsOf(ctx.db, ctx.actor.personId);
  return {
    wishlists: rows.map((row) => ({
      wishlistId: idFromUuid("wishlist", row.id),
      name: row.name,
      itemCount: row.listing_ids.length,
      listingIds: row.listing_ids.map((uuid) => idFromUuid("listing", uuid)),
    })),
  };
}

/** Makes an empty wishlist. Refuses with `wishlist_full` when the person has as many as one may have. */
export async function createWishlist(ctx: GuestCtx, input: { readonly name: string }): Promise<WishlistHead> {
  const { personId } = ctx.actor;
  const wishlistId = newId("wishlist", ctx.now.getTime());
  await inTransaction(ctx, async (tx) => {
    await lockWishlistsOf(tx, personId);
    if ((await countWishlistsOf(tx, personId)) >= WISHLISTS_MAX)
      throw refuse("wishlist_full", { wishlistsMax: WISHLISTS_MAX });
    await insertWishlist(tx, { id: wishlistId, personId, name: input.name, createdAt: ctx.now });
  });
  return { wishlistId, name: input.name };
}

/** Refuses with `wishlist_not_found`. */
export async function renameWishlist(
  ctx: GuestCtx,
  input: { readonly wishlistId: WishlistId; readonly name: string },
): Promise<WishlistHead> {
  const { personId } = ctx.actor;
  await inTransaction(ctx, async (tx) => {
    if (!(await updateWishlistName(tx, { personId, ...input })))
      throw refuse("wishlist_not_found", { wishlistId: input.wishlistId });
  });
  return { wishlistId: input.wishlistId, name: input.name };
}

/**
 * Removes a wishlist with its hearts. One transaction; tells of each home that is in none of the person's wishlists
 * afterwards. Refuses with `wishlist_not_found`.
 */
export async function deleteWishlist(
  ctx: GuestCtx,
  input: { readonly wishlistId: WishlistId },
): Promise<Record<string, never>> {
  const { personId } = ctx.actor;
  await inTransaction(ctx, async (tx) => {
    await lockWishlistsOf(tx, personId);
    const unsaved = await listItemsOnlyIn(tx, personId, input.wishlistId);
    if (!(await deleteWishlistOf(tx, personId, input.wishlistId)))
      throw refuse("wishlist_not_found", { wishlistId: input.wishlistId });
    for (const { listing_id: uuid } of unsaved)
      await publish(tx, listingUnsaved, {
        payload: { personId, listingId: idFromUuid("listing", uuid) },
        at: ctx.now,
        trace: ctx.trace,
      });
  });
  return {};
}
