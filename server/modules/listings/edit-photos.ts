import { publish } from "@/server/events/publish";
import type { OwnListing, ROOMS } from "@/server/modules/listings/contract";
import { listingChanged, listingPhotoRemoved } from "@/server/modules/listings/events";
import { publishChecksOf, toOwnListing } from "@/server/modules/listings/own-view";
import {
  deletePhoto,
  lockListingOfHost,
  readOwnExtras,
  reorderPhotos,
  updateListing,
  updatePhoto,
} from "@/server/modules/listings/store";
import type { HostCtx } from "@/server/platform/context";
import { inTransaction, type Tx } from "@/server/platform/db";
import type { ListingId, PhotoId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

/**
 * Puts a home's photos in the sequence given. The list must name each photo of the home once; anything else, a photo of
 * another home above all, refuses the whole call with `photo_not_found`.
 */
export function movePhotos(
  ctx: HostCtx,
  input: { listingId: ListingId; photoIds: readonly PhotoId[] },
): Promise<OwnListing> {
  return editPhotos(ctx, input.listingId, (tx) => reorderPhotos(tx, input.listingId, input.photoIds));
}

/** Changes caption, alternative text or room. Refuses with `listing_not_found` or `photo_not_found`. */
export function editPhoto(
  ctx: HostCtx,
  input: {
    listingId: ListingId;
    photoId: PhotoId;
    caption?: string | undefined;
    alt?: string | undefined;
    room?: (typeof ROOMS)[number] | undefined;
  },
): Promise<OwnListing> {
  const { listingId, photoId, caption, alt, room } = input;
  const values = {
    ...(caption === undefined ? {} : { caption }),
    ...(alt === undefined ? {} : { alt }),
    ...(room === undefined ? {} : { room }),
  };
  if (Object.keys(values).length === 0) throw refuse("invalid_input", { fields: ["caption", "alt", "room"] });
  return editPhotos(ctx, listingId, (tx) => updatePhoto(tx, listingId, photoId, values));
}

/**
 * Takes a photo off a home. Refuses with `listing_not_found`, `photo_not_found`, or `listing_not_publishable` when a
 * published home would have too few.
 */
export function removePhoto(
  ctx: HostCtx,
  input: { listingId: ListingId; photoId: PhotoId },
): Promise<OwnListing> {
  const { listingId, photoId } = input;
  return editPhotos(ctx, listingId, async (tx) => {
    const removed = await deletePhoto(tx, listingId, photoId);
    if (!removed) return false;
    const { origin, stem, widths } = removed;
    const payload = { listingId, hostId: ctx.actor.personId, photoId, origin, stem, widths };
    await publish(tx, listingPhotoRemoved, { payload, at: ctx.now, trace: ctx.trace });
    return true;
  });
}

/** One transaction on the locked home; `change` answers false when a photo is not the home's. */
async function editPhotos(
  ctx: HostCtx,
  listingId: ListingId,
  change: (tx: Tx) => Promise<boolean>,
): Promise<OwnListing> {
  return inTransaction(ctx, async (tx) => {
    const row = await lockListingOfHost(tx, listingId, ctx.actor.personId);
    if (!row) throw refuse("listing_not_found", { listingId });
    if (!(await change(tx))) throw refuse("photo_not_found", { listingId });
    await updateListing(tx, listingId, { updatedAt: ctx.now });
    const extras = await readOwnExtras(tx, listingId);
    const after = { ...row, updatedAt: ctx.now, version: row.version + 1 };
    const missing = row.status === "published" ? publishChecksOf(ctx, after, extras) : [];
    if (missing.length > 0) throw refuse("listing_not_publishable", { missing });
    await publish(tx, listingChanged, {
      payload: { listingId, hostId: row.hostId, fields: ["photos"] },
      at: ctx.now,
      trace: ctx.trace,
    });
    return toOwnListing(ctx, after, extras);
  });
}
