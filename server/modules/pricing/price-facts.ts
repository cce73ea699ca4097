/**
 * Everything a price is made of, as plain JSON: built from the tables for a quote, and kept inside a search document, so
 * that results and checkout run the same arithmetic on the same facts. Amounts are minor units of `currency`.
 */
import type { Currency } from "@/server/primitives/money";

export interface TaxFact {
  readonly code: string;
  readonly name: string;
  readonly kind: "percent" | "per_stay" | "per_night" | "per_person_night";
  readonly rateBps: number;
  readonly amountMinor: number;
  readonly onCleaningFee: boolean;
  readonly onServiceFee: boolean;
  readonly nightsCap: number | null;
  readonly exemptFromNights: number | null;
  readonly childrenExempt: boolean;
}

export interface FeeFacts {
  readonly version: number;
  readonly model: "split" | "host_only";
  readonly guestFeeBps: number;
  readonly hostFeeBps: number;
}

export interface PriceFacts {
  readonly currency: Currency;
  readonly baseMinor: number;
  readonly weekendMinor: number | null;
  readonly weeklyDiscountBps: number;
  readonly monthlyDiscountBps: number;
  readonly cleaningFeeMinor: number;
  readonly extraGuestFeeMinor: number;
  readonly guestsIncluded: number;
  readonly petFeeMinor: number;
  readonly nightMinMinor: number | null;
  readonly nightMaxMinor: number | null;
  /** Nights with a price of their own, by date. A map of the stay's dates is enough. */
  readonly nightPrices: Readonly<Record<string, number>>;
  readonly taxes: readonly TaxFact[];
  readonly fees: FeeFacts;
}
