import { Star } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { Meter } from "@/app/_ui/meter";
import {
  type listReviewsOutput,
  REVIEW_CATEGORIES,
  type reviewSummaryOutput,
} from "@/server/modules/reviews/contract";
import type { ListingId } from "@/server/primitives/id";
import { ReviewList } from "./review-list";
import { Section } from "./section";

type Props = {
  listingId: ListingId;
  summary: z.output<typeof reviewSummaryOutput>;
  first: z.output<typeof listReviewsOutput>;
};

const STARS_MAX_CENTI = 500;

/** The mean, the six categories, and what guests wrote. */
export async function Reviews({ listingId, summary, first }: Props) {
  const t = await getTranslations("listing.reviews");
  if (summary.ratingCenti === null)
    return (
      <Section id="reviews" title={t("none")}>
        <p className="text-ink-2">{t("noneText")}</p>
      </Section>
    );
  const rating = (summary.ratingCenti / 100).toFixed(2);
  return (
    <Section
      id="reviews"
      title={
        <span className="flex items-center gap-2">
          <Star size={18} aria-hidden="true" className="fill-clay text-clay" />
          {t("title", { rating, count: summary.reviewCount })}
        </span>
      }
    >
      <div className="grid grid-cols-1 gap-x-10 gap-y-3.5 sm:grid-cols-3">
        {REVIEW_CATEGORIES.map((category) => {
          const mean = summary.categories[category] ?? null;
          return mean === null ? null : (
            <Meter
              key={category}
              label={t(category)}
              value={mean}
              max={STARS_MAX_CENTI}
              figure={(mean / 100).toFixed(2)}
            />
          );
        })}
      </div>
      <ReviewList listingId={listingId} first={first} />
    </Section>
  );
}
