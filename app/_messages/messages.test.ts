import compile from "icu-minify/compile";
import { describe, expect, it } from "vitest";
import { locales } from "@/app/_i18n/locales";
import { loadMessages } from ".";
import { ar } from "./ar";
import { en } from "./en";
import { es } from "./es";

type Tree = { [key: string]: unknown };
const catalogues: Record<string, Tree> = { en, es, ar };

function sentences(tree: Tree, before = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    if (typeof value === "string") return [[`${before}${key}`, value]];
    return typeof value === "object" && value !== null ? sentences(value as Tree, `${before}${key}.`) : [];
  });
}

/** The braces after a plural's case hold words, as in `=0 {Studio}`. */
const PLACEHOLDER = /(?<!(?:=\d+|zero|one|two|few|many|other) )\{(\w+)[,}]/g;
const placeholders = (text: string) => [...text.matchAll(PLACEHOLDER)].map((match) => match[1]).sort();
const english = new Map(sentences(en));

describe.each(locales)("the catalogue of %s", (locale) => {
  const all = sentences(catalogues[locale] ?? {});

  it("has no sentence that cannot be compiled", () => {
    for (const [key, text] of all) expect(() => compile(text), key).not.toThrow();
  });

  it("translates no sentence that English does not have", () => {
    expect(all.map(([key]) => key).filter((key) => !english.has(key))).toEqual([]);
  });

  it("fills in the same values as English", () => {
    for (const [key, text] of all)
      expect(new Set(placeholders(text)), key).toEqual(new Set(placeholders(english.get(key) ?? "")));
  });
});

describe("a language written from right to left", () => {
  it("shows what it has in its own words as it is, and an English sentence set apart", async () => {
    const catalogue = new Map(sentences(await loadMessages("ar")));
    const own = new Map(sentences(ar));
    for (const [key, text] of english)
      expect(catalogue.get(key), key).toBe(own.get(key) ?? `\u2066${text}\u2069`);
    expect([...english.keys()].some((key) => !own.has(key))).toBe(true);
  });

  it("is not what Spanish is", async () => {
    const catalogue = sentences(await loadMessages("es"));
    expect(catalogue.filter(([, text]) => text.includes("\u2066"))).toEqual([]);
  });
});
