/**
 * The price of a stay, line by line: a pure function of price facts, dates and party.
 *
 * It serves search results, the listing page and checkout, so that the three agree to the minor unit. Layers in
 * sequence: base → weekend → per-date price → host bounds → length-of-stay discount → extra guests → cleaning → pets →
 * guest service fee → taxes. Integers only; every rounding is half up and happens once per line.
 */
import type { QuoteLine } from "@/server/modules/pricing/contract";
import {
  computeDiscounts,
  computeNightRate,
  type Discount,
  type NightRate,
  sum,
} from "@/server/modules/pricing/nightly-rates";
import type { FeeFacts, PriceFacts } from "@/server/modules/pricing/price-facts";
import { computeTaxLine } from "@/server/modules/pricing/tax-lines";
import type { Party } from "@/server/primitives/contracts";
import { applyBpsHalfUp } from "@/server/primitives/money";
import { nightsOf, type Stay } from "@/server/primitives/stay";

export interface PricedStay {
  readonly lines: readonly QuoteLine[];
  readonly totalMinor: number;
  /** Nights less discounts. */
  readonly nightsMinor: number;
  /** Extra guests, cleaning, pets. */
  readonly hostFeesMinor: number;
  readonly guestFeeMinor: number;
  readonly taxMinor: number;
  /** Kept from the host's share; no part of the total. */
  readonly hostFeeMinor: number;
  /** Each night after discounts; sums to `nightsMinor`. */
  readonly nightAmountsMinor: readonly number[];
}

const line = (fields: Partial<QuoteLine> & Pick<QuoteLine, "kind" | "amountMinor">): QuoteLine => ({
  name: "",
  quantity: null,
  unitMinor: null,
  rateBps: null,
  ...fields,
});

const KINDS_IN_SEQUENCE = ["nights", "weekend_nights", "dated_nights"] as const;

/** One line per kind and rate, in the sequence of kinds, then of first nights. */
function toNightLines(rates: readonly NightRate[]): QuoteLine[] {
  return KINDS_IN_SEQUENCE.flatMap((kind) => {
    const counts = new Map<number, number>();
    for (const rate of rates)
      if (rate.kind === kind) counts.set(rate.rateMinor, (counts.get(rate.rateMinor) ?? 0) + 1);
    return [...counts].map(([unitMinor, quantity]) =>
      line({ kind, quantity, unitMinor, amountMinor: quantity * unitMinor }),
    );
  });
}

function toDiscountLines(discounts: readonly Discount[]): QuoteLine[] {
  return discounts.map(({ kind, name, rateBps, offMinor }) =>
    line({ kind, name, rateBps, amountMinor: -offMinor }),
  );
}

/** Adults and children above those the price includes; infants never count. */
function extraGuestCount(facts: PriceFacts, party: Party): number {
  return Math.max(0, party.adults + party.children - facts.guestsIncluded);
}

/** Fees of the host that depend on the party, and cleaning. Lines of nothing are left out. */
function toHostFeeLines(facts: PriceFacts, nightCount: number, party: Party): QuoteLine[] {
  const quantity = extraGuestCount(facts, party) * nightCount;
  return [
    line({
      kind: "extra_guests",
      quantity,
      unitMinor: facts.extraGuestFeeMinor,
      amountMinor: quantity * facts.extraGuestFeeMinor,
    }),
    line({ kind: "cleaning_fee", amountMinor: facts.cleaningFeeMinor }),
    line({ kind: "pet_fee", amountMinor: party.pets > 0 ? facts.petFeeMinor : 0 }),
  ].filter((fee) => fee.amountMinor !== 0);
}

const amountOf = (lines: readonly QuoteLine[]) => sum(lines.map((each) => each.amountMinor));

/** The guest's share of the service fee; nothing when the market charges hosts only. */
function toGuestFeeLines(fees: FeeFacts, feeBaseMinor: number): QuoteLine[] {
  const rateBps = fees.model === "split" ? fees.guestFeeBps : 0;
  const amountMinor = applyBpsHalfUp(feeBaseMinor, rateBps);
  return amountMinor === 0 ? [] : [line({ kind: "guest_service_fee", rateBps, amountMinor })];
}

export function computeQuoteLines(facts: PriceFacts, stay: Stay, party: Party): PricedStay {
  const rates = nightsOf(stay).map((night) => computeNightRate(facts, night));
  const { discounts, nightAmountsMinor } = computeDiscounts(facts, rates);
  const hostFeeLines = toHostFeeLines(facts, rates.length, party);
  const nightsMinor = sum(nightAmountsMinor);
  const hostFeesMinor = amountOf(hostFeeLines);
  const guestFeeLines = toGuestFeeLines(facts.fees, nightsMinor + hostFeesMinor);
  const guestFeeMinor = amountOf(guestFeeLines);

  const extraPerNightMinor = extraGuestCount(facts, party) * facts.extraGuestFeeMinor;
  const taxed = {
    nightAmountsMinor: nightAmountsMinor.map((amount) => amount + extraPerNightMinor),
    stayFeesMinor: hostFeesMinor - extraPerNightMinor * rates.length,
    guestFeeMinor,
  };
  const taxLines = facts.taxes.flatMap((rule) => computeTaxLine(rule, taxed, party) ?? []);
  const lines = [
    ...toNightLines(rates),
    ...toDiscountLines(discounts),
    ...hostFeeLines,
    ...guestFeeLines,
    ...taxLines,
  ];
  return {
    lines,
    totalMinor: amountOf(lines),
    nightsMinor,
    hostFeesMinor,
    guestFeeMinor,
    taxMinor: amountOf(taxLines),
    hostFeeMinor: applyBpsHalfUp(nightsMinor + hostFeesMinor, facts.fees.hostFeeBps),
    nightAmountsMinor,
  };
}
