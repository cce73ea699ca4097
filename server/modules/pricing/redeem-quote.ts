/**
 * Checks a quote id against present facts: what a hold does before it takes the nights.
 *
 * One statement; also reads what the booking will freeze. Gives back the quote as it was issued, signature and all. The
 * amount charged is the amount quoted, or this refuses: `quote_tampered`, `quote_expired` or `quote_changed`, each with an
 * honest new quote in its details where the stay can still be had; `listing_not_found`, `party_too_large`,
 * `pets_not_allowed`, `stay_rules_not_met`; and `dates_just_taken` when a night is gone.
 */
import type { Quote } from "@/server/modules/pricing/contract";
import { issueQuote, linesHashOf, priceStay, sealQuote } from "@/server/modules/pricing/issue-quote";
import { expiryOf, type QuoteTicket, readToken } from "@/server/modules/pricing/quote-token";
import type { SnapshotFacts, StayFacts } from "@/server/modules/pricing/stay-facts";
import { readSnapshotFacts } from "@/server/modules/pricing/store";
import { whyNotStay } from "@/server/modules/pricing/why-not-stay";
import type { GuestCtx } from "@/server/platform/context";
import type { QuoteId } from "@/server/primitives/id";
import { type RefusalCode, refuse } from "@/server/primitives/refusal";

export interface RedeemedQuote {
  readonly id: QuoteId;
  readonly quote: Quote;
  readonly facts: StayFacts;
  readonly snapshot: SnapshotFacts;
}

export async function redeemQuote(ctx: GuestCtx, token: string): Promise<RedeemedQuote> {
  const { quoteSecret } = ctx.config;
  const read = await readToken(quoteSecret, token);
  if (!read) throw refuse("quote_tampered", { quote: null });
  const { ticket, isOurs } = read;
  const { listingId, stay, party } = ticket;
  const found = await readSnapshotFacts(ctx.db, {
    listingId,
    range: stay,
    now: ctx.now,
    askingGuest: ctx.actor.personId,
  });
  if (!found) throw refuse(isOurs ? "listing_not_found" : "quote_tampered", { quote: null });
  const { facts, snapshot } = found;
  const refused = whyNotStay(facts, stay, party, ctx.now);
  const body = priceStay(facts, listingId, stay, party);
  const code = await whyNotAsQuoted(ticket, isOurs, body, ctx.now);
  if (code) {
    const quote = refused ? null : await issueQuote(quoteSecret, body, ctx.now);
    throw refuse(code, { quote, ...(refused ? { because: refused.code } : {}) });
  }
  if (refused?.code === "dates_not_available") throw refuse("dates_just_taken", { listingId, stay, party });
  if (refused) throw refuse(refused.code, { listingId, ...refused.details });
  return { id: ticket.quoteId, quote: await sealQuote(quoteSecret, body, ticket), facts, snapshot };
}

async function whyNotAsQuoted(
  ticket: QuoteTicket,
  isOurs: boolean,
  body: ReturnType<typeof priceStay>,
  now: Date,
): Promise<RefusalCode | undefined> {
  if (!isOurs) return "quote_tampered";
  if (now >= expiryOf(ticket.issuedAt)) return "quote_expired";
  const { total } = ticket;
  if (body.total.currency !== total.currency || body.total.amountMinor !== total.amountMinor)
    return "quote_changed";
  const hash = await linesHashOf(body);
  return hash.every((byte, index) => byte === ticket.linesHash[index]) ? undefined : "quote_changed";
}
