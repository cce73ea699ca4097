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
  const rating = listing.ratingCenti === null ? undefined : (listing.ratingCenti / 100).toFixed(2);
  return (
    <div className="panel mt-6 grid grid-cols-1 divide-line max-sm:divide-y sm:grid-cols-[auto_auto_1fr] sm:divide-x rtl:sm:divide-x-reverse">
      <div className="flex items-center gap-3 px-6 py-3.5">
        {rating ? (
          <>
            <span className="title-xl leading-none tabular-nums">{rating}</span>
            <div>
              <span aria-hidden="true" className="flex gap-px text-clay">
                {[1, 2, 3, 4, 5].map((star) => (
                  <Star key={star} size={13} className="fill-current" />
                ))}
              </span>
              <a href="#reviews" className="link text-ink-2">
                {t("reviews", { count: listing.reviewCount })}
              </a>
            </div>
          </>
        ) : (
          <div>
            <div className="font-semibold">{t("new")}</div>
            <span className="text-ink-2">{t("newNote")}</span>
          </div>
        )}
      </div>
      {listing.guestFavourite ? (
        <div className="flex items-center gap-3 px-6 py-3.5">
          <Feather size={24} strokeWidth={1.75} aria-hidden="true" className="text-clay" />
          <div>
            <div className="font-semibold">{t("favourite")}</div>
            <span className="text-ink-2">{t("favouriteNote", { city: listing.city })}</span>
          </div>
        </div>
      ) : null}
      <div className="flex items-center gap-3 px-6 py-3.5">
        <Avatar id={listing.host.hostId} name={listing.host.name} />
        <div>
          <div className="font-semibold">{t("hostedBy", { name: listing.host.name })}</div>
          <span className="text-ink-2">{await hostNote(listing)}</span>
        </div>
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
