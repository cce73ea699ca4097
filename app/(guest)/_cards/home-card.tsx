import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Query, routes } from "@/app/_routes";
import { ListingCard, type ListingCardProps } from "@/app/_ui/listing-card";
import { pictureOf } from "@/app/_viewer/picture-of";
import type { ListingCardView } from "@/server/modules/search/contract";
import { SaveHeart } from "./save-heart";
import { useHomeFacts } from "./use-home-facts";

type Props = Pick<ListingCardProps, "lit" | "eager" | "sizes" | "headingLevel" | "className"> & {
  home: ListingCardView;
  /** Dates, guests and where it was seen, carried to the home's page. */
  query?: Query;
  reason?: string | undefined;
  heart?: ReactNode;
};

/** How many pictures a card can be leafed through. */
const PICTURES_MAX = 5;

/** A home of a search result, a row or a wishlist, with its heart. Works in server components and islands. */
export function HomeCard({ home, query, reason, heart, ...rest }: Props) {
  const kinds = useTranslations("listing.kinds");
  const factsOf = useHomeFacts();
  return (
    <ListingCard
      {...rest}
      heart={heart ?? <SaveHeart listingId={home.listingId} title={home.title} saved={home.saved} />}
      listing={{
        id: home.listingId,
        href: routes.listing(home.listingId, query),
        title: home.title,
        kind: kinds(home.propertyType),
        place: home.neighbourhood || home.city,
        facts: factsOf(home),
        rating: home.ratingCenti === null ? null : home.ratingCenti / 100,
        reviewCount: home.reviewCount,
        pictures: home.photos.slice(0, PICTURES_MAX).map(pictureOf),
        total: home.total ?? undefined,
        nightly: home.nightly,
        guestFavourite: home.guestFavourite,
        reason,
      }}
    />
  );
}
