import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Query, routes } from "@/app/_routes";
import { Money } from "@/app/_ui/money";
import { Picture } from "@/app/_ui/picture";
import { Rating } from "@/app/_ui/rating";
import { pictureOf } from "@/app/_viewer/picture-of";
import type { ListingCardView } from "@/server/modules/search/contract";

type Props = { home: ListingCardView; query: Query; nights: number | undefined; lit: boolean };

/** A home in one line, beside the map of a phone: picture, kind and place, title, rating, price. */
export function HomeLine({ home, query, nights, lit }: Props) {
  const t = useTranslations("search.map");
  const kinds = useTranslations("listing.kinds");
  const facts = useTranslations("listing.facts");
  return (
    <article
      data-home={home.listingId}
      className={`relative flex items-center gap-3.5 rounded-panel p-2 transition-colors duration-120 ${lit ? "bg-moss-tint" : ""}`}
    >
      {home.photos[0] ? (
        <Picture
          picture={pictureOf(home.photos[0])}
          ratio="1/1"
          sizes="120px"
          rounded="control"
          className="w-29 shrink-0"
        />
      ) : null}
      <div className="min-w-0 flex-1">
        <p className="truncate text-ink-2">
          {kinds(home.propertyType)} · {home.neighbourhood || home.city}
        </p>
        <h3 className="line-clamp-2 font-semibold text-base leading-5.25">
          <Link href={routes.listing(home.listingId, query)} className="after:absolute after:inset-0">
            {home.title}
          </Link>
        </h3>
        <p className="flex flex-wrap items-center gap-x-1.5 text-ink-2">
          <Rating
            value={home.ratingCenti === null ? null : home.ratingCenti / 100}
            reviewCount={home.reviewCount}
          />
          <span aria-hidden="true">·</span>
          <span>{facts("bedrooms", { count: home.bedrooms })}</span>
        </p>
        <p className="mt-1 flex items-baseline gap-2">
          <Money {...(home.total ?? home.nightly)} look="price" />
          <span className="text-ink-2">
            {home.total && nights ? t("nights", { count: nights }) : t("aNight")}
          </span>
        </p>
      </div>
    </article>
  );
}
