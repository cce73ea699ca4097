import { directionOf, fallbackLocale, type Locale } from "@/app/_i18n/locales";
import { en } from "./en";

export type Catalogue = typeof en;
export type Namespace = keyof Catalogue;

type Tree = { [key: string]: unknown };

/** What each language has; the rest is read from English, so that an untranslated sentence never shows as a key. */
const translations: Record<Locale, () => Promise<Tree>> = {
  en: async () => en,
  es: async () => (await import("./es")).es,
  ar: async () => (await import("./ar")).ar,
};

/** The whole catalogue of a language, merged over English. Built once per language and process. */
export async function loadMessages(locale: Locale): Promise<Catalogue> {
  if (locale === fallbackLocale) return en;
  const known = merged.get(locale);
  if (known?.base === en) return known.catalogue;
  // A merge over the English tree has every key of it, which the compiler cannot follow.
  const base = directionOf(locale) === "rtl" ? setApart(en) : en;
  const catalogue = mergeOver(base as Tree, await translations[locale]()) as Catalogue;
  merged.set(locale, { base: en, catalogue });
  return catalogue;
}

const merged = new Map<Locale, { base: Catalogue; catalogue: Catalogue }>();

function mergeOver(base: Tree, over: Tree): Tree {
  const result: Tree = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    result[key] = isTree(value) && isTree(below) ? mergeOver(below, value) : value;
  }
  return result;
}

/**
 * English as it stands among words written from right to left: each sentence between Unicode's marks of an isolate that runs
 * from left to right, so that its full stop is at its end.
 */
function setApart(value: unknown): unknown {
  if (typeof value === "string") return `\u2066${value}\u2069`;
  if (Array.isArray(value)) return value.map(setApart);
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, setApart(below)]));
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
