import { useLocale } from "next-intl";
import { classNames } from "./class-names";
import { type MoneyAmount, moneyParts } from "./format/money-parts";

export type MoneyProps = MoneyAmount & {
  /**
   * `plain` runs in a sentence or a table; `calm` is the same with quiet cents; `price` is 20 px in the
   * display face with quiet cents; `total` is the page's big figure.
   */
  look?: "plain" | "calm" | "price" | "total";
  /** Drops the cents. Map pins alone: everywhere else a price is exact. */
  round?: boolean;
  /** Writes + before gains. */
  sign?: boolean;
  className?: string;
};

const looks = {
  plain: "tabular-nums whitespace-nowrap",
  calm: "tabular-nums whitespace-nowrap",
  price: "title-lg tabular-nums whitespace-nowrap tracking-[-0.01em]",
  total: "title-xl tabular-nums whitespace-nowrap tracking-[-0.01em]",
};

/** An exact amount with its currency; the cents are quiet so that it stays calm to look at. */
export function Money({ amountMinor, currency, look = "plain", round, sign, className }: MoneyProps) {
  const locale = useLocale();
  const parts = moneyParts({ amountMinor, currency }, locale, {
    ...(round ? { round } : {}),
    ...(sign ? { sign } : {}),
  });
  return (
    <bdi dir="ltr" className={classNames(looks[look], className)}>
      {parts.before}
      {parts.whole}
      {look === "plain" || !parts.cents ? (
        parts.cents
      ) : (
        <span className="font-medium text-ink-3">{parts.cents}</span>
      )}
      {parts.after}
    </bdi>
  );
}
