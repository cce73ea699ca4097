/** Contracts of wishlists. */
import { z } from "zod";
import { idContract, textContract } from "@/server/primitives/contracts";

export const WISHLISTS_MAX = 50;
export const WISHLIST_ITEMS_MAX = 500;
/** Without a wishlist it goes to the person's first one, which is made when there is none. */
export const saveToWishlistInput = z.strictObject({
  listingId: idContract("listing"),
  wishlistId: idContract("wishlist").optional(),
});
export const saveToWishlistOutput = z.object({ wishlistId: idContract("wishlist"), name: z.string() });
export const removeFromWishlistsInput = z.strictObject({ listingId: idContract("listing") });
export const createWishlistInput = z.strictObject({ name: textContract(60, 1) });
export const renameWishlistInput = z.strictObject({
  wishlistId: idContract("wishlist"),
  name: textContract(60, 1),
});
export const removeWishlistInput = z.strictObject({ wishlistId: idContract("wishlist") });
export const wishlistContract = z.object({
  wishlistId: idContract("wishlist"),
  name: z.string(),
  itemCount: z.int(),
  listingIds: z.array(idContract("listing")),
});
export const listWishlistsOutput = z.object({ wishlists: z.array(wishlistContract) });
