/** What a file is, by its bytes: its name and the type a client states are not looked at. */

const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export type PhotoType = "image/jpeg" | "image/png" | "image/webp";

/**
 * The photo's type, or undefined for anything else: SVG, HTML, PDF, AVIF, HEIC, TIFF and GIF among them, and for a photo
 * that is a page, a document or an archive as well.
 */
export function readPhotoType(bytes: Uint8Array): PhotoType | undefined {
  const type = typeByFirstBytes(bytes);
  return type === undefined || isAlsoSomethingElse(bytes) ? undefined : type;
}

function typeByFirstBytes(bytes: Uint8Array): PhotoType | undefined {
  if (startsWith(bytes, JPEG)) return "image/jpeg";
  if (startsWith(bytes, PNG)) return "image/png";
  if (latin(bytes, 0, 4) === "RIFF" && latin(bytes, 8, 12) === "WEBP") return "image/webp";
  return undefined;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Five bytes or more each, so that a picture of 20 MB holds one by chance once in a million uploads. */
const MARKS = /%PDF-|<script|<html|<!doctype|<\?php|<svg[\s>]|<iframe|<body/i;
/** A zip archive is read from its end, wherever it begins. */
const ZIP_END = "PK\u0005\u0006";
const ZIP_END_BYTES_MAX = 65_557;
const PART_BYTES = 65_536;
const OVERLAP_BYTES = 16;

function isAlsoSomethingElse(bytes: Uint8Array): boolean {
  for (let start = 0; start < bytes.length; start += PART_BYTES)
    if (MARKS.test(latin(bytes, start, start + PART_BYTES + OVERLAP_BYTES))) return true;
  return latin(bytes, Math.max(0, bytes.length - ZIP_END_BYTES_MAX), bytes.length).includes(ZIP_END);
}

/** One character a byte. */
function latin(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, Math.min(end, bytes.length)));
}
