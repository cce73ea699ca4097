import { getTranslations } from "next-intl/server";
import { MapView } from "@/app/_ui/map/map-view";
import type { PublicListing } from "@/server/modules/listings/contract";
import { Section } from "./section";

const ZOOM = 13.6;

/** About where it is: a circle around a shifted point, never the address. */
export async function Place({ listing, styleUrl }: { listing: PublicListing; styleUrl: string | undefined }) {
  const t = await getTranslations("listing.place");
  const place = [listing.neighbourhood, listing.city].filter(Boolean).join(", ");
  const point = { lat: listing.circle.latitude, lng: listing.circle.longitude };
  return (
    <Section
      id="location"
      title={t("title")}
      note={t("text", { place, metres: listing.circle.radiusMetres })}
    >
      <MapView
        label={t("map", { place })}
        center={point}
        zoom={ZOOM}
        circle={{ ...point, radiusM: listing.circle.radiusMetres }}
        styleUrl={styleUrl}
        still
        controls
        className="h-85 w-full rounded-card"
      />
    </Section>
  );
}
