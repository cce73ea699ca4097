/** Procedures of listings: the public page, and a host's own homes. */
import {
  createListingInput,
  createListingOutput,
  editPhotoInput,
  listOwnListingsInput,
  listOwnListingsOutput,
  movePhotoInput,
  ownListingContract,
  publicListingContract,
  readListingInput,
  removePhotoInput,
  saveListingInput,
} from "@/server/modules/listings/contract";
import { createListing } from "@/server/modules/listings/create-listing";
import { editPhoto, movePhotos, removePhoto } from "@/server/modules/listings/edit-photos";
import { pauseListing, publishListing } from "@/server/modules/listings/publish-listing";
import { readListing } from "@/server/modules/listings/read-listing";
import { listOwnListings, readOwnListing } from "@/server/modules/listings/read-own-listing";
import { saveListing } from "@/server/modules/listings/save-listing";
import { router } from "@/server/trpc/init";
import { guestProcedure, hostProcedure, publicProcedure } from "@/server/trpc/procedures";

export const listingsRouter = router({
  read: publicProcedure
    .input(readListingInput)
    .output(publicListingContract)
    .query(({ ctx, input }) => readListing(ctx, input)),
  create: guestProcedure
    .input(createListingInput)
    .output(createListingOutput)
    .mutation(({ ctx, input }) => createListing(ctx, input)),
  save: hostProcedure
    .input(saveListingInput)
    .output(ownListingContract)
    .mutation(({ ctx, input }) => saveListing(ctx, input)),
  readOwn: hostProcedure
    .input(readListingInput)
    .output(ownListingContract)
    .query(({ ctx, input }) => readOwnListing(ctx, input)),
  listOwn: hostProcedure
    .input(listOwnListingsInput)
    .output(listOwnListingsOutput)
    .query(({ ctx, input }) => listOwnListings(ctx, input)),
  publish: hostProcedure
    .input(readListingInput)
    .output(ownListingContract)
    .mutation(({ ctx, input }) => publishListing(ctx, input)),
  pause: hostProcedure
    .input(readListingInput)
    .output(ownListingContract)
    .mutation(({ ctx, input }) => pauseListing(ctx, input)),
  movePhotos: hostProcedure
    .input(movePhotoInput)
    .output(ownListingContract)
    .mutation(({ ctx, input }) => movePhotos(ctx, input)),
  editPhoto: hostProcedure
    .input(editPhotoInput)
    .output(ownListingContract)
    .mutation(({ ctx, input }) => editPhoto(ctx, input)),
  removePhoto: hostProcedure
    .input(removePhotoInput)
    .output(ownListingContract)
    .mutation(({ ctx, input }) => removePhoto(ctx, input)),
});
