import { useLocale } from "next-intl";

/** Writes counts in the reader's language; digits stay Latin, as prices do. Serves server and client parts alike. */
export function useFigures(): Intl.NumberFormat {
  const locale = useLocale();
  return new Intl.NumberFormat(`${locale === "en" ? "en-US" : locale}-u-nu-latn`);
}
