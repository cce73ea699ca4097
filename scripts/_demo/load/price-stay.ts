import type { Quote } from "@/server/modules/pricing/contract";
import { linesHashOf, priceStay, sealQuote } from "@/server/modules/pricing/issue-quote";
import type { PriceFacts, TaxFact } from "@/server/modules/pricing/price-facts";
import { expiryOf } from "@/server/modules/pricing/quote-token";
import type { StayFacts } from "@/server/modules/pricing/stay-facts";
import type { ListingId, PersonId, QuoteId } from "@/server/primitives/id";
import { fromDayNumber } from "@/server/primitives/local-date";
import type { DemoListing, DemoStay } from "../market/types";
import type { Frame } from "./frames";
import { DEMO_TAX_RULES } from "./frames";

/** The fee schedule of product.md: split, guests 14 %, hosts 3 %. */
export const DEMO_FEES = { version: 1, model: "split", guestFeeBps: 1400, hostFeeBps: 300 } as const;

/** The facts on which the market itself would price a stay in this home. */
export function stayFactsOf(home: DemoListing, hostId: PersonId, frame: Frame): StayFacts {
  return {
    home: {
      hostId,
      status: "published",
      capacity: home.facts.guestsMax,
      petsMax: home.petsMax,
      timeZone: frame.timeZone,
      checkInFromMinutes: home.checkInFromMinutes,
      checkOutByMinutes: home.checkOutByMinutes,
      cancellationPolicy: home.cancellationPolicy,
    },
    calendar: {
      taken: new Set(),
      blocked: new Set(),
      nightMins: {},
      rules: {
        nightsMin: home.facts.nightsMin,
        nightsMax: home.facts.nightsMax,
        advanceNoticeHours: home.advanceNoticeHours,
        preparationNights: 0,
        bookingWindowDays: home.bookingWindowDays,
        checkInWeekdays: [1, 2, 3, 4, 5, 6, 7],
        checkOutWeekdays: [1, 2, 3, 4, 5, 6, 7],
      },
    },
    prices: priceFactsOf(home, frame),
  };
}

function priceFactsOf(home: DemoListing, frame: Frame): PriceFacts {
  const path = `${frame.countryCode}/${frame.region}/${frame.name}`;
  return {
    currency: frame.currency,
    ...home.prices,
    nightMinMinor: null,
    nightMaxMinor: null,
    nightPrices: Object.fromEntries(
      home.nightPrices.map(({ day, amountMinor }) => [fromDayNumber(day), amountMinor]),
    ),
    taxes: DEMO_TAX_RULES.filter((rule) => rule.placePath === path).map(
      (rule): TaxFact => ({
        code: rule.code,
        name: rule.name,
        kind: rule.kind,
        rateBps: rule.rateBps ?? 0,
        amountMinor: rule.amountMinor ?? 0,
        onCleaningFee: rule.onCleaningFee ?? true,
        onServiceFee: rule.onServiceFee ?? false,
        nightsCap: rule.nightsCap ?? null,
        exemptFromNights: rule.exemptFromNights ?? null,
        childrenExempt: rule.childrenExempt ?? false,
      }),
    ),
    fees: DEMO_FEES,
  };
}

/**
 * The quote that the guest booked by, priced by the market's own arithmetic. It is signed while its stay has not ended;
 * with an older one nothing can be done any more, and 30,000 signatures would be a third of the load's work.
 */
export async function quoteOf(
  secret: string,
  facts: StayFacts,
  ids: { listingId: ListingId; quoteId: QuoteId },
  stay: DemoStay,
  issuedAt: Date,
  signed: boolean,
): Promise<Quote> {
  const range = {
    checkIn: fromDayNumber(stay.checkInDay),
    checkOut: fromDayNumber(stay.checkInDay + stay.nights),
  };
  const body = priceStay(facts, ids.listingId, range, stay.party);
  if (!signed)
    return { quoteId: ids.quoteId, ...body, issuedAt, expiresAt: expiryOf(issuedAt), signature: "" };
  const { listingId, party, total } = body;
  const ticket = {
    quoteId: ids.quoteId,
    listingId,
    stay: range,
    party,
    total,
    issuedAt,
    linesHash: await linesHashOf(body),
  };
  return sealQuote(secret, body, ticket);
}
