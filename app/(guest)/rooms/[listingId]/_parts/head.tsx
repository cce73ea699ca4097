import { Feather, Star } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { bathsText } from "@/app/(guest)/_cards/use-home-facts";
import type { PublicListing } from "@/server/modules/listings/contract";

/** What and where, how big, and the three facts that decide: rating, favourite, host. */
export async function Head({ listing }: { listing: PublicListing }) {
  const t = await getTranslations("listing");
  const facts = await getTranslations("listing.facts");
  const place = [listing.neighbourhood, listing.city].filter(Boolean).join(", ");
  const parts = [
    facts("guests", { count: listing.capacity }),
    facts("bedrooms", { count: listing.bedrooms }),
    facts("beds", { count: listing.beds }),
    bathsText(listing.bathroomHalves, facts),
    ...(listing.areaSquareMetres ? [facts("area", { metres: listing.areaSquareMetres })] : []),
  ];
  return (
    <header id="overview">
      <p className="text-ink-2">
        {t(`whole.${listing.roomType}`, {
          kind: t(`kinds.${listing.propertyType}`).toLocaleLowerCase(await getLocale()),
          place,
        })}
      </p>
      <h1 className="title-xl mt-0.5">{listing.title}</h1>
      <p className="mt-1.5 text-base text-ink-2">{parts.join(" · ")}</p>
      <FactsPanel listing={listing} />
    </header>
  );
}

async function FactsPanel({ listing }: { listing: PublicListing }) {
  const t = await getTranslations("listing.head");
  const host = (
    <>
      <Avatar id={listing.host.hostId} name={listing.host.name} />
      <div>
        <div className="font-semibold">{t("hostedBy", { name: listing.host.name })}</div>
        <span className="text-ink-2">{await hostNote(listing)}</span>
      </div>
    </>
  );
  return (
    <>
      <div className="panel mt-6 grid auto-cols-fr grid-flow-col divide-x max-sm:*:nth-last-2:border-e-0 divide-line sm:auto-cols-auto">
        <RatingFact listing={listing} />
        {listing.guestFavourite ? (
          <div className={fact}>
            <Feather size={24} strokeWidth={1.75} aria-hidden="true" className="text-clay max-sm:size-5" />
            <div>
              <div className="font-semibold max-sm:font-normal max-sm:text-ink-2 max-sm:text-xs">
                {t("favourite")}
              </div>
              <span className="text-ink-2 max-sm:hidden">{t("favouriteNote", { city: listing.city })}</span>
            </div>
          </div>
        ) : null}
        {listing.reviewCount > 0 ? (
          <a href="#reviews" className={`${fact} sm:hidden`}>
            <span className="title-lg leading-none tabular-nums">{listing.reviewCount}</span>
            <span className="text-ink-2 text-xs underline underline-offset-3">
              {t("reviewsWord", { count: listing.reviewCount })}
            </span>
          </a>
        ) : null}
        <div className={`${fact} max-sm:hidden`}>{host}</div>
      </div>
      <div className="mt-5 flex items-center gap-3.5 sm:hidden">{host}</div>
    </>
  );
}

/** On a phone a figure over a word, as many side by side as there are; wider, both in a line. */
const fact =
  "flex gap-3 px-6 py-3.5 max-sm:min-h-19 max-sm:flex-col max-sm:items-center max-sm:justify-center max-sm:gap-1.5 max-sm:px-2 max-sm:text-center sm:items-center";

async function RatingFact({ listing }: { listing: PublicListing }) {
  const t = await getTranslations("listing.head");
  if (listing.ratingCenti === null)
    return (
      <div className={fact}>
        <div>
          <div className="font-semibold">{t("new")}</div>
          <span className="text-ink-2 max-sm:text-xs">{t("newNote")}</span>
        </div>
      </div>
    );
  return (
    <div className={fact}>
      <span className="title-xl leading-none tabular-nums max-sm:title-lg">
        {(listing.ratingCenti / 100).toFixed(2)}
      </span>
      <span className="text-ink-2 text-xs sm:hidden">{t("outOf")}</span>
      <div className="max-sm:hidden">
        <span aria-hidden="true" className="flex gap-px text-clay">
          {[1, 2, 3, 4, 5].map((star) => (
            <Star key={star} size={13} className="fill-current" />
          ))}
        </span>
        <a href="#reviews" className="link text-ink-2">
          {t("reviews", { count: listing.reviewCount })}
        </a>
      </div>
    </div>
  );
}

const HOUR_MINUTES = 60;

async function hostNote({ host }: PublicListing): Promise<string> {
  const t = await getTranslations("listing.head");
  const minutes = host.responseMinutesMedian;
  const since = new Intl.DateTimeFormat(await getLocale(), {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(host.hostSince);
  const answers =
    minutes === null
      ? t("hostSince", { date: since })
      : minutes < HOUR_MINUTES
        ? t("answers", { minutes })
        : t("answersHours", { hours: Math.round(minutes / HOUR_MINUTES) });
  return host.superhost
    ? `${t("superhost")} · ${answers}`
    : answers.charAt(0).toLocaleUpperCase() + answers.slice(1);
}
