/** How a figure of a screen is written, compared and drawn, by what kind of figure it is. */
import {
  formatCount,
  formatGrowth,
  formatMean,
  formatPoints,
  formatRatio,
  formatSum,
  toUnits,
} from "@/app/_ui/format/figures";

/** `share` is a ratio too small for one digit, such as a conversion. */
export type FigureKind = "money" | "count" | "ratio" | "share" | "mean";

export type FigureLook<Figures> = {
  kind: FigureKind;
  /** Undefined where more is neither better nor worse. */
  better?: "more" | "less";
  of: (figures: Figures) => number | null;
};

const digits = (kind: FigureKind) => (kind === "share" ? 2 : 1);
const isRatio = (kind: FigureKind) => kind === "ratio" || kind === "share";

export function writeFigure(
  kind: FigureKind,
  value: number | null,
  currency: string,
  locale: string,
): string {
  if (kind === "money") return formatSum(value, currency, locale);
  if (isRatio(kind)) return formatRatio(value, locale, digits(kind));
  return kind === "mean" || value === null ? formatMean(value, locale) : formatCount(value, locale);
}

/** "+6.2 %", in points for ratios, and whether that is good. */
export function changeOf(
  { kind, better }: Pick<FigureLook<never>, "kind" | "better">,
  now: number | null,
  before: number | null,
  locale: string,
) {
  const change = isRatio(kind)
    ? formatPoints(now, before, locale, digits(kind))
    : formatGrowth(now, before, locale);
  const isMore = change?.startsWith("+") ?? false;
  const isLess = change?.startsWith("−") ?? false;
  if (!better || !(isMore || isLess)) return { change };
  return { change, verdict: isMore === (better === "more") ? ("better" as const) : ("worse" as const) };
}

/** A value as a chart draws it, in whole units of money; undefined where there is none. */
export function chartValue(kind: FigureKind, value: number | null, currency: string): number | undefined {
  if (value === null) return undefined;
  return kind === "money" ? toUnits(value, currency) : value;
}

export function chartFormat(kind: FigureKind, currency: string): "number" | "percent" | { currency: string } {
  return kind === "money" ? { currency } : isRatio(kind) ? "percent" : "number";
}
