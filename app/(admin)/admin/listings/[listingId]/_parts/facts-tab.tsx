import { useLocale, useTranslations } from "next-intl";
import { Banner } from "@/app/_ui/banner";
import { formatTimeOfDay } from "@/app/_ui/format/dates";
import { formatCount, formatRatio } from "@/app/_ui/format/figures";
import { wordsOf } from "@/app/_ui/format/words-of";
import { Money } from "@/app/_ui/money";
import { Facts, Panel } from "@/app/_ui/panel";
import { Picture } from "@/app/_ui/picture";
import { pictureOf } from "@/app/_viewer/picture-of";
import type { AdminListing } from "@/server/modules/admin/directory-contract";
import { IdText, UtcDay, UtcInstant } from "../../../_parts/cells";

const BPS = 10_000;
const POINT_DIGITS = 5;

/** What the home is, what it asks, and what it lacks. */
export function FactsTab({ data }: { data: AdminListing }) {
  const t = useTranslations("admin.listings");
  const missing = useTranslations("hosting.editor.review.missingOf");
  const { listing, photos } = data;
  return (
    <div className="grid gap-3">
      {listing.status !== "published" && listing.missing.length > 0 ? (
        <Banner tone="amber" title={t("missing")}>
          {listing.missing.map((check) => missing(check)).join(" · ")}
        </Banner>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-3 md:grid-cols-2 xl:grid-cols-3">
        <HomePanel listing={listing} />
        <PricePanel data={data} />
        <RecordPanel listing={listing} />
      </div>
      <Panel title={t("photos", { count: photos.length })}>
        {photos.length === 0 ? (
          <p className="text-ink-2">{t("noPhotos")}</p>
        ) : (
          <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4 xl:grid-cols-6">
            {photos.map((photo) => (
              <li key={photo.photoId}>
                <Picture picture={pictureOf(photo)} sizes="200px" rounded="control" />
                <p className="mt-1 truncate text-ink-3 text-xs">{photo.caption || wordsOf(photo.room)}</p>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}

function HomePanel({ listing }: { listing: AdminListing["listing"] }) {
  const t = useTranslations("admin.listings.facts");
  const rooms = useTranslations("listing.roomTypes");
  const locale = useLocale();
  const { point, bathroomHalves } = listing;
  return (
    <Panel title={t("home")}>
      <Facts
        facts={[
          { label: t("type"), value: `${rooms(listing.roomType)}, ${wordsOf(listing.propertyType)}` },
          { label: t("guests"), value: listing.capacity },
          { label: t("bedrooms"), value: listing.bedrooms },
          { label: t("beds"), value: listing.beds },
          { label: t("bathrooms"), value: formatCount(bathroomHalves / 2, locale, 1) },
          { label: t("pets"), value: listing.petsMax === 0 ? t("none") : listing.petsMax },
          { label: t("amenities"), value: listing.amenityCount },
          {
            label: t("address"),
            value:
              [listing.addressLine, listing.postalCode, listing.city, listing.region, listing.countryCode]
                .filter(Boolean)
                .join(", ") || "–",
          },
          {
            label: t("point"),
            value: point
              ? `${point.latitude.toFixed(POINT_DIGITS)}, ${point.longitude.toFixed(POINT_DIGITS)}`
              : "–",
          },
        ]}
      />
    </Panel>
  );
}

function PricePanel({ data }: { data: AdminListing }) {
  const t = useTranslations("admin.listings.facts");
  const locale = useLocale();
  const { prices, rules, listing } = data;
  const share = (bps: number) => (bps === 0 ? t("none") : formatRatio(bps / BPS, locale, 0));
  return (
    <Panel title={t("prices")}>
      <Facts
        facts={[
          { label: t("base"), value: prices ? <Money {...prices.base} /> : "–" },
          { label: t("weekend"), value: prices?.weekend ? <Money {...prices.weekend} /> : t("asBase") },
          { label: t("cleaning"), value: prices ? <Money {...prices.cleaningFee} /> : "–" },
          { label: t("weekly"), value: prices ? share(prices.weeklyDiscountBps) : "–" },
          { label: t("monthly"), value: prices ? share(prices.monthlyDiscountBps) : "–" },
          { label: t("nights"), value: t("nightsRange", { min: rules.nightsMin, max: rules.nightsMax }) },
          { label: t("notice"), value: t("hours", { count: rules.advanceNoticeHours }) },
          { label: t("window"), value: t("days", { count: rules.bookingWindowDays }) },
          {
            label: t("preparation"),
            value: rules.preparationNights === 0 ? t("none") : rules.preparationNights,
          },
          {
            label: t("times"),
            value: t("timesText", {
              from: formatTimeOfDay(listing.checkInFromMinutes, locale),
              by: formatTimeOfDay(listing.checkOutByMinutes, locale),
            }),
          },
        ]}
      />
    </Panel>
  );
}

function RecordPanel({ listing }: { listing: AdminListing["listing"] }) {
  const t = useTranslations("admin.listings.facts");
  return (
    <Panel title={t("record")}>
      <Facts
        facts={[
          { label: t("id"), value: <IdText id={listing.listingId} /> },
          { label: t("version"), value: listing.version },
          { label: t("created"), value: <UtcDay at={listing.createdAt} /> },
          { label: t("updated"), value: <UtcInstant at={listing.updatedAt} /> },
          { label: t("zone"), value: listing.timeZone },
          { label: t("registration"), value: listing.registrationNumber ?? "–" },
        ]}
      />
    </Panel>
  );
}
