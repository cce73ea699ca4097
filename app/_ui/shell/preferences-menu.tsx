"use client";
import { Globe } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { currencyCookie, localeCookie, localeNames, locales, themeCookie } from "@/app/_i18n/locales";
import { Menu, type MenuEntry } from "../menu";

const currencies = ["USD", "EUR", "GBP", "JPY", "KWD"] as const;
const themes = ["system", "light", "dark"] as const;
const yearSeconds = 31_536_000;

/** Language, currency and theme. Each is a cookie, so that the server draws the next page right from its first byte. */
export function PreferencesMenu({ currency }: { currency: string }) {
  const t = useTranslations("ui");
  const locale = useLocale();
  const router = useRouter();
  const entries: MenuEntry[] = [
    ...locales.map((code) => ({
      id: `locale:${code}`,
      label: localeNames[code],
      ...(code === locale ? { note: t("preferences.now") } : {}),
    })),
    { divider: "currency" },
    ...currencies.map((code) => ({
      id: `currency:${code}`,
      label: t(`preferences.currency.${code}`),
      ...(code === currency ? { note: t("preferences.now") } : {}),
    })),
    { divider: "theme" },
    ...themes.map((theme) => ({ id: `theme:${theme}`, label: t(`preferences.theme.${theme}`) })),
  ];
  const choose = (id: string) => {
    const [kind, value] = id.split(":");
    if (!value) return;
    if (kind === "locale") keep(localeCookie, value);
    if (kind === "currency") keep(currencyCookie, value);
    if (kind === "theme") {
      keep(themeCookie, value);
      if (value === "system") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = value;
    }
    if (kind === "locale") window.location.reload();
    else router.refresh();
  };
  return (
    <Menu
      label={t("preferences.label", { currency })}
      placement="bottom end"
      className="inline-flex h-10 cursor-pointer items-center gap-2 rounded-control px-3 font-medium hovered:bg-hover"
      entries={entries}
      onSelect={choose}
    >
      <Globe size={18} strokeWidth={1.75} aria-hidden="true" />
      {currency}
    </Menu>
  );
}

function keep(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
  document.cookie = `${name}=${value}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
