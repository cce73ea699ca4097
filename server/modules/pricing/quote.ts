/**
 * Quotes a stay: every line, the total, a signature, and a price that holds for 30 minutes.
 *
 * One statement, no write, no network beyond the database; runs on Node and on the edge runtime. Anybody may ask. Nights
 * that the asking guest holds count as free for them.
 *
 * Refuses with `listing_not_found`, `party_too_large`, `pets_not_allowed`, `stay_rules_not_met` (details name the rule)
 * or `dates_not_available`.
 */
import type { Quote } from "@/server/modules/pricing/contract";
import { issueQuote, priceStay } from "@/server/modules/pricing/issue-quote";
import { readStayFacts } from "@/server/modules/pricing/store";
import { whyNotStay } from "@/server/modules/pricing/why-not-stay";
import type { CatalogueCtx } from "@/server/platform/context";
import type { Party } from "@/server/primitives/contracts";
import type { ListingId } from "@/server/primitives/id";
import { refuse } from "@/server/primitives/refusal";
import type { Stay } from "@/server/primitives/stay";

export interface QuoteInput {
  readonly listingId: ListingId;
  readonly stay: Stay;
  readonly party: Party;
}

export async function quote(ctx: CatalogueCtx, input: QuoteInput): Promise<Quote> {
  const { listingId, stay, party } = input;
  const askingGuest = ctx.actor?.personId;
  const facts = await readStayFacts(ctx.db, { listingId, range: stay, now: ctx.now, askingGuest });
  if (!facts) throw refuse("listing_not_found", { listingId });
  const refused = whyNotStay(facts, stay, party, ctx.now);
  if (refused) throw refuse(refused.code, { listingId, ...refused.details });
  return issueQuote(ctx.config.quoteSecret, priceStay(facts, listingId, stay, party), ctx.now);
}
