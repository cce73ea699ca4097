/** Photos as everybody sees them. Addresses are composed when shown, so a moved blob store moves no row. */
import type { Photo } from "@/server/modules/listings/contract";
import type { MarketConfig } from "@/server/platform/context";
import { idFromUuid } from "@/server/primitives/id";

/** A photo as `photo_json` of the database gives it. */
export interface StoredPhoto {
  readonly id: string;
  readonly room: string;
  readonly caption: string;
  readonly alt: string;
  readonly origin: "demo" | "blob";
  readonly stem: string;
  readonly widths: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly blur: string;
}

export function photoBase(
  config: Pick<MarketConfig, "blobPublicBase">,
  photo: { origin: string; stem: string },
) {
  return photo.origin === "demo" ? `/demo/${photo.stem}` : `${config.blobPublicBase}/${photo.stem}`;
}

export function toPhoto(config: Pick<MarketConfig, "blobPublicBase">, stored: StoredPhoto): Photo {
  const { id, origin: _origin, stem: _stem, ...rest } = stored;
  return {
    ...rest,
    widths: [...stored.widths],
    // The column's values come from the same list as the contract's.
    room: stored.room as Photo["room"],
    photoId: idFromUuid("photo", id),
    base: photoBase(config, stored),
  };
}
