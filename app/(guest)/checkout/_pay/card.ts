/** What somebody types about a card, and when it is complete. The gateway decides; this only spares a round trip. */
import type { CardWords } from "./gateway";

const NUMBER_DIGITS_MIN = 12;
const NUMBER_DIGITS_MAX = 19;
const CENTURY = 2000;

export function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

/** Groups of four, as it stands on the card. */
export function groupNumber(text: string): string {
  return digitsOf(text)
    .slice(0, NUMBER_DIGITS_MAX)
    .replace(/(.{4})(?=.)/g, "$1 ");
}

/** "09 / 28" while typing. */
export function groupExpiry(text: string): string {
  const digits = digitsOf(text).slice(0, 4);
  return digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits;
}

/** The check digit of ISO/IEC 7812 (Luhn). */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, at) => {
    const value = Number(character) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return digits.length > 0 && sum % 10 === 0;
}

export function brandOf(digits: string): string | undefined {
  if (/^4/.test(digits)) return "Visa";
  if (/^(5[1-5]|2[2-7])/.test(digits)) return "Mastercard";
  if (/^3[47]/.test(digits)) return "Amex";
  return undefined;
}

export type CardErrors = Partial<Record<"number" | "expires" | "code", true>>;

/** The card, or which fields are not right. `now` is the market's time. */
export function readCard(
  typed: { number: string; expires: string; code: string },
  now: Date,
): { card: CardWords } | { errors: CardErrors } {
  const number = digitsOf(typed.number);
  const expiry = digitsOf(typed.expires);
  const month = Number(expiry.slice(0, 2));
  const year = CENTURY + Number(expiry.slice(2, 4));
  const code = digitsOf(typed.code);
  const errors: CardErrors = {};
  if (number.length < NUMBER_DIGITS_MIN || !passesLuhn(number)) errors.number = true;
  const passed =
    year < now.getUTCFullYear() || (year === now.getUTCFullYear() && month < now.getUTCMonth() + 1);
  if (expiry.length !== 4 || month < 1 || month > 12 || passed) errors.expires = true;
  if (code.length < 3 || code.length > 4) errors.code = true;
  return Object.keys(errors).length > 0 ? { errors } : { card: { number, month, year, code } };
}
