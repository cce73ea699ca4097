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

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const BODY = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isId<P extends IdPrefix>(prefix: P, value: string): value is Id<P> {
  return value.startsWith(`${prefix}_`) && BODY.test(value.slice(prefix.length + 1));
}

export function idFromUuid<P extends IdPrefix>(prefix: P, uuid: string): Id<P> {
  assert(UUID.test(uuid), `not a UUID: ${uuid}`);
  let rest = BigInt(`0x${uuid.replaceAll("-", "")}`);
  let body = "";
  for (let place = 0; place < 26; place += 1) {
    body = (ALPHABET[Number(rest & 31n)] ?? "") + body;
    rest >>= 5n;
  }
  // The layout is checked by the round-trip property test.
  return `${prefix}_${body}` as Id<P>;
}

export function uuidOf(id: Id<IdPrefix>): string {
  const body = id.slice(id.indexOf("_") + 1);
  assert(BODY.test(body), `not an id: ${id}`);
  let number = 0n;
  for (const character of body) number = (number << 5n) | BigInt(ALPHABET.indexOf(character));
  const hex = number.toString(16).padStart(32, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
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
