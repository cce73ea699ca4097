import { assert } from "@/server/primitives/assert";
import { isCurrency, type Money, money } from "@/server/primitives/money";

/** Money out of an event, which writes its currency as text. */
export function amountOf(amountMinor: number, currency: string): Money {
  assert(isCurrency(currency), `not a currency of the market: ${currency}`);
  return money(amountMinor, currency);
}
