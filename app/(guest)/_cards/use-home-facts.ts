import { useTranslations } from "next-intl";

type Facts = { bedrooms: number; beds: number; bathroomHalves: number };

/** "1 bedroom · 2 beds · 1.5 baths" */
export function useHomeFacts(): (home: Facts) => string {
  const t = useTranslations("listing.facts");
  return (home) =>
    [
      t("bedrooms", { count: home.bedrooms }),
      t("beds", { count: home.beds }),
      bathsText(home.bathroomHalves, t),
    ].join(" · ");
}

/** Bathrooms are counted in halves: 3 is "1.5 baths". */
export function bathsText(halves: number, t: ReturnType<typeof useTranslations<"listing.facts">>): string {
  const baths = halves % 2 === 0 ? String(halves / 2) : `${Math.floor(halves / 2)}.5`;
  return t("baths", { halves, baths });
}
