import { toPhoto } from "@/server/modules/listings/photo-view";
import type { Candidate } from "@/server/modules/search/candidates";
import type { ListingCardView, SearchSort } from "@/server/modules/search/contract";
import { reasonOf } from "@/server/modules/search/sort-candidates";
import type { Spot } from "@/server/modules/search/spot";
import type { CardJson } from "@/server/modules/search/store";
import type { MarketConfig } from "@/server/platform/context";
import { idFromUuid } from "@/server/primitives/id";
import type { LocalDate } from "@/server/primitives/local-date";
import { money } from "@/server/primitives/money";

/** A home as results and rows of homes show it. */
export function toCard(
  config: Pick<MarketConfig, "blobPublicBase">,
  candidate: Candidate,
  card: CardJson,
  shown: { readonly sort: SearchSort; readonly centre: Spot | undefined; readonly today: LocalDate },
): ListingCardView {
  const { facts, totalMinor } = candidate;
  return {
    listingId: idFromUuid("listing", candidate.uuid),
    title: card.title,
    propertyType: facts.propertyType,
    roomType: facts.roomType,
    city: facts.city,
    neighbourhood: card.neighbourhood,
    latitude: facts.latitude,
    longitude: facts.longitude,
    capacity: facts.capacity,
    bedrooms: facts.bedrooms,
    beds: facts.beds,
    bathroomHalves: facts.bathroomHalves,
    instantBook: facts.instantBook,
    guestFavourite: facts.guestFavourite,
    freeCancellation: candidate.freeCancellation,
    ratingCenti: facts.ratingCenti,
    reviewCount: facts.reviewCount,
    photos: card.photos.map((photo) => toPhoto(config, photo)),
    total: totalMinor === null ? null : money(totalMinor, facts.currency),
    nightly: money(candidate.nightlyMinor, facts.currency),
    saved: candidate.saved,
    reason: reasonOf(candidate, shown),
  };
}
