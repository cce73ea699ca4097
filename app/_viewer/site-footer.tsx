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
  return (
    <Footer {...(place ? { place } : {})} currency={await readCurrency()} hostFeePercent={hostFeePercent} />
  );
}
