/** Occupancy taxes of a stay, one line per rule. */
import type { QuoteLine } from "@/server/modules/pricing/contract";
import { sum } from "@/server/modules/pricing/nightly-rates";
import type { TaxFact } from "@/server/modules/pricing/price-facts";
import type { Party } from "@/server/primitives/contracts";
import { applyBpsHalfUp } from "@/server/primitives/money";

export interface TaxedAmounts {
  /** Per night after discounts, with that night's extra-guest fee. */
  readonly nightAmountsMinor: readonly number[];
  /** Cleaning and pet fee. */
  readonly stayFeesMinor: number;
  readonly guestFeeMinor: number;
}

/** Undefined when the rule takes nothing of this stay. Percents are rounded half up, rule by rule. */
export function computeTaxLine(rule: TaxFact, amounts: TaxedAmounts, party: Party): QuoteLine | undefined {
  const nightCount = amounts.nightAmountsMinor.length;
  if (rule.exemptFromNights !== null && nightCount >= rule.exemptFromNights) return undefined;
  const taxedNights = Math.min(nightCount, rule.nightsCap ?? nightCount);
  const line =
    rule.kind === "percent" ? percentOf(rule, amounts, taxedNights) : flat(rule, taxedNights, party);
  return line.amountMinor === 0 ? undefined : line;
}

function percentOf(rule: TaxFact, amounts: TaxedAmounts, taxedNights: number): QuoteLine {
  const taxedMinor =
    sum(amounts.nightAmountsMinor.slice(0, taxedNights)) +
    (rule.onCleaningFee ? amounts.stayFeesMinor : 0) +
    (rule.onServiceFee ? amounts.guestFeeMinor : 0);
  return {
    kind: "tax",
    name: rule.name,
    quantity: null,
    unitMinor: null,
    rateBps: rule.rateBps,
    amountMinor: applyBpsHalfUp(taxedMinor, rule.rateBps),
    taxedOn: { nightCount: taxedNights, stayFees: rule.onCleaningFee, guestFee: rule.onServiceFee },
  };
}

function flat(rule: TaxFact, taxedNights: number, party: Party): QuoteLine {
  const persons = party.adults + (rule.childrenExempt ? 0 : party.children);
  const quantity =
    rule.kind === "per_stay" ? 1 : rule.kind === "per_night" ? taxedNights : taxedNights * persons;
  return {
    kind: "tax",
    name: rule.name,
    quantity,
    unitMinor: rule.amountMinor,
    rateBps: null,
    amountMinor: quantity * rule.amountMinor,
    taxedOn: { nightCount: taxedNights, stayFees: false, guestFee: false },
  };
}
