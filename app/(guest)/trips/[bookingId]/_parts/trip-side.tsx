import { getLocale, getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { CopyButton } from "@/app/_ui/copy-button";
import { formatDate, formatTime } from "@/app/_ui/format/dates";
import { Picture } from "@/app/_ui/picture";
import { pictureOf } from "@/app/_viewer/picture-of";
import type { GuestBooking } from "@/server/modules/bookings/contract";
import { AddressMap } from "./address-map";

/** Beside the timeline: the home, its times, its host, and where it is. */
export async function TripSide({ trip }: { trip: GuestBooking }) {
  const t = await getTranslations("trips.trip.side");
  const locale = await getLocale();
  const ends = [
    {
      label: t("checkIn"),
      date: trip.stay.checkIn,
      time: t("from", { time: formatTime(trip.checkInAt.toISOString(), locale, trip.timeZone) }),
    },
    {
      label: t("checkOut"),
      date: trip.stay.checkOut,
      time: t("by", { time: formatTime(trip.checkOutAt.toISOString(), locale, trip.timeZone) }),
    },
  ];
  return (
    <aside className="grid content-start gap-5 print:mt-6">
      <section className="panel overflow-hidden shadow-raised">
        {trip.photo ? (
          <div className="print:hidden">
            <Picture
              picture={pictureOf(trip.photo)}
              sizes="(min-width: 1024px) 440px, 100vw"
              rounded="none"
              eager
            />
          </div>
        ) : null}
        <div className="p-5">
          <p className="text-ink-2">
            {trip.neighbourhood ? `${trip.neighbourhood}, ` : ""}
            {trip.city}
          </p>
          <h2 className="title-lg">{trip.listingTitle}</h2>
          <dl className="mt-4 grid grid-cols-2 divide-x divide-line rounded-control border border-line">
            {ends.map((end) => (
              <div key={end.label} className="px-3.5 py-3">
                <dt className="text-ink-2 text-xs">{end.label}</dt>
                <dd className="font-semibold">{formatDate(end.date, locale)}</dd>
                <dd className="text-ink-2">{end.time}</dd>
              </div>
            ))}
          </dl>
          <div className="mt-4 flex items-center gap-3">
            <Avatar id={trip.host.hostId} name={trip.host.name} />
            <p>
              <span className="block font-semibold">{trip.host.name}</span>
              <span className="text-ink-2">{t("host")}</span>
            </p>
          </div>
        </div>
      </section>
      <section className="panel overflow-hidden">
        {trip.address?.latitude != null && trip.address.longitude != null ? (
          <div className="print:hidden">
            <AddressMap
              latitude={trip.address.latitude}
              longitude={trip.address.longitude}
              label={t("addressTitle")}
            />
          </div>
        ) : null}
        <div className="flex items-center justify-between gap-3 p-5">
          {trip.address ? (
            <>
              <p>
                <span className="block font-semibold text-base">{trip.address.addressLine}</span>
                <span className="text-ink-2">
                  {trip.address.city} {trip.address.postalCode} · {t("onlyYou")}
                </span>
              </p>
              <CopyButton
                look="second"
                size="small"
                className="print:hidden"
                text={`${trip.address.addressLine}, ${trip.address.city} ${trip.address.postalCode}`}
              />
            </>
          ) : (
            <p className="text-ink-2">{t("addressLater")}</p>
          )}
        </div>
        {trip.checkInNote ? (
          // Not on paper: a receipt goes to others, the code of the door does not.
          <div className="border-line border-t p-5 print:hidden">
            <h3 className="font-semibold">{t("checkInNote")}</h3>
            <p className="mt-1 whitespace-pre-line text-ink-2">
              <bdi>{trip.checkInNote}</bdi>
            </p>
          </div>
        ) : null}
      </section>
    </aside>
  );
}
