/**
 * The quote id: a self-contained signed value, because quoting writes nothing and a hold is given nothing else.
 *
 * Layout of the token's bytes (big endian): version 1, quote UUID 16, listing UUID 16, check-in day number 4, nights 2,
 * adults, children, infants, pets 1 each, currency 3 (ASCII), total 6, issued at (ms) 6, lines hash 16. On the wire:
 * `quote_` + base64url(bytes) + `.` + base64url of the first 16 bytes of HMAC-SHA-256. WebCrypto alone, so the same code
 * runs on Node and on the edge runtime.
 */
import { type Party, partyContract } from "@/server/primitives/contracts";
import { idFromUuid, type ListingId, type QuoteId, uuidOf } from "@/server/primitives/id";
import { addDays, dayNumber, fromDayNumber } from "@/server/primitives/local-date";
import { AMOUNT_MINOR_MAX, isCurrency, type Money, money } from "@/server/primitives/money";
import { nightCount, STAY_NIGHTS_MAX, type Stay } from "@/server/primitives/stay";
import { addMs, MINUTE_MS } from "@/server/primitives/zoned";

export const QUOTE_MINUTES = 30;
const VERSION = 1;
const BYTE_COUNT = 74;
const MAC_BYTES = 16;
/** 2190-01-01 in days since 1970; a stay from a later date is nonsense. */
const DAY_COUNT_MAX = 80_354;
export const LINES_HASH_BYTES = 16;

export interface QuoteTicket {
  readonly quoteId: QuoteId;
  readonly listingId: ListingId;
  readonly stay: Stay;
  readonly party: Party;
  readonly total: Money;
  readonly issuedAt: Date;
  /** First 16 bytes of SHA-256 over what the guest was shown beside the total. */
  readonly linesHash: Uint8Array<ArrayBuffer>;
}

export function expiryOf(issuedAt: Date): Date {
  return addMs(issuedAt, QUOTE_MINUTES * MINUTE_MS);
}

const keys = new Map<string, Promise<CryptoKey>>();

/** One key per secret and process. */
function keyOf(secret: string): Promise<CryptoKey> {
  const known = keys.get(secret);
  if (known) return known;
  const imported = crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  keys.set(secret, imported);
  return imported;
}

/** HMAC-SHA-256 with the market's quote secret. */
export async function sealOf(
  secret: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign("HMAC", await keyOf(secret), bytes));
}

export async function issueToken(secret: string, ticket: QuoteTicket): Promise<string> {
  const bytes = pack(ticket);
  const mac = (await sealOf(secret, bytes)).slice(0, MAC_BYTES);
  return `quote_${toBase64Url(bytes)}.${toBase64Url(mac)}`;
}

/**
 * The ticket that a token spells, and whether we signed it: a forged one still says what the guest meant, so that the
 * refusal can carry an honest quote. Undefined when it spells nothing. Expiry is the caller's question.
 */
export async function readToken(
  secret: string,
  token: string,
): Promise<{ readonly ticket: QuoteTicket; readonly isOurs: boolean } | undefined> {
  const match = /^quote_([A-Za-z0-9_-]{99})\.([A-Za-z0-9_-]{22})$/.exec(token);
  if (!match) return undefined;
  const bytes = fromBase64Url(match[1] ?? "");
  const mac = fromBase64Url(match[2] ?? "");
  const expected = (await sealOf(secret, bytes)).slice(0, MAC_BYTES);
  const ticket = unpack(bytes);
  return ticket && { ticket, isOurs: isSame(mac, expected) };
}

/** Takes the same time wherever the first difference is. */
function isSame(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let index = 0; index < b.length; index += 1) difference |= (a[index] ?? 0) ^ (b[index] ?? 0);
  return difference === 0;
}

function pack(ticket: QuoteTicket): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(BYTE_COUNT);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, VERSION);
  bytes.set(uuidBytes(uuidOf(ticket.quoteId)), 1);
  bytes.set(uuidBytes(uuidOf(ticket.listingId)), 17);
  view.setUint32(33, dayNumber(ticket.stay.checkIn));
  view.setUint16(37, nightCount(ticket.stay));
  const { adults, children, infants, pets } = ticket.party;
  bytes.set([adults, children, infants, pets], 39);
  bytes.set(new TextEncoder().encode(ticket.total.currency), 43);
  setUint48(view, 46, ticket.total.amountMinor);
  setUint48(view, 52, ticket.issuedAt.getTime());
  bytes.set(ticket.linesHash, 58);
  return bytes;
}

function unpack(bytes: Uint8Array<ArrayBuffer>): QuoteTicket | undefined {
  const view = new DataView(bytes.buffer);
  const [dayCount, nights, amountMinor] = [view.getUint32(33), view.getUint16(37), getUint48(view, 46)];
  const currency = new TextDecoder().decode(bytes.slice(43, 46));
  const [adults = 0, children = 0, infants = 0, pets = 0] = bytes.slice(39, 43);
  const party = partyContract.safeParse({ adults, children, infants, pets });
  const sensible =
    dayCount < DAY_COUNT_MAX && nights >= 1 && nights <= STAY_NIGHTS_MAX && amountMinor <= AMOUNT_MINOR_MAX;
  if (view.getUint8(0) !== VERSION || !sensible || !isCurrency(currency) || !party.success) return undefined;
  const checkIn = fromDayNumber(dayCount);
  return {
    quoteId: idFromUuid("quote", uuidText(bytes.slice(1, 17))),
    listingId: idFromUuid("listing", uuidText(bytes.slice(17, 33))),
    stay: { checkIn, checkOut: addDays(checkIn, nights) },
    party: party.data,
    total: money(amountMinor, currency),
    issuedAt: new Date(getUint48(view, 52)),
    linesHash: bytes.slice(58, 58 + LINES_HASH_BYTES),
  };
}

const HIGH_WORD = 2 ** 32;
function setUint48(view: DataView, offset: number, value: number): void {
  view.setUint16(offset, Math.floor(value / HIGH_WORD));
  view.setUint32(offset + 2, value % HIGH_WORD);
}
function getUint48(view: DataView, offset: number): number {
  return view.getUint16(offset) * HIGH_WORD + view.getUint32(offset + 2);
}

function uuidBytes(uuid: string): Uint8Array {
  const hex = uuid.replaceAll("-", "");
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}
function uuidText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
