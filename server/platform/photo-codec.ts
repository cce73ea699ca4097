/**
 * Makes web pictures of an uploaded photo: turned upright, in sRGB, re-encoded as WebP, with no byte of the upload's own.
 *
 * Camera, place and time are gone with the metadata, and so is anything hidden in the file. Memory is bounded by the pixel
 * limit, which is read from the header before a pixel is decoded, and by two photos at a time per process.
 * Refuses with `photo_dimensions_too_large` or `photo_unreadable`.
 */
import sharp from "sharp";
import { refuse } from "@/server/primitives/refusal";

export const PHOTO_PIXELS_MAX = 80_000_000;
const SIDE_MAX = 20_000;
const WIDTHS = [400, 800, 1_600] as const;
const WIDTH_MAX = 1_600;
/** A panorama turned upright is not cut, but made no taller than this. */
const HEIGHT_MAX = 4_800;
const QUALITY = 80;
const BLUR_WIDTH = 9;
const AT_ONCE_MAX = 2;

export interface EncodedPhoto {
  readonly width: number;
  readonly height: number;
  /** A few pixels as a data address, shown until the picture is there. */
  readonly blur: string;
  readonly variants: readonly { readonly width: number; readonly bytes: Uint8Array }[];
}

sharp.cache(false);
sharp.concurrency(1);

let atWork = 0;
const waiting: (() => void)[] = [];

export async function encodePhoto(bytes: Uint8Array): Promise<EncodedPhoto> {
  if (atWork >= AT_ONCE_MAX) await new Promise<void>((resolve) => waiting.push(resolve));
  atWork += 1;
  try {
    return await encode(bytes);
  } finally {
    atWork -= 1;
    waiting.shift()?.();
  }
}

async function encode(bytes: Uint8Array): Promise<EncodedPhoto> {
  await assertDimensions(bytes);
  const { data, info } = await readable(() =>
    sharp(bytes, { limitInputPixels: PHOTO_PIXELS_MAX, failOn: "error", sequentialRead: true })
      .autoOrient()
      .resize({ width: WIDTH_MAX, height: HEIGHT_MAX, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true }),
  );
  const picture = () =>
    sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  const variants: { width: number; bytes: Uint8Array }[] = [];
  for (const width of widthsOf(info.width))
    variants.push({ width, bytes: await picture().resize({ width }).webp({ quality: QUALITY }).toBuffer() });
  const blur = await picture().resize({ width: BLUR_WIDTH }).webp({ quality: 30 }).toBuffer();
  return {
    width: info.width,
    height: info.height,
    blur: `data:image/webp;base64,${blur.toString("base64")}`,
    variants,
  };
}

/** Never wider than the photo itself: its own width takes the place of the first that is. */
export function widthsOf(photoWidth: number): number[] {
  const narrower = WIDTHS.filter((width) => width < photoWidth);
  return [...narrower, Math.min(photoWidth, WIDTH_MAX)];
}

async function assertDimensions(bytes: Uint8Array): Promise<void> {
  // No pixel limit here: the header of a picture that is too large must be readable to say so.
  const { width, height } = await readable(() => sharp(bytes, { limitInputPixels: false }).metadata());
  if (width * height > PHOTO_PIXELS_MAX || width > SIDE_MAX || height > SIDE_MAX)
    throw refuse("photo_dimensions_too_large", { width, height, pixelsMax: PHOTO_PIXELS_MAX });
}

/** libvips says in an error of its own what it cannot read; to the host it is one thing. */
async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw Object.assign(refuse("photo_unreadable"), { cause: error });
  }
}
