"use client";
import { useLocale, useTranslations } from "next-intl";
import { isLocale, localeNames, locales } from "@/app/_i18n/locales";
import { Segmented } from "@/app/_ui/segmented";
import { Select } from "@/app/_ui/select";
import { CURRENCY_CHOICES, THEME_CHOICES, usePreferences } from "@/app/_ui/shell/use-preferences";
import type { Theme } from "@/app/_ui/theme";

/** Language, currency and theme, where somebody on a phone finds them: each counts as soon as it is chosen. */
export function Preferences({ currency, theme }: { currency: string; theme: Theme }) {
  const t = useTranslations("ui.preferences");
  const locale = useLocale();
  const { chooseLocale, chooseCurrency, chooseTheme } = usePreferences();
  return (
    <section aria-labelledby="preferences" className="mt-10 border-line border-t pt-8">
      <h2 id="preferences" className="title-lg">
        {t("title")}
      </h2>
      <div className="mt-4 grid max-w-160 grid-cols-1 gap-5 sm:grid-cols-2">
        <Select
          label={t("language")}
          options={locales.map((code) => ({ value: code, label: localeNames[code] }))}
          value={locale}
          onChange={({ target }) => isLocale(target.value) && chooseLocale(target.value)}
        />
        <Select
          label={t("money")}
          options={CURRENCY_CHOICES.map((code) => ({ value: code, label: t(`currency.${code}`) }))}
          value={currency}
          onChange={({ target }) => chooseCurrency(target.value)}
        />
        <div className="sm:col-span-2">
          <p className="mb-1.5 font-medium" aria-hidden="true">
            {t("look")}
          </p>
          <Segmented
            label={t("look")}
            options={THEME_CHOICES.map((value) => ({ value, label: t(`theme.${value}`) }))}
            value={theme}
            onChange={chooseTheme}
          />
        </div>
      </div>
    </section>
  );
}
