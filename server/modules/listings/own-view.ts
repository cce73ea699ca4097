/** A home as its host sees it, with what it still lacks before guests may find it. */
import type { EDITOR_STEPS, OwnListing } from "@/server/modules/listings/contract";
import { toPhoto } from "@/server/modules/listings/photo-view";
import { type PublishCheck, whyNotPublishable } from "@/server/modules/listings/rules";
import type { ListingRow, OwnExtras } from "@/server/modules/listings/store";
import type { GuestCtx } from "@/server/platform/context";

export function publishChecksOf(ctx: GuestCtx, row: ListingRow, extras: OwnExtras): PublishCheck[] {
  return whyNotPublishable({
    ...row,
    photoCount: extras.photos.length,
    baseMinor: extras.baseMinor,
    emailVerified: ctx.actor.emailVerified,
  });
}

export function toOwnListing(
  ctx: GuestCtx,
  row: ListingRow,
  extras: OwnExtras,
  photosMax?: number,
): OwnListing {
  return {
    listingId: row.id,
    status: row.status,
    version: row.version,
    // Columns of text hold values of the contract's lists, since every write goes through the contract.
    draftStep: row.draftStep as (typeof EDITOR_STEPS)[number],
    fields: toFields(row),
    photos: extras.photos.slice(0, photosMax).map((photo) => toPhoto(ctx.config, photo)),
    missing: publishChecksOf(ctx, row, extras),
    baseMinor: extras.baseMinor,
    currency: row.currency,
    ratingCenti: row.reviewCount === 0 ? null : Math.round(row.ratingSumCenti / row.reviewCount),
    reviewCount: row.reviewCount,
    updatedAt: row.updatedAt,
  };
}

function toFields(row: ListingRow): OwnListing["fields"] {
  return {
    title: row.title,
    description: row.description,
    propertyType: row.propertyType as OwnListing["fields"]["propertyType"],
    roomType: row.roomType,
    countryCode: row.countryCode,
    region: row.region,
    city: row.city,
    neighbourhood: row.neighbourhood,
    addressLine: row.addressLine,
    postalCode: row.postalCode,
    latitude: row.latitude,
    longitude: row.longitude,
    timeZone: row.timeZone,
    capacity: row.capacity,
    bedrooms: row.bedrooms,
    beds: row.beds,
    bathroomHalves: row.bathroomHalves,
    areaSquareMetres: row.areaSquareMetres,
    amenities: row.amenities as OwnListing["fields"]["amenities"],
    petsMax: row.petsMax,
    houseRules: row.houseRules,
    safety: row.safety,
    checkInFromMinutes: row.checkInFromMinutes,
    checkOutByMinutes: row.checkOutByMinutes,
    checkInNote: row.checkInNote,
    selfCheckIn: row.selfCheckIn,
    instantBook: true,
    cancellationPolicy: row.cancellationPolicy,
    registrationNumber: row.registrationNumber,
  };
}
