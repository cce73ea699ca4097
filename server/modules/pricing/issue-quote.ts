/**
 * Turns a priced stay into a signed quote. Writes nothing: the token carries what a hold must know, and the signature
 * seals the whole quote as the guest sees it.
 */
import { computeQuoteLines } from "@/server/modules/pricing/compute-quote-lines";
import type { Quote } from "@/server/modules/pricing/contract";
import {
  expiryOf,
  issueToken,
  LINES_HASH_BYTES,
  type QuoteTicket,
  sealOf,
  toBase64Url,
} from "@/server/modules/pricing/quote-token";
import type { StayFacts } from "@/server/modules/pricing/stay-facts";
import type { Party } from "@/server/primitives/contracts";
import { type ListingId, newId } from "@/server/primitives/id";
import { money } from "@/server/primitives/money";
import type { Stay } from "@/server/primitives/stay";

type QuoteBody = Omit<Quote, "quoteId" | "issuedAt" | "expiresAt" | "signature">;

/** What the stay costs by these facts, before anybody signs it. */
export function priceStay(facts: StayFacts, listingId: ListingId, stay: Stay, party: Party): QuoteBody {
  const { totalMinor, lines, nightAmountsMinor, ...sums } = computeQuoteLines(facts.prices, stay, party);
  return {
    listingId,
    stay,
    party,
    lines: [...lines],
    total: money(totalMinor, facts.prices.currency),
    ...sums,
    nightAmountsMinor: [...nightAmountsMinor],
    feeScheduleVersion: facts.prices.fees.version,
    cancellationPolicy: facts.home.cancellationPolicy,
  };
}

/** Of all that a guest is shown beside the total: a change of any of it makes the quote another one. */
export async function linesHashOf(body: QuoteBody): Promise<Uint8Array<ArrayBuffer>> {
  const shown = [body.lines, body.nightAmountsMinor, body.cancellationPolicy, body.hostFeeMinor];
  const bytes = new TextEncoder().encode(JSON.stringify(shown));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).slice(0, LINES_HASH_BYTES);
}

export async function issueQuote(secret: string, body: QuoteBody, now: Date): Promise<Quote> {
  const { listingId, stay, party, total } = body;
  const ticket = { quoteId: newId("quote", now.getTime()), listingId, stay, party, total, issuedAt: now };
  const linesHash = await linesHashOf(body);
  return sealQuote(secret, body, { ...ticket, linesHash });
}

/** The quote of a ticket that is already out: same token, same times, same signature. */
export async function sealQuote(secret: string, body: QuoteBody, ticket: QuoteTicket): Promise<Quote> {
  const unsigned = {
    quoteId: await issueToken(secret, ticket),
    ...body,
    issuedAt: ticket.issuedAt,
    expiresAt: expiryOf(ticket.issuedAt),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(unsigned));
  return { ...unsigned, signature: toBase64Url(await sealOf(secret, bytes)) };
}
