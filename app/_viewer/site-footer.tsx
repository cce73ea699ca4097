import { getLocale } from "next-intl/server";
import { Footer } from "@/app/_ui/shell/footer";
import { readCurrency } from "./read-currency";

/** The footer of guest pages. `place` is where the market is run, `hostFeePercent` what the operator set. */
export async function SiteFooter({
  place,
  hostFeePercent = "3",
}: {
  place?: string;
  hostFeePercent?: string;
}) {
  const names = new Intl.DisplayNames(await getLocale(), { type: "currency" });
  const currency = await readCurrency();
  return (
    <Footer
      {...(place ? { place } : {})}
      currencyName={names.of(currency) ?? currency}
      hostFeePercent={hostFeePercent}
    />
  );
}
