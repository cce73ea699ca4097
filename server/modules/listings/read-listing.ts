import { FUZZ_METRES_MAX } from "@/server/modules/listings/compute-fuzzed-point";
import { type PublicListing, publicListingContract } from "@/server/modules/listings/contract";
import { toPhoto } from "@/server/modules/listings/photo-view";
import { type PublicListingRow, readPublicListing } from "@/server/modules/listings/store";
import type { CatalogueCtx } from "@/server/platform/context";
import { instantOf } from "@/server/platform/db";
import { idFromUuid, type ListingId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

/**
 * What anybody may see of a published home, in one statement; runs on the edge runtime too. The exact address and point
 * are left in the database. Refuses with `listing_not_found` drafts, paused homes and homes of suspended hosts.
 */
export async function readListing(
  ctx: CatalogueCtx,
  input: { listingId: ListingId },
): Promise<PublicListing> {
  const row = await readPublicListing(ctx.db, input.listingId);
  if (!row) throw refuse("listing_not_found", { listingId: input.listingId });
  return toPublicListing(ctx, input.listingId, row);
}

function toPublicListing(ctx: CatalogueCtx, listingId: ListingId, row: PublicListingRow): PublicListing {
  const { listing, host } = row;
  const fields = Object.fromEntries(
    Object.entries(listing).map(([column, value]) => [
      column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
  const reviewCount = Number(listing.review_count);
  // The contract reads its own fields out of the row and drops the rest, so that a new column is never shown by itself.
  return publicListingContract.parse({
    ...fields,
    listingId,
    circle: {
      latitude: listing.fuzzed_latitude,
      longitude: listing.fuzzed_longitude,
      radiusMetres: FUZZ_METRES_MAX,
    },
    currency: row.price_currency ?? listing.currency,
    baseMinor: Number(row.base_minor ?? 0),
    ratingCenti: reviewCount === 0 ? null : Math.round(Number(listing.rating_sum_centi) / reviewCount),
    photos: row.photos.map((photo) => toPhoto(ctx.config, photo)),
    host: {
      hostId: idFromUuid("person", host.id),
      name: host.name,
      about: host.about,
      hostSince: instantOf(host.host_since),
      superhost: host.superhost,
      responseRateBps: host.response_rate_bps,
      responseMinutesMedian: host.response_minutes_median,
      languages: host.languages,
      listingCount: host.listing_count,
    },
    publishedAt: instantOf(listing.published_at),
  });
}
