import { getTranslations } from "next-intl/server";
import { Money } from "@/app/_ui/money";
import { QuoteLines } from "@/app/(guest)/_quote/quote-lines";
import type { GuestBooking } from "@/server/modules/bookings/contract";
import { PrintButton } from "./print-button";
import { brandName } from "./trip-timeline";

/** What was paid, line by line, by which card, and what came back. */
export async function ReceiptLines({ trip }: { trip: GuestBooking }) {
  const t = await getTranslations("trips.trip");
  const { payment } = trip;
  return (
    <section id="receipt" className="mt-10 border-line border-t pt-8">
      <div className="flex max-w-130 items-center justify-between gap-3">
        <h2 className="title-lg">{t("receiptTitle")}</h2>
        <PrintButton label={t("print")} />
      </div>
      <div className="mt-4 max-w-130">
        <QuoteLines lines={trip.lines} currency={trip.total.currency} total={trip.total} />
        {payment?.cardBrand && payment.cardLast4 ? (
          <p className="mt-1 text-ink-2">
            {t("paidBy", { brand: brandName(payment.cardBrand), last4: payment.cardLast4 })}
          </p>
        ) : null}
        {payment && payment.refunded.amountMinor > 0 ? (
          <p className="mt-2 flex items-baseline justify-between gap-4 text-green-ink">
            <span>{t("refunded")}</span>
            <Money {...payment.refunded} />
          </p>
        ) : null}
      </div>
    </section>
  );
}
