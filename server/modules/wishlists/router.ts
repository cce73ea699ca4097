/** Procedures of wishlists: a signed-in person's own. */
import { z } from "zod";
import {
  createWishlistInput,
  listWishlistsOutput,
  removeFromWishlistsInput,
  removeWishlistInput,
  renameWishlistInput,
  saveToWishlistInput,
  saveToWishlistOutput,
} from "@/server/modules/wishlists/contract";
import {
  createWishlist,
  deleteWishlist,
  listWishlists,
  renameWishlist,
} from "@/server/modules/wishlists/edit-wishlists";
import { removeFromWishlists, saveToWishlist } from "@/server/modules/wishlists/save-to-wishlist";
import { router } from "@/server/trpc/init";
import { guestProcedure } from "@/server/trpc/procedures";

export const wishlistsRouter = router({
  save: guestProcedure
    .input(saveToWishlistInput)
    .output(saveToWishlistOutput)
    .mutation(({ ctx, input }) => saveToWishlist(ctx, input)),
  remove: guestProcedure
    .input(removeFromWishlistsInput)
    .output(z.object({}))
    .mutation(({ ctx, input }) => removeFromWishlists(ctx, input)),
  list: guestProcedure
    .input(z.strictObject({}).optional())
    .output(listWishlistsOutput)
    .query(({ ctx }) => listWishlists(ctx)),
  create: guestProcedure
    .input(createWishlistInput)
    .output(saveToWishlistOutput)
    .mutation(({ ctx, input }) => createWishlist(ctx, input)),
  rename: guestProcedure
    .input(renameWishlistInput)
    .output(saveToWishlistOutput)
    .mutation(({ ctx, input }) => renameWishlist(ctx, input)),
  delete: guestProcedure
    .input(removeWishlistInput)
    .output(z.object({}))
    .mutation(({ ctx, input }) => deleteWishlist(ctx, input)),
});
