import { useTranslations } from "next-intl";
import type { Amenity } from "@/server/modules/listings/contract";
import { AllAmenities } from "./all-amenities";
import { amenityIcon } from "./amenity-icons";
import { Section } from "./section";

const SHOWN_MAX = 8;

/** The first few, and all of them on a press. */
export function Amenities({ amenities }: { amenities: readonly Amenity[] }) {
  const t = useTranslations("listing");
  if (amenities.length === 0) return null;
  return (
    <Section id="amenities" title={t("amenitiesTitle")}>
      <Rows amenities={amenities.slice(0, SHOWN_MAX)} />
      {amenities.length > SHOWN_MAX ? (
        <AllAmenities count={amenities.length}>
          <Rows amenities={amenities} />
        </AllAmenities>
      ) : null}
    </Section>
  );
}

function Rows({ amenities }: { amenities: readonly Amenity[] }) {
  const t = useTranslations("listing.amenities");
  return (
    <ul className="grid grid-cols-1 gap-x-8 gap-y-3.5 sm:grid-cols-2">
      {amenities.map((amenity) => {
        const Icon = amenityIcon(amenity);
        return (
          <li key={amenity} className="flex items-center gap-3.5 text-base">
            <Icon size={22} strokeWidth={1.6} aria-hidden="true" className="shrink-0" />
            {t(amenity)}
          </li>
        );
      })}
    </ul>
  );
}
