import { getTranslations } from "next-intl/server";
import { Picture } from "@/app/_ui/picture";
import { pictureOf } from "@/app/_viewer/picture-of";
import type { PublicListing } from "@/server/modules/listings/contract";
import { Section } from "./section";

/** Bedrooms that there is a picture of. */
export async function Sleep({ listing }: { listing: PublicListing }) {
  const t = await getTranslations("listing");
  const rooms = listing.photos.filter((photo) => photo.room === "bedroom");
  if (rooms.length === 0) return null;
  return (
    <Section title={t("sleep.title")}>
      <ul className="grid grid-cols-1 gap-5 sm:grid-cols-2">
        {rooms.slice(0, 4).map((photo, at) => (
          <li key={photo.photoId}>
            <Picture
              picture={pictureOf(photo)}
              sizes="(min-width: 1024px) 380px, (min-width: 640px) 50vw, 100vw"
            />
            <p className="mt-3 font-semibold">
              {rooms.length > 1
                ? t("sleep.room", { room: t("rooms.bedroom"), number: at + 1 })
                : t("rooms.bedroom")}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
