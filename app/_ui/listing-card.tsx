import { Feather, Sparkle } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import type { MoneyAmount } from "./format/money-parts";
import { Money } from "./money";
import type { PictureData } from "./picture";
import { PictureCarousel } from "./picture-carousel";
import { Rating } from "./rating";

export type ListingCardData = {
  id: string;
  href: string;
  title: string;
  /** Kind of home, in the reader's words: "Apartment". */
  kind: string;
  place: string;
  /** "1 bedroom · 2 beds · 1 bath" */
  facts: string;
  rating: number | null;
  reviewCount: number;
  pictures: readonly PictureData[];
  /** Guest total for the chosen nights with every mandatory fee; without dates, undefined. */
  total?: MoneyAmount | undefined;
  /** A home that is still being written may have none. */
  nightly?: MoneyAmount | undefined;
  guestFavourite?: boolean;
  /** Why it stands here: "Like the rowhouse you saved". */
  reason?: string | undefined;
};

export type ListingCardProps = {
  listing: ListingCardData;
  /** The heart, an island of the screen's own; absent where nothing can be saved. */
  heart?: ReactNode;
  /** Lit together with its map pin. */
  lit?: boolean;
  eager?: boolean;
  sizes?: string;
  headingLevel?: "h2" | "h3";
  className?: string;
};

const sizesOfGrid = "(min-width: 1280px) 302px, (min-width: 640px) 50vw, 100vw";

/** A home in a row or grid: picture, kind and place, title, facts, exact total, and why it is here. */
export function ListingCard(props: ListingCardProps) {
  const { listing, heart, lit, eager, sizes = sizesOfGrid, headingLevel: Heading = "h3", className } = props;
  const t = useTranslations("ui");
  return (
    <article
      className={classNames("group/card relative flex h-full min-w-0 flex-col", className)}
      data-listing={listing.id}
    >
      <div
        className={classNames(
          "relative rounded-card outline-offset-3 outline-moss transition-[outline-color] duration-120",
          lit ? "outline-2" : "outline-0",
        )}
      >
        <PictureCarousel
          pictures={listing.pictures}
          href={listing.href}
          sizes={sizes}
          {...(eager ? { eager } : {})}
        />
        {listing.guestFavourite ? (
          <span className="pointer-events-none absolute start-3 top-3 inline-flex h-6.5 items-center gap-1.25 rounded-small bg-surface/96 px-2.25 font-semibold text-ink text-xs">
            <Feather size={14} strokeWidth={1.75} className="text-clay" aria-hidden="true" />
            {t("card.favourite")}
          </span>
        ) : null}
        {heart ? <div className="absolute end-1.5 top-1.5 z-20">{heart}</div> : null}
      </div>
      <div className="relative flex flex-1 flex-col gap-0.5 pt-3">
        <div className="flex items-center justify-between gap-3">
          <span className="truncate text-ink-2">
            {listing.kind} · {listing.place}
          </span>
          <Rating value={listing.rating} reviewCount={listing.reviewCount} />
        </div>
        <Heading className="line-clamp-2 font-semibold text-base leading-5.5 tracking-[-0.006em]">
          {/* Covers the words under the picture; the picture is a link of its own that the keyboard skips. */}
          <Link href={listing.href} className="after:absolute after:inset-0 after:rounded-card">
            {listing.title}
          </Link>
        </Heading>
        <span className="truncate text-ink-2">{listing.facts}</span>
        {/* Prices of a line of cards stand level, also where a title takes two lines. */}
        <div className="mt-auto">
          <CardPrice listing={listing} />
          {listing.reason ? (
            <p className="mt-1 flex gap-1.5 text-ink-3 text-xs">
              <Sparkle size={13} aria-hidden="true" className="mt-0.5 shrink-0" />
              <span className="line-clamp-2">{listing.reason}</span>
            </p>
          ) : null}
        </div>
      </div>
    </article>
  );
}

function CardPrice({ listing }: { listing: ListingCardData }) {
  const t = useTranslations("ui");
  const { nightly, total } = listing;
  if (!nightly) return null;
  if (!total)
    return (
      <div className="mt-1.5 flex items-baseline gap-2">
        <Money {...nightly} look="price" />
        <span className="text-ink-2">{t("card.aNight")}</span>
      </div>
    );
  return (
    <div className="mt-1.5 flex items-baseline gap-2 whitespace-nowrap">
      <Money {...total} look="price" />
      <span className="text-ink-2">{t("card.inclFees")}</span>
      <span className="ms-auto truncate text-ink-3">
        {t.rich("card.nightly", { price: () => <Money {...nightly} round /> })}
      </span>
    </div>
  );
}
