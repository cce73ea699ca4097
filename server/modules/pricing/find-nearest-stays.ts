/**
 * The nearest stays of the same length in the same home that can be had, each with its total: what the loser of a race is
 * shown. One statement; nearest first, a later date before an earlier one at the same distance.
 */
import { computeQuoteLines } from "@/server/modules/pricing/compute-quote-lines";
import type { QuoteInput } from "@/server/modules/pricing/quote";
import { readStayFacts } from "@/server/modules/pricing/store";
import { whyNotStay } from "@/server/modules/pricing/why-not-stay";
import type { CatalogueCtx } from "@/server/platform/context";
import type { ListingId } from "@/server/primitives/id";
import { type Money, money } from "@/server/primitives/money";
import { type Stay, shiftStay } from "@/server/primitives/stay";

const DAYS_AWAY_MAX = 45;
const STAYS_MAX = 3;

export interface NearStay {
  readonly listingId: ListingId;
  readonly stay: Stay;
  readonly total: Money;
}

export async function findNearestStays(ctx: CatalogueCtx, input: QuoteInput): Promise<NearStay[]> {
  const { listingId, stay, party } = input;
  const range = {
    checkIn: shiftStay(stay, -DAYS_AWAY_MAX).checkIn,
    checkOut: shiftStay(stay, DAYS_AWAY_MAX).checkOut,
  };
  const askingGuest = ctx.actor?.personId;
  const facts = await readStayFacts(ctx.db, { listingId, range, now: ctx.now, askingGuest });
  if (!facts) return [];
  const found: NearStay[] = [];
  for (let away = 1; away <= DAYS_AWAY_MAX && found.length < STAYS_MAX; away += 1)
    for (const candidate of [shiftStay(stay, away), shiftStay(stay, -away)]) {
      if (found.length === STAYS_MAX || whyNotStay(facts, candidate, party, ctx.now)) continue;
      const { totalMinor } = computeQuoteLines(facts.prices, candidate, party);
      found.push({ listingId, stay: candidate, total: money(totalMinor, facts.prices.currency) });
    }
  return found;
}
