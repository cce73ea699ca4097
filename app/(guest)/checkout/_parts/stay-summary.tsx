import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { serverCaller } from "@/app/_trpc/server";
import { DateRange } from "@/app/_ui/date-range";
import { formatDate, formatTime } from "@/app/_ui/format/dates";
import { Picture } from "@/app/_ui/picture";
import { Rating } from "@/app/_ui/rating";
import { pictureOf } from "@/app/_viewer/picture-of";
import { refusalOf } from "@/app/_viewer/refusal-of";
import { PolicySteps } from "@/app/(guest)/_quote/policy-steps";
import { QuoteLines } from "@/app/(guest)/_quote/quote-lines";
import type { GuestBooking } from "@/server/modules/bookings/contract";
import { stayQueryOf } from "./stay-query";

/** What is being paid for: the home, the stay, each line of the price, and what comes back when. */
export async function StaySummary({ trip }: { trip: GuestBooking }) {
  const t = await getTranslations("checkout.summary");
  const trips = await getTranslations("trips");
  const locale = await getLocale();
  const rating = await readRating(trip.listingId);
  const at = (date: string, instant: Date) =>
    `${formatDate(date, locale)}, ${formatTime(instant.toISOString(), locale, trip.timeZone, false)}`;
  return (
    <aside aria-label={t("shown")} className="lg:-mt-9">
      <div className="panel shadow-raised">
        <div className="flex gap-4 p-5 max-lg:hidden">
          {trip.photo ? (
            <Picture
              picture={pictureOf(trip.photo)}
              sizes="120px"
              rounded="control"
              className="w-30 shrink-0 self-start"
              eager
            />
          ) : null}
          <div>
            <p className="text-ink-2">{[trip.neighbourhood, trip.city].filter(Boolean).join(", ")}</p>
            <h2 className="font-semibold text-base leading-5.5">{trip.listingTitle}</h2>
            {rating ? <Rating {...rating} className="mt-1" /> : null}
          </div>
        </div>
        <div className="mx-5 flex items-center justify-between gap-3 border-line border-b pb-4 max-lg:pt-5">
          <p>
            <span className="block font-semibold">
              {at(trip.stay.checkIn, trip.checkInAt)} – {at(trip.stay.checkOut, trip.checkOutAt)}
            </span>
            <span className="text-ink-2">
              {t("nights", { count: trip.nightCount })} · {trips("party", trip.party)} · {t("instant")}
            </span>
          </p>
          <Link
            href={routes.listing(trip.listingId, stayQueryOf(trip))}
            className="link hit-44 font-medium max-lg:hidden"
          >
            {t("change")}
          </Link>
        </div>
        <div className="p-5">
          <QuoteLines lines={trip.lines} currency={trip.total.currency} total={trip.total} isTotalBig />
        </div>
        <div className="border-line border-t p-5">
          <h3 className="mb-3 font-semibold">{t("policy")}</h3>
          <PolicySteps
            steps={trip.policySteps}
            policy={trip.cancellationPolicy}
            timeZone={trip.timeZone}
            checkInAt={trip.checkInAt}
          />
        </div>
      </div>
      <p className="mt-3 px-1 text-ink-3 text-xs">{t("charged", { quote: trip.code.replace("RST", "Q") })}</p>
    </aside>
  );
}

/** On a phone the home comes before the card, in short: the whole stands below. */
export async function StayInShort({ trip }: { trip: GuestBooking }) {
  const t = await getTranslations("checkout.summary");
  const trips = await getTranslations("trips");
  return (
    <div className="mt-5 flex items-center gap-3.5 border-line border-b pb-5 lg:hidden">
      {trip.photo ? (
        <Picture
          picture={pictureOf(trip.photo)}
          sizes="104px"
          rounded="control"
          className="w-26 shrink-0"
          eager
        />
      ) : null}
      <div className="min-w-0">
        <p className="font-semibold text-base leading-5.5">{trip.listingTitle}</p>
        <p className="text-ink-2 tabular-nums">
          <DateRange from={trip.stay.checkIn} to={trip.stay.checkOut} /> · {trips("party", trip.party)}
        </p>
        <Link href={routes.listing(trip.listingId, stayQueryOf(trip))} className="link hit-44 font-medium">
          {t("change")}
        </Link>
      </div>
    </div>
  );
}

/** None where the host took the home off the market after the hold: the guest's hold stands, the public page does not. */
async function readRating(listingId: GuestBooking["listingId"]) {
  try {
    const { ratingCenti, reviewCount } = await (await serverCaller()).reviews.summary({ listingId });
    return { value: ratingCenti === null ? null : ratingCenti / 100, reviewCount };
  } catch (error) {
    if (refusalOf(error) === "listing_not_found") return undefined;
    throw error;
  }
}
