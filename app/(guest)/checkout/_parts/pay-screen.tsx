import { getLocale, getTranslations } from "next-intl/server";
import { requestCtx } from "@/app/_trpc/server";
import { formatTime } from "@/app/_ui/format/dates";
import type { GuestBooking } from "@/server/modules/bookings/contract";
import { PayForm } from "../_pay/pay-form";
import { HoldCountdown } from "./hold-countdown";
import { StayInShort, StaySummary } from "./stay-summary";

/** Two columns: the countdown and the card, beside what is paid for and what comes back. */
export async function PayScreen({
  trip,
  returnedSecret,
}: {
  trip: GuestBooking;
  returnedSecret: string | undefined;
}) {
  const t = await getTranslations("checkout.pay");
  const { now, ports, config } = await requestCtx();
  const until = formatTime(trip.holdExpiresAt.toISOString(), await getLocale(), trip.timeZone);
  return (
    <div className="grid grid-cols-1 gap-x-20 gap-y-8 max-md:pb-32 lg:grid-cols-[minmax(0,1fr)_424px]">
      <div>
        {/* On a phone the bar above says "Pay" and the hold comes first. */}
        <h1 className="title-xl max-md:sr-only">{t("title")}</h1>
        <div className="md:mt-5">
          <HoldCountdown
            heldAtMs={trip.heldAt.getTime()}
            expiresAtMs={trip.holdExpiresAt.getTime()}
            serverNowMs={now.getTime()}
            until={until}
          />
        </div>
        <StayInShort trip={trip} />
        <PayForm
          bookingId={trip.bookingId}
          listingId={trip.listingId}
          total={trip.total}
          gateway={{ apiBase: ports.payments.apiBase, publishableKey: ports.payments.publishableKey }}
          sandbox={config.standIns.has("payments")}
          until={until}
          serverNow={now}
          returnedSecret={returnedSecret}
        />
      </div>
      <StaySummary trip={trip} />
    </div>
  );
}
