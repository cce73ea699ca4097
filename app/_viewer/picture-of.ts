import type { PictureData } from "@/app/_ui/picture";
import type { Photo } from "@/server/modules/listings/contract";

/** A listing's photo as the pictures of the screens take it. */
export function pictureOf(photo: Photo): PictureData {
  return {
    alt: photo.alt,
    variants: photo.widths.map((width) => ({ width, url: `${photo.base}-${width}.webp` })),
    blurDataUrl: photo.blur,
  };
}
