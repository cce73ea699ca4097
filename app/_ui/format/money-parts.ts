/** An amount in the currency's smallest unit: cents of a dollar, whole yen, fils of a dinar. */
export type MoneyAmount = { amountMinor: number; currency: string };

/** Minor digits of a currency by ISO 4217: USD 2, JPY 0, KWD 3. */
export function minorDigitsOf(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

export type MoneyParts = { before: string; whole: string; cents: string; after: string };

/**
 * The pieces of an amount in the order they are read: sign and symbol, whole units, separator with cents, symbol
 * behind. Digits are Latin in every language so that a price looks the same on the page, the map and the receipt.
 * `round` drops the cents (map pins alone); `sign` writes a plus before gains.
 */
export function moneyParts(
  money: MoneyAmount,
  locale: string,
  options: { round?: boolean; sign?: boolean } = {},
): MoneyParts {
  const digits = minorDigitsOf(money.currency);
  const format = new Intl.NumberFormat(`${patternOf(locale)}-u-nu-latn`, {
    style: "currency",
    currency: money.currency,
    currencyDisplay: "narrowSymbol",
    signDisplay: options.sign ? "exceptZero" : "auto",
    ...(options.round ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
  });
  // A decimal string keeps every digit: no float comes between the integer and the page.
  const parts = format.formatToParts(toDecimalString(money.amountMinor, digits) as Intl.StringNumericLiteral);
  const result: MoneyParts = { before: "", whole: "", cents: "", after: "" };
  for (const { type, value } of parts) {
    if (type === "integer" || type === "group") result.whole += value;
    else if (type === "decimal" || type === "fraction") result.cents += value;
    else if (result.whole === "") result.before += value === "-" ? "−" : value;
    else result.after += value;
  }
  return result;
}

/** Arabic writes prices as the map and the receipt do, symbol first; its own pattern would say "US$" with marks of direction. */
function patternOf(locale: string): string {
  return locale.startsWith("ar") ? "en" : locale;
}

/** An amount as plain text, for labels, titles and messages. */
export function formatMoney(
  money: MoneyAmount,
  locale: string,
  options: { round?: boolean; sign?: boolean } = {},
): string {
  const parts = moneyParts(money, locale, options);
  return parts.before + parts.whole + parts.cents + parts.after;
}

function toDecimalString(amountMinor: number, digits: number): string {
  const sign = amountMinor < 0 ? "-" : "";
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, "0");
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
