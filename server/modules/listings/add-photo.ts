import { publish } from "@/server/events/publish";
import type { OwnListing } from "@/server/modules/listings/contract";
import { listingChanged } from "@/server/modules/listings/events";
import { toOwnListing } from "@/server/modules/listings/own-view";
import {
  appendPhoto,
  lockListingOfHost,
  PHOTOS_MAX,
  readListingOfHost,
  readOwnExtras,
  updateListing,
} from "@/server/modules/listings/store";
import type { HostCtx } from "@/server/platform/context";
import { inTransaction } from "@/server/platform/db";
import type { ListingId, PhotoId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

export interface AddPhotoInput {
  readonly listingId: ListingId;
  readonly photoId: PhotoId;
  readonly stem: string;
  readonly widths: number[];
  readonly width: number;
  readonly height: number;
  readonly blur: string;
  readonly sha256: string;
}

/**
 * Refuses a photo before its bytes are looked at: `listing_not_found` for a home that is not the host's,
 * `photo_count_exceeded` for one that is full.
 */
export async function assertTakesPhoto(ctx: HostCtx, listingId: ListingId): Promise<void> {
  const row = await readListingOfHost(ctx.db, listingId, ctx.actor.personId);
  if (!row) throw refuse("listing_not_found", { listingId });
  const { photos } = await readOwnExtras(ctx.db, listingId);
  if (photos.length >= PHOTOS_MAX) throw refuse("photo_count_exceeded", { countMax: PHOTOS_MAX });
}

/**
 * Shows a stored photo as the home's last. One transaction on the locked home. Refuses with `listing_not_found` or
 * `photo_count_exceeded`; the caller then removes the files.
 */
export async function addPhoto(ctx: HostCtx, input: AddPhotoInput): Promise<OwnListing> {
  const { listingId } = input;
  return inTransaction(ctx, async (tx) => {
    const row = await lockListingOfHost(tx, listingId, ctx.actor.personId);
    if (!row) throw refuse("listing_not_found", { listingId });
    const before = await readOwnExtras(tx, listingId);
    if (before.photos.length >= PHOTOS_MAX) throw refuse("photo_count_exceeded", { countMax: PHOTOS_MAX });
    const { photoId, ...photo } = input;
    await appendPhoto(tx, { ...photo, id: photoId, origin: "blob", createdAt: ctx.now });
    await updateListing(tx, listingId, { updatedAt: ctx.now });
    const payload = { listingId, hostId: row.hostId, fields: ["photos"] };
    await publish(tx, listingChanged, { payload, at: ctx.now, trace: ctx.trace });
    const after = { ...row, updatedAt: ctx.now, version: row.version + 1 };
    return toOwnListing(ctx, after, await readOwnExtras(tx, listingId));
  });
}
