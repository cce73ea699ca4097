import { type Currency, decimalText, exponentOf } from "@/server/primitives/money";

/** What somebody types as an amount, in minor units; undefined when it is none. Never passes through a float. */
export function minorOf(text: string, currency: Currency): number | undefined {
  const exponent = exponentOf(currency);
  const match = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim());
  if (!match) return undefined;
  const cents = match[2] ?? "";
  if (cents.length > exponent) return undefined;
  return Number(`${match[1]}${cents.padEnd(exponent, "0")}`);
}

/** The amount as somebody would type it: 11300 USD is "113", 11350 is "113.50". */
export function typedOf(amountMinor: number | null, currency: Currency): string {
  if (amountMinor === null) return "";
  return decimalText({ amountMinor, currency }).replace(/\.0+$/, "");
}
