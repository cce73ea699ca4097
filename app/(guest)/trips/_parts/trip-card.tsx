import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { routes } from "@/app/_routes";
import { DateRange } from "@/app/_ui/date-range";
import { Money } from "@/app/_ui/money";
import { Picture } from "@/app/_ui/picture";
import { StatusTag } from "@/app/_ui/status-tag";
import { pictureOf } from "@/app/_viewer/picture-of";
import type { tripContract } from "@/server/modules/bookings/contract";
import { statusTones } from "./trip-words";

/** One stay: picture, state, where, when, what it costs. The whole card is the link. */
export async function TripCard({ trip, eager }: { trip: z.output<typeof tripContract>; eager: boolean }) {
  const t = await getTranslations("trips");
  const held = trip.status === "held";
  return (
    <article className="panel relative h-full overflow-hidden hovered:bg-hover">
      {trip.photo ? (
        <Picture
          picture={pictureOf(trip.photo)}
          sizes="(min-width: 1024px) 400px, (min-width: 768px) 50vw, 100vw"
          rounded="none"
          eager={eager}
        />
      ) : null}
      <div className="p-5">
        <div className="flex items-center justify-between gap-3">
          <StatusTag tone={statusTones[trip.status]}>{t(`status.${trip.status}`)}</StatusTag>
          <span className="text-ink-3 text-xs tabular-nums">{trip.code}</span>
        </div>
        <h2 className="mt-3 font-semibold text-base">
          <Link
            href={
              held
                ? routes.checkout(trip.listingId, { booking: trip.bookingId })
                : routes.trip(trip.bookingId)
            }
            aria-label={t("card.open", { title: trip.listingTitle })}
            className="after:absolute after:inset-0 after:rounded-card"
          >
            {trip.listingTitle}
          </Link>
        </h2>
        <p className="text-ink-2">
          {trip.neighbourhood || trip.city} · {t("card.with", { host: trip.host.name })}
        </p>
        <p className="mt-3 flex items-baseline justify-between gap-3">
          <span>
            <DateRange from={trip.stay.checkIn} to={trip.stay.checkOut} className="font-medium" />
            <span className="text-ink-2"> · {t("nights", { count: trip.nightCount })}</span>
          </span>
          <Money {...trip.total} look="calm" className="font-medium" />
        </p>
        {held ? <p className="mt-3 font-medium text-moss-ink">{t("card.resume")}</p> : null}
      </div>
    </article>
  );
}
