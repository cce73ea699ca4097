import { getTranslations } from "next-intl/server";
import { pictureOf } from "@/app/_viewer/picture-of";
import type { PublicListing } from "@/server/modules/listings/contract";
import { Mosaic } from "./mosaic";

/** Hands the pictures with their captions to the mosaic. */
export async function Photos({ listing, saved }: { listing: PublicListing; saved: boolean }) {
  const t = await getTranslations("listing.rooms");
  const pictures = listing.photos.map((photo) => ({
    id: photo.photoId,
    room: photo.room,
    caption: photo.caption || t(photo.room),
    picture: pictureOf(photo),
  }));
  return <Mosaic listingId={listing.listingId} title={listing.title} saved={saved} pictures={pictures} />;
}
