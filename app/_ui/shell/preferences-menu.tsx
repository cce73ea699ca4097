"use client";
import { Globe } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { isLocale, localeNames, locales } from "@/app/_i18n/locales";
import { Menu, type MenuEntry } from "../menu";
import { CURRENCY_CHOICES, THEME_CHOICES, usePreferences } from "./use-preferences";

/** Language, currency and theme in one menu. In a footer it shows the language too and opens upwards. */
export function PreferencesMenu({ currency, inFooter }: { currency: string; inFooter?: boolean }) {
  const t = useTranslations("ui");
  const locale = useLocale();
  const { chooseLocale, chooseCurrency, chooseTheme } = usePreferences();
  const entries: MenuEntry[] = [
    ...locales.map((code) => ({
      id: `locale:${code}`,
      label: localeNames[code],
      ...(code === locale ? { note: t("preferences.now") } : {}),
    })),
    { divider: "currency" },
    ...CURRENCY_CHOICES.map((code) => ({
      id: `currency:${code}`,
      label: t(`preferences.currency.${code}`),
      ...(code === currency ? { note: t("preferences.now") } : {}),
    })),
    { divider: "theme" },
    ...THEME_CHOICES.map((theme) => ({ id: `theme:${theme}`, label: t(`preferences.theme.${theme}`) })),
  ];
  const choose = (id: string) => {
    const [kind, value] = id.split(":");
    if (kind === "locale" && isLocale(value)) chooseLocale(value);
    if (kind === "currency" && value) chooseCurrency(value);
    const theme = THEME_CHOICES.find((one) => one === value);
    if (kind === "theme" && theme) chooseTheme(theme);
  };
  const shown = inFooter && isLocale(locale) ? `${localeNames[locale]} · ${currency}` : currency;
  return (
    <Menu
      label={inFooter ? `${shown}: ${t("preferences.title")}` : t("preferences.label", { currency })}
      placement={inFooter ? "top start" : "bottom end"}
      className={
        inFooter
          ? "hit-44 inline-flex cursor-pointer items-center gap-2 hovered:link"
          : "inline-flex h-10 cursor-pointer items-center gap-2 rounded-control px-3 font-medium hovered:bg-hover"
      }
      entries={entries}
      onSelect={choose}
    >
      <Globe size={inFooter ? 14 : 18} strokeWidth={1.75} aria-hidden="true" />
      {shown}
    </Menu>
  );
}
