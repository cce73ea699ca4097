/** Languages the screens speak. The first is the one that others fall back to, message by message. */
export const locales = ["en", "es", "ar"] as const;
export type Locale = (typeof locales)[number];
export const fallbackLocale: Locale = "en";

/** Each language in its own words, for the switch in the footer and the account. */
export const localeNames: Record<Locale, string> = { en: "English", es: "Español", ar: "العربية" };

export const localeCookie = "roost_locale";
export const currencyCookie = "roost_currency";
export const themeCookie = "roost_theme";

export function isLocale(value: string | undefined): value is Locale {
  return locales.some((locale) => locale === value);
}

/** Writing direction, for `dir` on the document and for react-aria. */
export function directionOf(locale: string): "ltr" | "rtl" {
  return locale.startsWith("ar") || locale.startsWith("he") || locale.startsWith("fa") ? "rtl" : "ltr";
}

/**
 * The first language of an Accept-Language header that we speak. Weights are honoured because browsers
 * send them in falling order but proxies need not.
 */
export function pickLocale(acceptLanguage: string | null): Locale {
  const wishes = (acceptLanguage ?? "")
    .split(",")
    .slice(0, 20)
    .map((part) => {
      const [tag = "", weight] = part.trim().split(";q=");
      return { tag: tag.toLowerCase().split("-")[0], weight: weight ? Number(weight) : 1 };
    })
    .sort((a, b) => b.weight - a.weight);
  return wishes.map((wish) => wish.tag).find(isLocale) ?? fallbackLocale;
}
