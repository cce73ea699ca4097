/** How pages of figures write them. Digits stay Latin in every language, as prices do. */
import { formatMoney, minorDigitsOf } from "@/app/_ui/format/money-parts";

/** The locale with Latin digits. */
export const latin = (locale: string) => `${locale === "en" ? "en-US" : locale}-u-nu-latn`;

export function formatCount(value: number, locale: string, digitsMax = 0): string {
  return new Intl.NumberFormat(latin(locale), { maximumFractionDigits: digitsMax }).format(value);
}

/** "3.0": a mean, with one digit behind the point; a dash when there is none. */
export function formatMean(value: number | null, locale: string): string {
  if (value === null) return "–";
  return new Intl.NumberFormat(latin(locale), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(value);
}

/** "13.3 %" of a ratio from 0 to 1; a dash when nothing divides it. */
export function formatRatio(ratio: number | null, locale: string, digits = 1): string {
  if (ratio === null) return "–";
  const format = new Intl.NumberFormat(latin(locale), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${format.format(ratio * 100)}\u00a0%`;
}

const signed = (value: number, locale: string, digits: number) =>
  new Intl.NumberFormat(latin(locale), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: "exceptZero",
  })
    .format(value)
    .replace("-", "−");

/** By how much it changed: "+6.2 %". Undefined when there is nothing to hold it against. */
export function formatGrowth(now: number | null, before: number | null, locale: string): string | undefined {
  if (now === null || before === null || before === 0) return undefined;
  return `${signed(((now - before) / Math.abs(before)) * 100, locale, 1)}\u00a0%`;
}

/** The difference of two ratios in percentage points: "+2.1". */
export function formatPoints(
  now: number | null,
  before: number | null,
  locale: string,
  digits = 1,
): string | undefined {
  if (now === null || before === null) return undefined;
  return signed((now - before) * 100, locale, digits);
}

/** Money of a figure card: whole units once it has four digits. */
export function formatSum(amountMinor: number | null, currency: string, locale: string): string {
  if (amountMinor === null) return "–";
  const isLarge = Math.abs(amountMinor) >= 1_000 * 10 ** minorDigitsOf(currency);
  return formatMoney({ amountMinor, currency }, locale, { round: isLarge });
}

/** Whole units for a chart, which rounds. */
export function toUnits(amountMinor: number, currency: string): number {
  return amountMinor / 10 ** minorDigitsOf(currency);
}

/** "12 s", "4 min", "3 h", "2 d": how long ago or how far behind. */
export function formatAge(seconds: number, locale: string): string {
  const [value, unit] =
    seconds < 60
      ? [seconds, "second"]
      : seconds < 3_600
        ? [seconds / 60, "minute"]
        : seconds < 86_400
          ? [seconds / 3_600, "hour"]
          : [seconds / 86_400, "day"];
  return new Intl.NumberFormat(latin(locale), {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 0,
  }).format(value);
}

/** The end of an id, enough to tell rows apart; the whole one is the title. */
export function shortId(id: string): string {
  const at = id.indexOf("_");
  return at < 0 ? id : `${id.slice(0, at + 1)}…${id.slice(-6)}`;
}
