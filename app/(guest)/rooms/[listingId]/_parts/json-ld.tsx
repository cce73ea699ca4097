import { routes } from "@/app/_routes";
import type { PublicListing } from "@/server/modules/listings/contract";
import type { ReviewView } from "@/server/modules/reviews/contract";

const IMAGES_MAX = 12;
const REVIEWS_MAX = 5;
const COORDINATE_DIGITS = 5;

/**
 * schema.org VacationRental for search engines. Coordinates are the fuzzed point's, never the home's.
 * Source: developers.google.com/search/docs/appearance/structured-data/vacation-rental
 */
export function JsonLd({
  listing,
  reviews,
  appUrl,
}: {
  listing: PublicListing;
  reviews: readonly ReviewView[];
  appUrl: string;
}) {
  const absolute = (address: string) => new URL(address, appUrl).href;
  const described = {
    "@context": "https://schema.org",
    "@type": "VacationRental",
    additionalType: listing.roomType === "entire_home" ? "EntirePlace" : "PrivateRoom",
    identifier: listing.listingId,
    name: listing.title,
    description: listing.description,
    url: absolute(routes.listing(listing.listingId)),
    image: listing.photos
      .slice(0, IMAGES_MAX)
      .map((photo) => absolute(`${photo.base}-${photo.widths.at(-1) ?? 800}.webp`)),
    latitude: listing.circle.latitude.toFixed(COORDINATE_DIGITS),
    longitude: listing.circle.longitude.toFixed(COORDINATE_DIGITS),
    address: {
      "@type": "PostalAddress",
      addressLocality: listing.city,
      addressRegion: listing.region,
      addressCountry: listing.countryCode,
    },
    containsPlace: {
      "@type": "Accommodation",
      occupancy: { "@type": "QuantitativeValue", value: listing.capacity },
      numberOfBedrooms: listing.bedrooms,
      numberOfBathroomsTotal: listing.bathroomHalves / 2,
      amenityFeature: listing.amenities.map((amenity) => ({
        "@type": "LocationFeatureSpecification",
        name: amenity,
        value: true,
      })),
    },
    ...(listing.ratingCenti === null
      ? {}
      : {
          aggregateRating: {
            "@type": "AggregateRating",
            ratingValue: (listing.ratingCenti / 100).toFixed(2),
            reviewCount: listing.reviewCount,
          },
        }),
    review: reviews.slice(0, REVIEWS_MAX).map((review) => ({
      "@type": "Review",
      author: { "@type": "Person", name: review.guestName },
      datePublished: review.publishedAt.toISOString().slice(0, 10),
      reviewRating: { "@type": "Rating", ratingValue: review.rating },
      reviewBody: review.text,
    })),
  };
  // "<" is written as an escape, so that no text of a person can end the script element.
  const text = JSON.stringify(described).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with "<" escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: text }} />;
}
