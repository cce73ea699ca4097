/**
 * Money: integer minor units plus an ISO 4217 currency with its real exponent.
 *
 * No operation here produces a fraction; a rate is in basis points (1/10,000) and its rounding is named at the call.
 */
import { assert } from "@/server/primitives/assert";

/** ISO 4217 exponents of the currencies the market can be run in. */
const CURRENCY_EXPONENTS = {
  AED: 2,
  AUD: 2,
  BHD: 3,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CLP: 0,
  CNY: 2,
  CZK: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  HUF: 2,
  ILS: 2,
  INR: 2,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  MXN: 2,
  MYR: 2,
  NOK: 2,
  NZD: 2,
  OMR: 3,
  PLN: 2,
  RON: 2,
  SEK: 2,
  SGD: 2,
  THB: 2,
  TND: 3,
  TRY: 2,
  USD: 2,
  VND: 0,
  ZAR: 2,
} as const;

export type Currency = keyof typeof CURRENCY_EXPONENTS;
export const CURRENCIES = Object.keys(CURRENCY_EXPONENTS) as readonly Currency[];

export interface Money {
  readonly amountMinor: number;
  readonly currency: Currency;
}

/** Basis points in a whole. */
export const BPS_WHOLE = 10_000;

/** Largest amount a single line may reach: 10^12 minor units keeps every product with a rate inside 2^53. */
export const AMOUNT_MINOR_MAX = 1_000_000_000_000;

export function isCurrency(value: string): value is Currency {
  return Object.hasOwn(CURRENCY_EXPONENTS, value);
}

/** Digits after the decimal point: JPY 0, EUR 2, KWD 3. */
export function exponentOf(currency: Currency): number {
  return CURRENCY_EXPONENTS[currency];
}

export function money(amountMinor: number, currency: Currency): Money {
  assert(Number.isSafeInteger(amountMinor), `amount is not an integer of minor units: ${amountMinor}`);
  assert(Math.abs(amountMinor) <= AMOUNT_MINOR_MAX, `amount exceeds the bound: ${amountMinor}`);
  return { amountMinor: amountMinor === 0 ? 0 : amountMinor, currency };
}

export function addMoney(a: Money, b: Money): Money {
  assert(a.currency === b.currency, `currencies differ: ${a.currency} and ${b.currency}`);
  return money(a.amountMinor + b.amountMinor, a.currency);
}

export function negateMoney(a: Money): Money {
  return money(-a.amountMinor, a.currency);
}

/** `dividend / divisor` rounded half away from zero, on integers alone. */
export function divideRoundHalfUp(dividend: number, divisor: number): number {
  assert(
    Number.isSafeInteger(dividend) && Number.isSafeInteger(divisor) && divisor > 0,
    "not an integer division",
  );
  const magnitude = BigInt(Math.abs(dividend));
  const by = BigInt(divisor);
  const quotient = Number((magnitude * 2n + by) / (by * 2n));
  return dividend < 0 ? -quotient : quotient;
}

/** `amountMinor × rateBps`, rounded half up to a whole minor unit. Exact: the product is taken in big integers. */
export function applyBpsHalfUp(amountMinor: number, rateBps: number): number {
  assert(Number.isSafeInteger(amountMinor) && Number.isSafeInteger(rateBps), "a rate applies to integers");
  const product = BigInt(Math.abs(amountMinor)) * BigInt(Math.abs(rateBps));
  const whole = BigInt(BPS_WHOLE);
  const rounded = Number((product * 2n + whole) / (whole * 2n));
  return Math.sign(amountMinor) * Math.sign(rateBps) * rounded || 0;
}

/** `amountMinor × part / whole`, rounded half away from zero. Exact: the product is taken in big integers. */
export function applyRatioHalfUp(amountMinor: number, part: number, whole: number): number {
  assert([amountMinor, part, whole].every(Number.isSafeInteger), "a ratio is of integers");
  assert(whole > 0 && part >= 0, "a ratio is not negative");
  const product = BigInt(Math.abs(amountMinor)) * BigInt(part);
  const by = BigInt(whole);
  const rounded = Number((product * 2n + by) / (by * 2n));
  return amountMinor < 0 ? -rounded || 0 : rounded;
}

/**
 * Splits an amount by weights so that the parts sum to the whole (largest remainder; ties go to the earlier part).
 *
 * Weights are non-negative integers with at least one above zero.
 */
export function splitLargestRemainder(amountMinor: number, weights: readonly number[]): number[] {
  assert(weights.length > 0, "nothing to split among");
  assert(
    weights.every((w) => Number.isSafeInteger(w) && w >= 0),
    "weights are non-negative integers",
  );
  const total = weights.reduce((sum, w) => sum + BigInt(w), 0n);
  assert(total > 0n, "all weights are zero");
  const magnitude = BigInt(Math.abs(amountMinor));
  const parts = weights.map((weight, index) => {
    const product = magnitude * BigInt(weight);
    return { index, floor: Number(product / total), remainder: product % total };
  });
  let left = Number(magnitude) - parts.reduce((sum, part) => sum + part.floor, 0);
  const byRemainder = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const part of byRemainder) {
    if (left === 0) break;
    part.floor += 1;
    left -= 1;
  }
  return parts.map((part) => (amountMinor < 0 ? -part.floor || 0 : part.floor));
}

/** Decimal text of an amount in its currency's own exponent, without a symbol: 1050 USD → "10.50". */
export function decimalText(value: Money): string {
  const exponent = exponentOf(value.currency);
  const digits = String(Math.abs(value.amountMinor)).padStart(exponent + 1, "0");
  const sign = value.amountMinor < 0 ? "-" : "";
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Text for people, e.g. "$1,050.00". Formats decimal text, never a float. */
export function formatMoney(value: Money, locale = "en-US"): string {
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: value.currency,
    minimumFractionDigits: exponentOf(value.currency),
    maximumFractionDigits: exponentOf(value.currency),
  });
  // Intl accepts decimal strings exactly (Intl.NumberFormat v3); the type of TypeScript's lib asks for the template form.
  return format.format(decimalText(value) as `${number}`);
}
