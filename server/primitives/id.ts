/**
 * Ids: a UUIDv7 in the database, prefix + Crockford base32 everywhere in the code and on the wire
 * (`booking_01h455vb4pex5vsknk084sn02q`, the TypeID layout), branded per noun.
 *
 * The database columns (`platform/columns.ts`) convert, so a person's id cannot stand where a listing's is meant.
 * Ids are sortable by time and guessable; secrets are random and never made here.
 */
import { assert } from "@/server/primitives/assert";

export const ID_PREFIXES = [
  "person",
  "session",
  "listing",
  "photo",
  "block",
  "booking",
  "payment",
  "refund",
  "quote",
  "review",
  "event",
  "ledgertx",
  "entry",
  "wishlist",
  "delivery",
  "model",
  "training",
  "upload",
  "visit",
  "payout",
  "action",
  "endpoint",
] as const;

export type IdPrefix = (typeof ID_PREFIXES)[number];
declare const idBrand: unique symbol;
export type Id<P extends IdPrefix> = `${P}_${string}` & { readonly [idBrand]: P };

export type PersonId = Id<"person">;
export type ListingId = Id<"listing">;
export type PhotoId = Id<"photo">;
export type BlockId = Id<"block">;
export type BookingId = Id<"booking">;
export type PaymentId = Id<"payment">;
export type RefundId = Id<"refund">;
export type QuoteId = Id<"quote">;
export type ReviewId = Id<"review">;
export type EventId = Id<"event">;
export type LedgerTxId = Id<"ledgertx">;
export type WishlistId = Id<"wishlist">;
export type DeliveryId = Id<"delivery">;
export type ModelId = Id<"model">;
export type ActionId = Id<"action">;
export type EndpointId = Id<"endpoint">;

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Character codes of a hex digit or a base32 character to their values; a page of results converts hundreds of ids. */
const NO_DIGIT = 255;
const BODY_LENGTH = 26;
const HEX = "0123456789abcdef";
const HEX_VALUES = valuesOf(HEX);
const BASE32_VALUES = valuesOf(ALPHABET);

function valuesOf(digits: string): Uint8Array {
  const values = new Uint8Array(128).fill(NO_DIGIT);
  for (let value = 0; value < digits.length; value += 1) values[digits.charCodeAt(value)] = value;
  return values;
}

/** Analytics asks for one or two ids of every event there is: no pattern, no piece. */
export function isId<P extends IdPrefix>(prefix: P, value: string): value is Id<P> {
  const start = prefix.length + 1;
  if (value.length !== start + BODY_LENGTH || !value.startsWith(prefix)) return false;
  if (
    value.charCodeAt(prefix.length) !== UNDERSCORE ||
    (BASE32_VALUES[value.charCodeAt(start)] ?? NO_DIGIT) > FIRST_DIGIT_MAX
  )
    return false;
  for (let at = start + 1; at < value.length; at += 1)
    if ((BASE32_VALUES[value.charCodeAt(at)] ?? NO_DIGIT) === NO_DIGIT) return false;
  return true;
}

/** 26 characters hold 130 bits: the first two are zero. */
const PADDING_BITS = 2;
/** So the first digit holds the three highest bits alone. */
const FIRST_DIGIT_MAX = 7;

/** Writes the characters' codes of the UUID whose bytes stand at `at`. The layout is checked by the round-trip property test. */
function writeBody(bytes: Uint8Array, at: number, into: Uint8Array | number[], start: number): void {
  let next = start;
  let held = 0;
  let heldBits = PADDING_BITS;
  for (let index = at; index < at + UUID_BYTES; index += 1) {
    held = ((held << 8) | (bytes[index] ?? 0)) & 0x1fff;
    heldBits += 8;
    while (heldBits >= 5) {
      heldBits -= 5;
      into[next] = BASE32_CODES[(held >> heldBits) & 31] ?? 0;
      next += 1;
    }
  }
}

export function idFromUuid<P extends IdPrefix>(prefix: P, uuid: string): Id<P> {
  assert(UUID.test(uuid), `not a UUID: ${uuid}`);
  let next = 0;
  for (let at = 0; at < uuid.length; at += 2) {
    if (uuid.charCodeAt(at) === DASH) at += 1;
    const high = HEX_VALUES[uuid.charCodeAt(at)] ?? 0;
    scratch[next] = (high << 4) | (HEX_VALUES[uuid.charCodeAt(at + 1)] ?? 0);
    next += 1;
  }
  const codes = new Array<number>(BODY_LENGTH);
  writeBody(scratch, 0, codes, 0);
  // In one piece: a string put together letter by letter is a tree, which whoever reads or hashes it has to walk.
  return `${prefix}_${String.fromCharCode(...codes)}` as Id<P>;
}

const ascii = new TextDecoder();

/** The ids of UUIDs that stand one behind the other as bytes. Thousands of them are pieces of one text that is made at once. */
export function idsFromBytes<P extends IdPrefix>(prefix: P, bytes: Uint8Array): Id<P>[] {
  const count = bytes.length / UUID_BYTES;
  assert(Number.isInteger(count), "not whole UUIDs");
  const start = prefix.length + 1;
  const length = start + BODY_LENGTH;
  const codes = new Uint8Array(count * length);
  for (let nth = 0; nth < count; nth += 1) {
    for (let at = 0; at < prefix.length; at += 1) codes[nth * length + at] = prefix.charCodeAt(at);
    codes[nth * length + prefix.length] = UNDERSCORE;
    writeBody(bytes, nth * UUID_BYTES, codes, nth * length + start);
  }
  const text = ascii.decode(codes);
  return Array.from({ length: count }, (_, nth) => text.slice(nth * length, (nth + 1) * length) as Id<P>);
}

const BASE32_CODES = Uint8Array.from(ALPHABET, (digit) => digit.charCodeAt(0));
const UNDERSCORE = 95;
const DASH = 45;
const UUID_BYTES = 16;
const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const scratch = new Uint8Array(UUID_BYTES);

export function uuidOf(id: Id<IdPrefix>): string {
  const h = (at: number) => HEX_OF_BYTE[scratch[at] ?? 0] ?? "";
  writeUuid(id, scratch, 0);
  return `${h(0)}${h(1)}${h(2)}${h(3)}-${h(4)}${h(5)}-${h(6)}${h(7)}-${h(8)}${h(9)}-${h(10)}${h(11)}${h(12)}${h(13)}${h(14)}${h(15)}`;
}

/** Writes the 16 bytes of an id's UUID. Analytics does so a few times for every event there is. */
export function writeUuid(id: Id<IdPrefix>, into: Uint8Array, at: number): void {
  const start = id.indexOf("_") + 1;
  let valid = id.length === start + BODY_LENGTH;
  let held = 0;
  let heldBits = -PADDING_BITS;
  let next = at;
  for (let index = start; valid && index < id.length; index += 1) {
    const value = BASE32_VALUES[id.charCodeAt(index)] ?? NO_DIGIT;
    valid = value <= (index === start ? FIRST_DIGIT_MAX : 31);
    held = ((held << 5) | value) & 0xfff;
    heldBits += 5;
    if (heldBits >= 8) {
      heldBits -= 8;
      into[next] = held >> heldBits;
      next += 1;
    }
  }
  assert(valid, `not an id: ${id}`);
}

/** A UUIDv7 (RFC 9562) of the given instant; the 74 random bits come from the platform's own generator. */
export function uuidV7(atMs: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let ms = atMs;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function newId<P extends IdPrefix>(prefix: P, atMs?: number): Id<P> {
  return idFromUuid(prefix, uuidV7(atMs));
}
