"use client";
import { useTranslations } from "next-intl";
import { ListingCard } from "@/app/_ui/listing-card";
import { pictureOf } from "@/app/_viewer/picture-of";
import { useHomeFacts } from "@/app/(guest)/_cards/use-home-facts";
import { drawing } from "@/app/(guest)/_home/drawings";
import type { OwnListing } from "@/server/modules/listings/contract";
import type { ListingPrices } from "@/server/modules/pricing/contract";
import type { Draft } from "./draft";

/** The card as guests will see it, while it is being written. */
export function LivePreview({
  listing,
  draft,
  prices,
}: {
  listing: OwnListing;
  draft: Draft;
  prices: ListingPrices;
}) {
  const t = useTranslations("hosting");
  const kinds = useTranslations("listing.kinds");
  const factsOf = useHomeFacts();
  return (
    <aside className="max-lg:hidden">
      <p className="mb-3 font-semibold text-ink-2 text-xs">{t("editor.preview")}</p>
      <div className="sticky top-6" inert>
        <ListingCard
          headingLevel="h2"
          listing={{
            id: listing.listingId,
            href: "#",
            title: draft.title || t("listings.untitled"),
            kind: kinds(draft.propertyType),
            place: draft.neighbourhood || draft.city || "–",
            facts: factsOf(draft),
            rating: listing.ratingCenti === null ? null : listing.ratingCenti / 100,
            reviewCount: listing.reviewCount,
            pictures:
              listing.photos.length > 0 ? listing.photos.map(pictureOf) : [drawing("pine-hills-street")],
            ...(prices.baseMinor > 0
              ? { nightly: { amountMinor: prices.baseMinor, currency: prices.currency } }
              : {}),
          }}
        />
      </div>
    </aside>
  );
}
