import { CalendarPlus } from "lucide-react";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { routes } from "@/app/_routes";
import { Banner } from "@/app/_ui/banner";
import { buttonLook } from "@/app/_ui/button-look";
import { CopyButton } from "@/app/_ui/copy-button";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatDateRange } from "@/app/_ui/format/dates";
import { LinkButton } from "@/app/_ui/link-button";
import { PlainHeader } from "@/app/_ui/shell/plain-header";
import { StepList } from "@/app/_ui/step-list";
import { requireViewer } from "@/app/_viewer/require-viewer";
import type { GuestBooking } from "@/server/modules/bookings/contract";
import { formatMoney } from "@/server/primitives/money";
import { isBooked } from "../../_parts/trip-words";
import { readTrip, tripNow } from "../_parts/read-trip";
import { TripSide } from "../_parts/trip-side";
import { TripTimeline } from "../_parts/trip-timeline";
import { WaitForConfirmation } from "./wait-for-confirmation";

type Props = { params: Promise<{ bookingId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("trips.booked");
  return { title: t("code") };
}

/** After paying: the stay is theirs, or the few seconds until it is, or where the money went when it could not be. */
export default async function BookedPage({ params }: Props) {
  const { bookingId } = await params;
  const viewer = await requireViewer(routes.checkoutDone(bookingId));
  const trip = await readTrip(bookingId);
  if (!trip) notFound();
  if (trip.status === "held") return <Waiting />;
  if (trip.status === "expired")
    return trip.payment?.status === "succeeded" ? <Returned trip={trip} /> : redirect(routes.trip(bookingId));
  if (!isBooked(trip.status)) redirect(routes.trip(bookingId));
  const t = await getTranslations("trips.booked");
  const timeline = await getTranslations("trips.trip");
  const steps = await getTranslations("checkout.steps");
  const dates = formatDateRange(trip.stay.checkIn, trip.stay.checkOut, await getLocale());
  return (
    <>
      <PlainHeader>
        <StepList label={steps("label")} current={2} steps={[steps("stay"), steps("pay"), steps("done")]} />
      </PlainHeader>
      <main
        id="main"
        className="mx-auto grid max-w-[1200px] grid-cols-1 gap-x-20 gap-y-10 px-5 py-8 md:px-10 md:py-12 lg:grid-cols-[minmax(0,1fr)_424px]"
      >
        <div>
          <h1 className="title-2xl">{t("title", { name: viewer.firstName })}</h1>
          <p className="mt-4 text-base text-ink-2">{t("lead", { listing: trip.listingTitle, dates })}</p>
          <div className="panel mt-6 flex items-center justify-between gap-4 p-5">
            <p>
              <span className="block text-ink-2">{t("code")}</span>
              <span className="title-lg tabular-nums">{trip.code}</span>
            </p>
            <CopyButton text={trip.code} look="second" size="small" />
          </div>
          <div className="mt-6 flex flex-wrap gap-3">
            <LinkButton look="primary" href={routes.trip(bookingId)}>
              {t("trip")}
            </LinkButton>
            <a href={routes.calendarFile(bookingId)} className={buttonLook({ look: "second" })}>
              <CalendarPlus size={18} strokeWidth={1.75} aria-hidden="true" />
              {t("calendar")}
            </a>
          </div>
          <h2 className="title-lg mt-10">{timeline("timelineTitle")}</h2>
          <TripTimeline trip={trip} now={await tripNow()} />
        </div>
        <TripSide trip={trip} />
      </main>
    </>
  );
}

async function Waiting() {
  const t = await getTranslations("trips.booked");
  return (
    <>
      <PlainHeader />
      <main id="main" className="mx-auto max-w-160 px-5 py-16">
        <h1 className="title-xl">{t("waitTitle")}</h1>
        <p aria-live="polite" className="mt-3 text-base text-ink-2">
          {t("waitText")}
        </p>
        <WaitForConfirmation />
      </main>
    </>
  );
}

async function Returned({ trip }: { trip: GuestBooking }) {
  const t = await getTranslations("trips.booked");
  const amount = formatMoney(trip.total, await getLocale());
  return (
    <>
      <PlainHeader />
      <main id="main" className="mx-auto max-w-160 px-5 py-16">
        <EmptyState
          headingLevel="h1"
          title={t("returnedTitle")}
          actions={
            <LinkButton
              look="primary"
              href={routes.search({
                place: trip.city,
                checkIn: trip.stay.checkIn,
                checkOut: trip.stay.checkOut,
              })}
            >
              {t("search")}
            </LinkButton>
          }
        >
          <Banner tone="moss" className="mt-2">
            {t("returnedText", { amount })}
          </Banner>
        </EmptyState>
      </main>
    </>
  );
}
