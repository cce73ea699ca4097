"use client";
import { useRouter } from "next/navigation";
import { currencyCookie, type Locale, localeCookie, themeCookie } from "@/app/_i18n/locales";
import type { Theme } from "../theme";

export const CURRENCY_CHOICES = ["USD", "EUR", "GBP", "JPY", "KWD"] as const;
export const THEME_CHOICES = ["system", "light", "dark"] as const satisfies readonly Theme[];
const yearSeconds = 31_536_000;

/** Language, currency and theme. Each is a cookie, so that the server draws the next page right from its first byte. */
export function usePreferences() {
  const router = useRouter();
  return {
    chooseLocale(locale: Locale) {
      keep(localeCookie, locale);
      window.location.reload();
    },
    chooseCurrency(currency: string) {
      keep(currencyCookie, currency);
      router.refresh();
    },
    chooseTheme(theme: Theme) {
      keep(themeCookie, theme);
      if (theme === "system") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = theme;
      router.refresh();
    },
  };
}

function keep(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
  document.cookie = `${name}=${value}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
