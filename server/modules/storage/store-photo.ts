/** Keeps photos in the blob store. The row that shows a photo is the listing's, written after its files are there. */
import { readPhotoType } from "@/server/modules/storage/rules";
import type { PublicCtx } from "@/server/platform/context";
import type { EncodedPhoto } from "@/server/platform/photo-codec";
import type { BlobStore } from "@/server/platform/ports";
import { isId, type ListingId, newId, type PhotoId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";

export const PHOTO_BYTES_MAX = 20 * 1024 * 1024;

export interface StoredFiles {
  readonly photoId: PhotoId;
  /** `${stem}-${width}.webp` for each of `widths`. */
  readonly stem: string;
  readonly widths: number[];
  readonly width: number;
  readonly height: number;
  readonly blur: string;
  /** Of the upload, to tell a photo that is there already. */
  readonly sha256: string;
}

/**
 * Checks, re-encodes and stores an upload under a name of ours. Network calls, no transaction. A failed put leaves nothing
 * behind.
 *
 * Refuses with `photo_type_not_allowed` before a byte is decoded, `photo_too_large`, `photo_dimensions_too_large` or
 * `photo_unreadable`.
 */
export async function storePhoto(
  ctx: Pick<PublicCtx, "ports" | "now" | "log">,
  input: {
    readonly listingId: ListingId;
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly encode: (bytes: Uint8Array) => Promise<EncodedPhoto>;
  },
): Promise<StoredFiles> {
  const { bytes, listingId } = input;
  if (bytes.byteLength > PHOTO_BYTES_MAX) throw refuse("photo_too_large", { bytesMax: PHOTO_BYTES_MAX });
  if (!readPhotoType(bytes)) throw refuse("photo_type_not_allowed", { allowed: ["JPEG", "PNG", "WebP"] });
  const { variants, width, height, blur } = await input.encode(bytes);
  const photoId = newId("photo", ctx.now.getTime());
  const files: StoredFiles = {
    photoId,
    stem: `${PHOTO_FILES}${listingId}/${photoId}`,
    widths: variants.map((variant) => variant.width),
    width,
    height,
    blur,
    sha256: await sha256(bytes),
  };
  try {
    for (const variant of variants)
      await ctx.ports.blob.put({
        pathname: pathnameOf(files.stem, variant.width),
        bytes: variant.bytes,
        contentType: "image/webp",
      });
  } catch (error) {
    await discardPhoto(ctx, files);
    throw error;
  }
  return files;
}

/** Removes the files of a photo that no row shows. A failure is logged: files without a row harm nobody. */
export async function discardPhoto(
  ctx: Pick<PublicCtx, "ports" | "log">,
  files: Pick<StoredFiles, "stem" | "widths">,
): Promise<void> {
  try {
    await deletePhotoFiles(ctx.ports.blob, files);
  } catch (error) {
    ctx.log.warn({ err: error, stem: files.stem }, "files of a refused photo stayed in the blob store");
  }
}

export async function deletePhotoFiles(
  blob: BlobStore,
  files: { readonly stem: string; readonly widths: readonly number[] },
): Promise<void> {
  await blob.delete(files.widths.map((width) => pathnameOf(files.stem, width)));
}

/** Every file of a photo stands below this. */
export const PHOTO_FILES = "photos/";
const FILE_NAME = /^(photos\/([a-z0-9_]+)\/photo_[a-z0-9]+)-\d{1,5}\.webp$/;

/** The photo that a file belongs to, by its name; undefined for a file that this module did not name. */
export function photoOfFile(
  pathname: string,
): { readonly listingId: ListingId; readonly stem: string } | undefined {
  const [, stem, listingId] = pathname.match(FILE_NAME) ?? [];
  if (stem === undefined || listingId === undefined || !isId("listing", listingId)) return undefined;
  return { listingId, stem };
}

function pathnameOf(stem: string, width: number): string {
  return `${stem}-${width}.webp`;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
