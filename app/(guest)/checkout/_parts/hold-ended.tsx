import { getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { EmptyState } from "@/app/_ui/empty-state";
import { LinkButton } from "@/app/_ui/link-button";
import type { GuestBooking } from "@/server/modules/bookings/contract";
import { stayQueryOf } from "./stay-query";

/** The 15 minutes are over: nothing was charged, and the same stay can be held again. */
export async function HoldEnded({ trip }: { trip: GuestBooking }) {
  const t = await getTranslations("checkout.ended");
  return (
    <EmptyState
      headingLevel="h1"
      bird="onSecond"
      title={t("title")}
      actions={
        <>
          <LinkButton look="primary" href={routes.checkout(trip.listingId, stayQueryOf(trip))}>
            {t("again")}
          </LinkButton>
          <LinkButton look="quiet" href={routes.listing(trip.listingId, stayQueryOf(trip))}>
            {t("listing")}
          </LinkButton>
        </>
      }
    >
      {t("text")}
    </EmptyState>
  );
}
