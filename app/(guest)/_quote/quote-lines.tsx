import { useLocale, useTranslations } from "next-intl";
import { QuoteLines as Lines } from "@/app/_ui/quote-lines";
import type { QuoteLine } from "@/server/modules/pricing/contract";
import { type Currency, formatMoney, type Money } from "@/server/primitives/money";

type Props = { lines: readonly QuoteLine[]; currency: Currency; total?: Money; isTotalBig?: boolean };

/** A quote's lines in words, as on the listing, at checkout and on the receipt; with `total`, the sum below them. */
export function QuoteLines({ lines, currency, total, isTotalBig }: Props) {
  const wordsOf = useLineWords(currency);
  const t = useTranslations("quote");
  const names = new Intl.DisplayNames(useLocale(), { type: "currency" });
  return (
    <Lines
      lines={lines.map((line, at) => ({
        id: `${at}-${line.kind}`,
        label: wordsOf(line),
        amount: { amountMinor: line.amountMinor, currency },
      }))}
      {...(isTotalBig ? { isTotalBig } : {})}
      {...(total
        ? { total, totalLabel: t("total", { currency: names.of(total.currency) ?? total.currency }) }
        : {})}
    />
  );
}

/** What a line says: "2 weekend nights × $129.00", "Guest service fee, 14 %". */
function useLineWords(currency: Currency): (line: QuoteLine) => string {
  const t = useTranslations("quote.lines");
  const locale = useLocale();
  return (line) => {
    const rate =
      line.unitMinor === null ? "" : formatMoney({ amountMinor: line.unitMinor, currency }, locale);
    const percent = line.rateBps === null ? "" : percentText(line.rateBps, locale);
    const key = line.kind === "tax" && line.rateBps !== null ? "taxPercent" : line.kind;
    return t(key, { count: line.quantity ?? 0, rate, percent, name: line.name });
  };
}

const BPS_PER_PERCENT = 100;

/** "14" or "15.5": basis points as percent, without a float on the way. */
function percentText(bps: number, locale: string): string {
  const whole = Math.trunc(bps / BPS_PER_PERCENT);
  const rest = String(Math.abs(bps % BPS_PER_PERCENT))
    .padStart(2, "0")
    .replace(/0+$/, "");
  // Intl reads decimal text exactly; the type asks for the template form of it.
  const decimal = `${whole}${rest ? `.${rest}` : ""}` as `${number}`;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(decimal);
}
