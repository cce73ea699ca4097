import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { LinkButton } from "@/app/_ui/link-button";
import { refusalOf } from "@/app/_viewer/refusal-of";
import type { Cancellation, GuestBooking } from "@/server/modules/bookings/contract";
import { formatMoney } from "@/server/primitives/money";
import { brandName } from "./trip-timeline";

/** The exact sum that comes back, before the button. Nothing where the stay can no longer be cancelled. */
export async function ChangeOfPlans({ trip }: { trip: GuestBooking }) {
  if (trip.status !== "confirmed" && trip.status !== "checked_in") return null;
  const preview = await readPreview(trip);
  if (!preview) return null;
  const t = await getTranslations("trips.trip.change");
  const listing = await getTranslations("quote.policies");
  const amount = formatMoney(preview.refund, await getLocale());
  const { cardBrand, cardLast4 } = trip.payment ?? {};
  const card =
    cardBrand && cardLast4 ? t("cardEnding", { brand: brandName(cardBrand), last4: cardLast4 }) : t("card");
  const something = preview.refund.amountMinor > 0;
  return (
    <section className="print:hidden mt-10 border-line border-t pt-8">
      <h2 className="title-lg">{t("title")}</h2>
      <p className="mt-1 text-ink-2">
        {something
          ? t("text", { amount, card })
          : t("textNothing", { policy: listing(trip.cancellationPolicy) })}
      </p>
      <LinkButton look="danger" className="mt-4 max-sm:w-full" href={routes.tripCancel(trip.bookingId)}>
        {something ? t("cancel", { amount }) : t("cancelNothing")}
      </LinkButton>
    </section>
  );
}

async function readPreview(trip: GuestBooking): Promise<Cancellation | undefined> {
  try {
    return await (await serverCaller()).bookings.previewCancellation({ bookingId: trip.bookingId });
  } catch (error) {
    if (refusalOf(error) === "booking_not_cancellable") return undefined;
    throw error;
  }
}
